//! An answer in one of its media types.

use std::sync::Arc;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::Value;

use super::body::{bare, covers};
use super::error_shape::{ErrorShape, MADE_UP_REQUEST_ID, made_up_code};
use super::source::{Place, Problem, Source};
use super::status::StatusKey;
use crate::accept::Accept;
use crate::schema::{Checker, Compiler, Schema, SchemaId, Strictness, sample, xml};

/// The outermost XML element of a schema without a name.
const ROOT: &str = "root";

/// An answer whose bytes are ready.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Headers,
    pub(crate) body: Bytes,
}

pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// An answer in a media type.
#[derive(Debug)]
pub(crate) struct Content {
    /// What is sent as `Content-Type`.
    pub(crate) media_type: String,
    /// The range that the document has instead, such as `*/*`.
    pub(crate) range: Option<String>,
    pub(crate) examples: Vec<(String, Arc<Prepared>)>,
    /// What is sent unless an example is asked for by name.
    pub(crate) usual: Arc<Prepared>,
    pub(crate) schema: Option<SchemaId>,
    key: StatusKey,
    headers: Headers,
    /// The name of the schema, which an outermost XML element has.
    root: String,
}

type Examples<'document> = Vec<(String, &'document Value)>;

impl Content {
    /// The answer in a documented media type, or in each that is written for a documented range.
    pub(super) fn read<'document>(
        (source, compiler): (&Source<'document>, &mut Compiler<'document>),
        (key, headers): (StatusKey, &Headers),
        (documented, media): (&str, &Place<'document>),
        (examples, shape): (Examples<'document>, Option<&ErrorShape>),
    ) -> Result<Vec<Self>, Problem> {
        let (mut schema, mut root) = (None, ROOT.to_owned());
        if let Some(place) = media.get("schema") {
            root = component_name(&source.resolve(place.clone())?).unwrap_or(root);
            schema = Some(compiler.compile(place)?);
        }
        let schemas = &compiler.schemas;
        let fitting = examples
            .iter()
            .position(|(_, value)| is_served(schemas, schema, documented, value));
        let made = match fitting {
            Some(_) => None,
            None => made_up(schemas, schema, key, shape),
        };
        let value = fitting.and_then(|index| examples.get(index));
        let value = value.map(|(_, value)| *value).or(made.as_ref());
        let names = concrete(documented, value);
        let is_range = documented.contains('*');
        let content = |media_type: &str| {
            let mut content = Self {
                media_type: media_type.to_owned(),
                range: is_range.then(|| documented.to_owned()),
                examples: Vec::new(),
                usual: Arc::new(Prepared::bare(key.status(), headers.clone())),
                schema,
                key,
                headers: headers.clone(),
                root: root.clone(),
            };
            let ready = examples.iter().map(|(name, value)| {
                let prepared = content.prepared(schemas, Some(value));
                (name.clone(), Arc::new(prepared))
            });
            content.examples = ready.collect();
            content.usual = match fitting.and_then(|index| content.examples.get(index)) {
                Some((_, example)) => Arc::clone(example),
                None => Arc::new(content.prepared(schemas, made.as_ref())),
            };
            content
        };
        Ok(names.into_iter().map(content).collect())
    }

    /// The examples of a media type; a single one without a name is called `documented`.
    pub(super) fn documented_examples<'document>(
        source: &Source<'document>,
        media: &Place<'document>,
    ) -> Result<Examples<'document>, Problem> {
        let mut found = Vec::new();
        for (name, place) in media.get("examples").iter().flat_map(Place::members) {
            if let Some(value) = source.resolve(place)?.value.get("value") {
                found.push((name.to_owned(), value));
            }
        }
        if let Some(value) = media.value.get("example").filter(|_| found.is_empty()) {
            found.push(("documented".to_owned(), value));
        }
        Ok(found)
    }

    /// An example by its name.
    pub(crate) fn example(&self, name: &str) -> Option<&Arc<Prepared>> {
        let mut examples = self.examples.iter();
        examples
            .find(|(known, _)| known == name)
            .map(|(_, prepared)| prepared)
    }

    /// The media type for a client: text that the document allows to be of any type is of the type
    /// that the client names.
    pub(crate) fn media_type_for(&self, accept: &Accept) -> String {
        let is_written = is_json(&self.media_type) || is_xml(&self.media_type);
        let range = self.range.as_deref().filter(|_| !is_written);
        let named = range.and_then(|range| accept.named_in(range));
        named.unwrap_or_else(|| self.media_type.clone())
    }

    /// The answer with this value. What the media type cannot say is an error of the server.
    pub(crate) fn prepared(&self, schemas: &[Schema], value: Option<&Value>) -> Prepared {
        let written = value.map_or(Ok(Bytes::new()), |value| self.written(schemas, value));
        match written {
            Ok(body) => Prepared {
                status: self.key.status(),
                content_type: HeaderValue::from_str(&self.media_type).ok(),
                headers: self.headers.clone(),
                body,
            },
            Err(message) => {
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                let shape = ErrorShape::default();
                let body = shape.fill(&made_up_code(status), &message, MADE_UP_REQUEST_ID);
                Prepared {
                    status,
                    content_type: Some(HeaderValue::from_static("application/json")),
                    headers: Headers::new(),
                    body: Bytes::from(body.to_string()),
                }
            }
        }
    }

    fn written(&self, schemas: &[Schema], value: &Value) -> Result<Bytes, String> {
        Ok(match value {
            Value::String(text) if is_xml(&self.media_type) && is_markup(text) => {
                Bytes::from(text.clone())
            }
            value if is_xml(&self.media_type) => {
                Bytes::from(xml(schemas, self.schema, &self.root, value)?)
            }
            Value::String(text) if !is_json(&self.media_type) => Bytes::from(text.clone()),
            value => Bytes::from(value.to_string()),
        })
    }
}

