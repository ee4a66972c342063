//! Bodies of several parts: `multipart/form-data` (RFC 7578).

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{FutureExt, stream};
use multer::{Error, Multipart, parse_boundary};
use serde_json::{Map, Value};

use super::form::each_property;
use super::media_type::{bare, covers};
use super::parameter::items_of;
use super::text_value::typed;
use crate::node::Node;
use crate::schema::{JsonType, Kinds, Schema, SchemaId, kinds};

/// The media type of a part that does not declare one (RFC 7578, 4.4).
const DEFAULT_TYPE: &str = "text/plain";

/// The rules for the parts of one name.
#[derive(Debug)]
pub(crate) struct PartRules {
    name: String,
    kinds: Kinds,
    /// The types of its elements, if it can be a list: one part for each.
    items: Option<Kinds>,
    /// Whether any bytes are allowed.
    is_binary: bool,
    /// The media types of `encoding`, in lower case.
    media_types: Vec<String>,
}

/// A part as it was sent.
#[derive(Debug)]
struct Part {
    name: String,
    content_type: Option<String>,
    content: Bytes,
}

/// The value of a body, and problems with its parts.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) value: Value,
    /// The members whose values cannot be read, and why.
    pub(crate) unreadable: Vec<(String, String)>,
}

impl PartRules {
    /// The properties of a body's schema, with their `encoding`.
    pub(crate) fn read_all(
        schemas: &[Schema],
        schema: Option<SchemaId>,
        media: &Node<'_>,
    ) -> Vec<Self> {
        each_property(schemas, schema, media, |name, id, encoding| {
            let content_type = encoding.and_then(|it| it.text("contentType"));
            let media_types = content_type.iter().flat_map(|text| text.split(','));
            let kinds = kinds(schemas, id);
            Self {
                name: name.to_owned(),
                kinds,
                items: kinds
                    .contains(JsonType::Array)
                    .then(|| items_of(schemas, id)),
                is_binary: is_binary(schemas, id),
                media_types: media_types.map(bare).collect(),
            }
        })
    }

    /// The value that the parts of this name represent.
    fn value(&self, parts: &[&Part]) -> Result<Value, String> {
        for part in parts {
            self.check_media_type(part)?;
        }
        let Some(items) = self.items else {
            let [part] = parts else {
                let count = parts.len();
                return Err(format!("occurs {count} times, expected once"));
            };
            return self.element(part, self.kinds);
        };
        if let [part] = parts {
            // A single part may contain the whole list as JSON, or a value that is not a list.
            if self.is_json(part, items) {
                let value = json(part)?;
                let is_whole = value.is_array() || !self.kinds.is_only(JsonType::Array);
                return Ok(if is_whole {
                    value
                } else {
                    Value::from(vec![value])
                });
            }
            if !self.kinds.is_only(JsonType::Array) {
                return self.element(part, self.kinds);
            }
        }
        parts.iter().map(|part| self.element(part, items)).collect()
    }

    fn element(&self, part: &Part, kinds: Kinds) -> Result<Value, String> {
        if self.is_json(part, kinds) {
            return json(part);
        }
        if self.is_binary {
            // A character for each byte, so that the limits of length count bytes.
            let bytes = part.content.iter().copied().map(char::from);
            return Ok(Value::String(bytes.collect()));
        }
        Ok(typed(text(part)?, Some(kinds)))
    }

    /// A part is JSON if it declares that type, or if it can only be an object.
    fn is_json(&self, part: &Part, kinds: Kinds) -> bool {
        if self.is_binary {
            return false;
        }
        let given = part.content_type.as_deref();
        given.is_some_and(|name| name.contains("json")) || kinds.is_only(JsonType::Object)
    }

    fn check_media_type(&self, part: &Part) -> Result<(), String> {
        let given = part.content_type.as_deref();
        let effective = given.unwrap_or(DEFAULT_TYPE);
        let fits = |known: &String| known == effective || covers(known, effective);
        if self.media_types.is_empty() || self.media_types.iter().any(fits) {
            return Ok(());
        }
        let known = self.media_types.join(", ");
        Err(match given {
            Some(given) => format!("Content-Type {given} is not one of {known}"),
            None => format!("Content-Type is missing in the part; expected {known}"),
        })
    }
}

