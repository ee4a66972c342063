//! A documented response in one of its media types.

use std::sync::OnceLock;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::{Map, Value};

use super::error_shape::{ErrorShape, MADE_UP_REQUEST_ID, made_up_code};
use super::media_type::{bare, covers};
use super::status::StatusKey;
use crate::accept::Accept;
use crate::node::{Document, Node, Problem};
use crate::schema::{Checker, Compiler, Schema, SchemaId, Strictness, sample, xml};

/// The outermost XML element of a schema without a name.
const ROOT: &str = "root";

/// A response whose bytes are ready to be sent.
#[derive(Debug, Clone)]
pub(crate) struct PreparedResponse {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Headers,
    pub(crate) body: Bytes,
}

pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// A documented response in a media type. Its bytes are computed when they are first needed, because most
/// responses of a document are never requested.
#[derive(Debug)]
pub(crate) struct Content {
    /// The value of `Content-Type`.
    pub(crate) media_type: String,
    /// The range in the document, such as `*/*`, if it has one.
    pub(super) range: Option<String>,
    pub(crate) examples: Vec<Example>,
    /// The example that is sent by default.
    served: OnceLock<Option<usize>>,
    /// The response that is sent if there is no such example.
    generated: OnceLock<PreparedResponse>,
    pub(crate) schema: Option<SchemaId>,
    key: StatusKey,
    headers: Headers,
    /// The format of errors.
    shape: Option<ErrorShape>,
    /// The name of the schema, which becomes the outermost XML element.
    root: String,
}

/// A documented example.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) name: String,
    value: Value,
    prepared: OnceLock<PreparedResponse>,
}

type Examples<'document> = Vec<(String, &'document Value)>;