impl Prepared {
    /// An answer without a body.
    pub(super) fn bare(status: StatusCode, headers: Headers) -> Self {
        Self {
            status,
            content_type: None,
            headers,
            body: Bytes::new(),
        }
    }
}

fn is_json(media_type: &str) -> bool {
    media_type.contains("json")
}

fn is_xml(media_type: &str) -> bool {
    let name = bare(media_type);
    name.ends_with("/xml") || name.ends_with("+xml")
}

/// Whether an example is XML already.
fn is_markup(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// The name that a schema has among the components.
fn component_name(schema: &Place<'_>) -> Option<String> {
    let name = schema.pointer.strip_prefix("#/components/schemas/")?;
    (!name.contains('/')).then(|| name.to_owned())
}

/// Whether an example is sent without being asked for by name. One that breaks the types of its
/// schema, so that not even a lenient reader can read it, is a slip of the documentation. Text in a
/// media type other than JSON is its notation, which the schema does not describe.
fn is_served(
    schemas: &[Schema],
    schema: Option<SchemaId>,
    media_type: &str,
    example: &Value,
) -> bool {
    let is_notation = example.is_string() && !is_json(media_type) && !media_type.contains('*');
    is_notation
        || schema.is_none_or(|schema| {
            let checker = Checker::new(schemas, Strictness::Types);
            checker.findings(schema, example).is_empty()
        })
}

/// A body where no example can be served: an error says so, everything else is made from
/// the schema.
fn made_up(
    schemas: &[Schema],
    schema: Option<SchemaId>,
    key: StatusKey,
    shape: Option<&ErrorShape>,
) -> Option<Value> {
    let schema = schema?;
    if let Some(shape) = shape.filter(|_| !key.is_success()) {
        let message = "made by the mock server: the document has no example for this status";
        let body = shape.fill(&made_up_code(key.status()), message, MADE_UP_REQUEST_ID);
        let checker = Checker::new(schemas, Strictness::Answer);
        if checker.findings(schema, &body).is_empty() {
            return Some(body);
        }
    }
    Some(sample(schemas, schema))
}

/// The media types that are sent: the documented one, or for a range, which is no type itself,
/// those of it in which the value can be written.
fn concrete<'document>(documented: &'document str, value: Option<&Value>) -> Vec<&'document str> {
    if !documented.contains('*') {
        return vec![documented];
    }
    let is_text = matches!(value, Some(Value::String(_)));
    let known: &[&str] = match is_text {
        true => &["text/plain", "application/json"],
        false => &["application/json", "application/xml", "text/plain"],
    };
    let range = bare(documented);
    let fits = |name: &&&str| covers(&range, name);
    // Text that may be of any type is sent as the type that the client asks for.
    let most = if is_text { 1 } else { 2 };
    let found: Vec<&str> = known.iter().filter(fits).take(most).copied().collect();
    match found.is_empty() {
        true => vec!["application/octet-stream"],
        false => found,
    }
}