/// The object that the parts represent.
///
/// # Errors
/// The body cannot be split into parts.
pub(crate) fn multipart(
    content_type: &str,
    body: &[u8],
    rules: &[PartRules],
) -> Result<Parts, String> {
    let parts = split(content_type, body)?;
    let mut members = Map::new();
    let mut unreadable = Vec::new();
    for Part { name, content, .. } in &parts {
        if members.contains_key(name) {
            continue;
        }
        let value = match rules.iter().find(|rules| rules.name == *name) {
            Some(rules) => {
                let same = parts.iter().filter(|part| part.name == *name);
                rules.value(&same.collect::<Vec<_>>())
            }
            None => Ok(Value::from(String::from_utf8_lossy(content))),
        };
        let value = value.unwrap_or_else(|problem| {
            unreadable.push((name.clone(), problem));
            Value::Null
        });
        members.insert(name.clone(), value);
    }
    Ok(Parts {
        value: Value::Object(members),
        unreadable,
    })
}

/// The parts of a body, in their order.
fn split(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = parse_boundary(content_type).map_err(|error| match error {
        Error::NoBoundary => "header Content-Type: has no boundary, which separates the parts of \
                              multipart/form-data"
            .to_owned(),
        _ => format!("header Content-Type: {content_type:?} is not a media type with a boundary"),
    })?;
    let whole = Bytes::copy_from_slice(body);
    let chunks = stream::iter([Ok::<_, Infallible>(whole)]);
    let mut multipart = Multipart::new(chunks, boundary.clone());
    let mut parts = Vec::new();
    loop {
        let number = parts.len() + 1;
        // All bytes are available, so there is nothing to wait for.
        let next = read_next(&mut multipart).now_or_never();
        let next = next.unwrap_or_else(|| Err(Broken::Body(Error::IncompleteStream)));
        match next {
            Ok(Some(part)) => parts.push(part),
            Ok(None) => return Ok(parts),
            Err(broken) => return Err(broken.describe(number, &boundary)),
        }
    }
}

/// Why a body cannot be split into parts.
enum Broken {
    Body(Error),
    NameMissing,
}

async fn read_next(multipart: &mut Multipart<'_>) -> Result<Option<Part>, Broken> {
    let Some(field) = multipart.next_field().await.map_err(Broken::Body)? else {
        return Ok(None);
    };
    let name = field.name().ok_or(Broken::NameMissing)?.to_owned();
    let content_type = field.headers().get(hyper::header::CONTENT_TYPE);
    let content_type = content_type.map(|value| bare(&String::from_utf8_lossy(value.as_bytes())));
    let content = field.bytes().await.map_err(Broken::Body)?;
    Ok(Some(Part {
        name,
        content_type,
        content,
    }))
}

impl Broken {
    fn describe(&self, number: usize, boundary: &str) -> String {
        match self {
            Self::NameMissing => format!(
                "body: part {number} has no name in its header Content-Disposition: form-data"
            ),
            Self::Body(Error::IncompleteFieldData { field_name }) => {
                let name = field_name.as_deref().unwrap_or_default();
                format!("body at /{name}: the part does not end with the boundary --{boundary}")
            }
            Self::Body(Error::IncompleteStream) if number == 1 => {
                format!(
                    "body: does not contain the boundary --{boundary} of the header Content-Type"
                )
            }
            Self::Body(Error::IncompleteStream) => format!(
                "body: is truncated or malformed in part {number}: expected --{boundary}-- at the end"
            ),
            Self::Body(error) => format!("body: the headers of part {number} are invalid: {error}"),
        }
    }
}

/// Whether a schema, or the elements of its list, are bytes.
fn is_binary(schemas: &[Schema], id: SchemaId) -> bool {
    /// How many levels of subschemas are searched.
    const DEEPEST: usize = 16;
    fn is_binary(schemas: &[Schema], id: SchemaId, depth: usize) -> bool {
        let Some(schema) = schemas.get(id.0).filter(|_| depth < DEEPEST) else {
            return false;
        };
        let parts = schema.combined.iter().flat_map(|combined| combined.parts());
        let items = schema.array.iter().filter_map(|array| array.items);
        let mut inner = parts.chain(items);
        schema.binary || inner.any(|id| is_binary(schemas, id, depth + 1))
    }
    is_binary(schemas, id, 0)
}

fn text(part: &Part) -> Result<&str, String> {
    std::str::from_utf8(&part.content)
        .map_err(|error| format!("is not valid UTF-8 after byte {}", error.valid_up_to()))
}

fn json(part: &Part) -> Result<Value, String> {
    serde_json::from_str(text(part)?).map_err(|error| format!("is not JSON: {error}"))
}