impl Content {
    /// The response in a documented media type, or in each media type that is served for a range.
    pub(super) fn read<'document>(
        (document, compiler): (&Document<'document>, &mut Compiler<'document>),
        (key, headers): (StatusKey, &Headers),
        (documented, media): (&str, &Node<'document>),
        (examples, shape): (&Examples<'document>, Option<&ErrorShape>),
    ) -> Result<Vec<Self>, Problem> {
        let (mut schema, mut root) = (None, ROOT.to_owned());
        if let Some(place) = media.get("schema") {
            root = component_name(&document.resolve(place.clone())?).unwrap_or(root);
            schema = Some(compiler.compile(place)?);
        }
        let content = |media_type: &str, range: Option<&str>| Self {
            media_type: media_type.to_owned(),
            range: range.map(str::to_owned),
            examples: examples.iter().map(Example::new).collect(),
            served: OnceLock::new(),
            generated: OnceLock::new(),
            schema,
            key,
            headers: headers.clone(),
            shape: shape.cloned(),
            root: root.clone(),
        };
        if !documented.contains('*') {
            return Ok(vec![content(documented, None)]);
        }
        let is_text = content(documented, None).is_text(compiler.schemas());
        let names = concrete(documented, is_text).into_iter();
        Ok(names.map(|name| content(name, Some(documented))).collect())
    }

    /// The examples of a media type. A single one without a name is called `documented`.
    pub(super) fn documented_examples<'document>(
        document: &Document<'document>,
        media: &Node<'document>,
    ) -> Result<Examples<'document>, Problem> {
        let mut found = Vec::new();
        for (name, place) in media.get("examples").iter().flat_map(Node::members) {
            if let Some(value) = document.resolve(place)?.value.get("value") {
                found.push((name.to_owned(), value));
            }
        }
        if let Some(value) = media.value.get("example").filter(|_| found.is_empty()) {
            found.push(("documented".to_owned(), value));
        }
        Ok(found)
    }

    /// An example by its name.
    pub(crate) fn example(&self, schemas: &[Schema], name: &str) -> Option<&PreparedResponse> {
        let mut examples = self.examples.iter();
        let example = examples.find(|example| example.name == name)?;
        Some(self.of_example(schemas, example))
    }

    /// The response that is sent unless an example is requested by name.
    pub(crate) fn default(&self, schemas: &[Schema]) -> &PreparedResponse {
        let served = *self.served.get_or_init(|| self.first_served(schemas));
        match served.and_then(|index| self.examples.get(index)) {
            Some(example) => self.of_example(schemas, example),
            None => self.generated.get_or_init(|| {
                let value = self.generated_value(schemas);
                self.prepared(schemas, value.as_ref())
            }),
        }
    }

    fn of_example<'content>(
        &self,
        schemas: &[Schema],
        example: &'content Example,
    ) -> &'content PreparedResponse {
        let prepare = || self.prepared(schemas, Some(&example.value));
        example.prepared.get_or_init(prepare)
    }

    /// The first example that can be sent by default. Examples that violate the types of their schema, so that
    /// not even a lenient client can read them, are documentation errors and skipped. Text in a media type
    /// other than JSON is already serialized, and the schema does not describe it.
    fn first_served(&self, schemas: &[Schema]) -> Option<usize> {
        let is_serialized =
            |value: &Value| value.is_string() && !is_json(&self.media_type) && self.range.is_none();
        let fits = |value: &Value| {
            self.schema.is_none_or(|schema| {
                let checker = Checker::new(schemas, Strictness::Types);
                checker.findings(schema, value).is_empty()
            })
        };
        let mut examples = self.examples.iter();
        examples.position(|example| is_serialized(&example.value) || fits(&example.value))
    }

    /// The body if there is no example to send: an error that says so, or a value generated from the schema.
    fn generated_value(&self, schemas: &[Schema]) -> Option<Value> {
        let Some(schema) = self.schema else {
            // JSON of any kind is documented, but not an empty body.
            return is_json(&self.media_type).then(|| Value::Object(Map::new()));
        };
        if let Some(shape) = self.shape.as_ref().filter(|_| !self.key.is_success()) {
            let message =
                "generated by the mock server: the document has no example for this status";
            let code = made_up_code(self.key.status());
            let body = shape.fill(&code, message, MADE_UP_REQUEST_ID);
            let checker = Checker::new(schemas, Strictness::Response);
            if checker.findings(schema, &body).is_empty() {
                return Some(body);
            }
        }
        Some(sample(schemas, schema))
    }

    /// Whether the value is already text and does not have to be serialized.
    fn is_text(&self, schemas: &[Schema]) -> bool {
        let example = self
            .first_served(schemas)
            .and_then(|it| self.examples.get(it));
        match example {
            Some(example) => example.value.is_string(),
            None => self
                .generated_value(schemas)
                .is_some_and(|it| it.is_string()),
        }
    }

    /// The media type for a client. If the document allows any type of text, it is the one that the client
    /// names.
    pub(crate) fn media_type_for(&self, accept: &Accept) -> String {
        let is_written = is_json(&self.media_type) || is_xml(&self.media_type);
        let range = self.range.as_deref().filter(|_| !is_written);
        let named = range.and_then(|range| accept.named_in(range));
        named.unwrap_or_else(|| self.media_type.clone())
    }

    /// The response with this value. If the media type cannot represent it, the response is an error.
    pub(crate) fn prepared(&self, schemas: &[Schema], value: Option<&Value>) -> PreparedResponse {
        let written = value.map_or(Ok(Bytes::new()), |value| self.written(schemas, value));
        match written {
            Ok(body) => PreparedResponse {
                status: self.key.status(),
                content_type: HeaderValue::from_str(&self.media_type).ok(),
                headers: self.headers.clone(),
                body,
            },
            Err(message) => {
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                let shape = ErrorShape::default();
                let body = shape.fill(&made_up_code(status), &message, MADE_UP_REQUEST_ID);
                PreparedResponse {
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

impl Example {
    fn new((name, value): &(String, &Value)) -> Self {
        Self {
            name: name.clone(),
            value: (*value).clone(),
            prepared: OnceLock::new(),
        }
    }
}

impl PreparedResponse {
    /// A response without a body.
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

/// Whether an example is already XML.
fn is_markup(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// The name of a schema in the components.
fn component_name(schema: &Node<'_>) -> Option<String> {
    let name = schema.pointer.strip_prefix("#/components/schemas/")?;
    (!name.contains('/')).then(|| name.to_owned())
}

/// The media types that are served for a range: those in which the value can be written. Text of any type is
/// sent as the type that the client requests.
fn concrete(range: &str, is_text: bool) -> Vec<&'static str> {
    let known: &[&'static str] = match is_text {
        true => &["text/plain", "application/json"],
        false => &["application/json", "application/xml", "text/plain"],
    };
    let range = bare(range);
    let fits = |name: &&&str| covers(&range, name);
    let most = if is_text { 1 } else { 2 };
    let found: Vec<&str> = known.iter().filter(fits).take(most).copied().collect();
    match found.is_empty() {
        true => vec!["application/octet-stream"],
        false => found,
    }
}
