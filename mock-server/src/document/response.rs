//! The answers of an operation, ready to be sent.

use std::sync::Arc;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use serde_json::Value;

use super::error_shape::{ErrorShape, MADE_UP_REQUEST_ID, made_up_code};
use super::source::{Place, Problem, Source};
use crate::schema::{Checker, Compiler, Schema, SchemaId, Strictness, sample};

/// An answer whose bytes are ready.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Headers,
    pub(crate) body: Bytes,
}

pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// What a document calls a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatusKey {
    /// One status, such as 404.
    Exact(StatusCode),
    /// All statuses that begin with a digit, such as 4XX.
    Class(u16),
    /// Every status that is not documented by itself.
    Default,
}

/// A documented status with its examples.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) key: StatusKey,
    pub(crate) examples: Vec<(String, Arc<Prepared>)>,
    /// What is sent unless an example is asked for by name.
    pub(crate) usual: Arc<Prepared>,
    pub(crate) shape: Option<ErrorShape>,
    /// The error code of the first example.
    pub(crate) code: Option<String>,
    /// The media type of these; `None` where there is no body.
    media_type: Option<String>,
    schema: Option<SchemaId>,
    /// The same answer in the other documented media types.
    others: Vec<Representation>,
}

/// An answer in one of several media types.
#[derive(Debug)]
struct Representation {
    media_type: String,
    examples: Vec<(String, Arc<Prepared>)>,
    usual: Arc<Prepared>,
    schema: Option<SchemaId>,
}

/// A media type with the answer in it.
pub(crate) type Offer<'response> = (&'response str, &'response Arc<Prepared>);

/// Every documented status of an operation, in the order of the document.
#[derive(Debug, Default)]
pub(crate) struct Responses {
    pub(crate) list: Vec<Response>,
}

impl StatusKey {
    fn read(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        if let [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] = text.as_bytes() {
            return Some(Self::Class(u16::from(digit - b'0')));
        }
        text.parse().ok().map(Self::Exact)
    }

    /// The status that is sent when nothing else is asked for.
    fn status(self) -> StatusCode {
        match self {
            Self::Exact(status) => status,
            Self::Class(digit) => StatusCode::from_u16(digit * 100).unwrap_or(StatusCode::OK),
            Self::Default => StatusCode::OK,
        }
    }

    fn covers(self, status: StatusCode) -> bool {
        match self {
            Self::Exact(exact) => exact == status,
            Self::Class(digit) => status.as_u16() / 100 == digit,
            Self::Default => true,
        }
    }

    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Exact(status) if status.is_success()) || self == Self::Class(2)
    }
}

impl std::fmt::Display for StatusKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exact(status) => write!(formatter, "{}", status.as_u16()),
            Self::Class(digit) => write!(formatter, "{digit}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}

impl Responses {
    pub(crate) fn read<'document>(
        source: &Source<'document>,
        compiler: &mut Compiler<'document>,
        operation: &Place<'document>,
    ) -> Result<Self, Problem> {
        let mut list = Vec::new();
        for (text, place) in operation.get("responses").iter().flat_map(Place::members) {
            if text.starts_with("x-") {
                continue;
            }
            let key = StatusKey::read(text).ok_or_else(|| {
                place.problem(format!(
                    "{text:?} is not a status: expected 200, 4XX or default"
                ))
            })?;
            list.push(Response::read(
                source,
                compiler,
                key,
                &source.resolve(place)?,
            )?);
        }
        Ok(Self { list })
    }

    /// The answer to a good request: the lowest documented success, or the first of all.
    pub(crate) fn success(&self) -> Option<&Response> {
        let successes = self
            .list
            .iter()
            .filter(|response| response.key.is_success());
        successes
            .min_by_key(|response| response.key)
            .or_else(|| {
                self.list
                    .iter()
                    .find(|response| response.key == StatusKey::Default)
            })
            .or_else(|| self.list.first())
    }

    /// The documented answer for a status: by itself, by its class, by default.
    pub(crate) fn of(&self, status: StatusCode) -> Option<&Response> {
        let covering = self
            .list
            .iter()
            .filter(|response| response.key.covers(status));
        covering.min_by_key(|response| response.key)
    }

    /// The documented statuses, for messages.
    pub(crate) fn statuses(&self) -> String {
        let keys: Vec<String> = self.list.iter().map(|one| one.key.to_string()).collect();
        keys.join(", ")
    }

    /// Whether the document names this very status.
    pub(crate) fn names(&self, status: StatusCode) -> bool {
        self.list
            .iter()
            .any(|response| response.key == StatusKey::Exact(status))
    }

    /// Status and name of every example, for messages.
    pub(crate) fn example_names(&self) -> String {
        let named = self.list.iter().flat_map(|response| {
            response
                .examples
                .iter()
                .map(|(name, _)| format!("{} {name}", response.key))
        });
        named.collect::<Vec<_>>().join(", ")
    }
}

impl Response {
    fn read<'document>(
        source: &Source<'document>,
        compiler: &mut Compiler<'document>,
        key: StatusKey,
        place: &Place<'document>,
    ) -> Result<Self, Problem> {
        let headers = headers(source, compiler, place)?;
        let mut content = content(place).into_iter();
        let Some(first) = content.next() else {
            return Ok(Self::empty(key, headers));
        };
        let mut response = Self::in_media_type(source, compiler, (key, &headers), first)?;
        for other in content {
            let other = Self::in_media_type(source, compiler, (key, &headers), other)?;
            if let Some(media_type) = other.media_type {
                response.others.push(Representation {
                    media_type,
                    examples: other.examples,
                    usual: other.usual,
                    schema: other.schema,
                });
            }
        }
        Ok(response)
    }

    fn in_media_type<'document>(
        source: &Source<'document>,
        compiler: &mut Compiler<'document>,
        (key, headers): (StatusKey, &Headers),
        (content_type, media): (&str, Place<'document>),
    ) -> Result<Self, Problem> {
        let examples = examples(source, &media)?;
        let schema = match media.get("schema") {
            Some(schema) => Some(compiler.compile(schema)?),
            None => None,
        };
        let shape = match media.get("schema") {
            Some(schema) => ErrorShape::from_schema(source, schema)?,
            None => examples
                .first()
                .and_then(|(_, value)| ErrorShape::from_example(value)),
        };
        let code = shape
            .as_ref()
            .zip(examples.first())
            .and_then(|(shape, (_, example))| shape.code_of(example).map(str::to_owned));
        let schemas = &compiler.schemas;
        let prepare = |value: &Value| {
            Arc::new(Prepared::new(
                key.status(),
                content_type,
                headers,
                Some(value),
            ))
        };
        let fitting = examples
            .iter()
            .position(|(_, value)| has_types(schemas, schema, value));
        let made = fitting
            .is_none()
            .then(|| made_up(schemas, schema, key, shape.as_ref()));
        let examples: Vec<(String, Arc<Prepared>)> = examples
            .into_iter()
            .map(|(name, value)| (name, prepare(value)))
            .collect();
        let example = fitting.and_then(|index| examples.get(index));
        let usual = match (example, made.flatten()) {
            (Some((_, example)), _) => Arc::clone(example),
            (None, Some(made)) => prepare(&made),
            (None, None) => Arc::new(Prepared::new(key.status(), content_type, headers, None)),
        };
        Ok(Self {
            key,
            examples,
            usual,
            shape,
            code,
            media_type: Some(content_type.to_owned()),
            schema,
            others: Vec::new(),
        })
    }

    fn empty(key: StatusKey, headers: Headers) -> Self {
        let usual = Prepared {
            status: key.status(),
            content_type: None,
            headers,
            body: Bytes::new(),
        };
        Self {
            key,
            examples: Vec::new(),
            usual: Arc::new(usual),
            shape: None,
            code: None,
            media_type: None,
            schema: None,
            others: Vec::new(),
        }
    }

    /// The answer in each media type: the example of this name where it has one, or as usual.
    pub(crate) fn offers(&self, example: Option<&str>) -> Vec<Offer<'_>> {
        let first = self.media_type.iter();
        let first = first.map(|name| (name.as_str(), &self.examples, &self.usual));
        let others = self.others.iter();
        let others = others.map(|it| (it.media_type.as_str(), &it.examples, &it.usual));
        let all = first.chain(others);
        all.filter_map(|(name, examples, usual)| match example {
            None => Some((name, usual)),
            Some(wanted) => {
                let found = examples.iter().find(|(known, _)| known == wanted);
                found.map(|(_, prepared)| (name, prepared))
            }
        })
        .collect()
    }

    /// The schema of the answer in a media type, by its place among the offers.
    pub(crate) fn schema(&self, offer: usize) -> Option<SchemaId> {
        match offer.checked_sub(1) {
            None => self.schema,
            Some(other) => self.others.get(other)?.schema,
        }
    }

    /// Whether there is an example of this name, in whatever media type.
    pub(crate) fn has_example(&self, name: &str) -> bool {
        !self.offers(Some(name)).is_empty()
    }

    /// An example by its name.
    pub(crate) fn example(&self, name: &str) -> Option<&Arc<Prepared>> {
        self.examples
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, prepared)| prepared)
    }
}

/// Whether a lenient reader of answers can read the example. One that breaks its types is a
/// slip of the documentation and is only served by name.
fn has_types(schemas: &[Schema], schema: Option<SchemaId>, example: &Value) -> bool {
    schema.is_none_or(|schema| {
        Checker::new(schemas, Strictness::Types)
            .findings(schema, example)
            .is_empty()
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
        if Checker::new(schemas, Strictness::Answer)
            .findings(schema, &body)
            .is_empty()
        {
            return Some(body);
        }
    }
    Some(sample(schemas, schema))
}

/// The documented headers with their examples or made-up values.
fn headers<'document>(
    source: &Source<'document>,
    compiler: &mut Compiler<'document>,
    response: &Place<'document>,
) -> Result<Headers, Problem> {
    let mut headers = Vec::new();
    for (name, place) in response.get("headers").iter().flat_map(Place::members) {
        let place = source.resolve(place)?;
        let value = match (place.value.get("example"), place.get("schema")) {
            (Some(example), _) => example.clone(),
            (None, Some(schema)) => {
                let schema = compiler.compile(schema)?;
                sample(&compiler.schemas, schema)
            }
            (None, None) => continue,
        };
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        // The server says by itself what the body is.
        let name = HeaderName::from_bytes(name.as_bytes()).ok();
        let name = name.filter(|name| *name != CONTENT_TYPE && *name != CONTENT_LENGTH);
        if let (Some(name), Ok(value)) = (name, HeaderValue::from_str(&text)) {
            headers.push((name, value));
        }
    }
    Ok(headers)
}

impl Prepared {
    /// The same answer with another value.
    pub(crate) fn with(&self, value: &Value) -> Self {
        let content_type = self.content_type.as_ref().and_then(|it| it.to_str().ok());
        let content_type = content_type.unwrap_or_default();
        Self::new(self.status, content_type, &self.headers, Some(value))
    }

    fn new(
        status: StatusCode,
        content_type: &str,
        headers: &Headers,
        value: Option<&Value>,
    ) -> Self {
        let content_type = match content_type.contains('*') {
            true => concrete(content_type, value),
            false => content_type,
        };
        let is_json = content_type.contains("json");
        let body = match value {
            None => Bytes::new(),
            Some(Value::String(text)) if !is_json => Bytes::from(text.clone()),
            Some(value) => Bytes::from(value.to_string()),
        };
        let content_type = HeaderValue::from_str(content_type).ok();
        Self {
            status,
            content_type,
            headers: headers.clone(),
            body,
        }
    }
}

/// The media types that are served: JSON first where there is JSON, ranges such as `*/*` last.
fn content<'document>(response: &Place<'document>) -> Vec<(&'document str, Place<'document>)> {
    let content = response.get("content");
    let mut all: Vec<_> = content.iter().flat_map(Place::members).collect();
    all.sort_by_key(|(name, _)| (name.contains('*'), !name.contains("json")));
    all
}

/// The media type that is sent for a documented range, which is no type itself.
fn concrete(documented: &str, value: Option<&Value>) -> &'static str {
    match (documented.split('/').next(), value) {
        (Some("text"), _) | (Some("*"), Some(Value::String(_))) => "text/plain",
        (Some("*" | "application"), _) => "application/json",
        _ => "application/octet-stream",
    }
}

/// The examples of a media type; a single one without a name is called `documented`.
fn examples<'document>(
    source: &Source<'document>,
    media: &Place<'document>,
) -> Result<Vec<(String, &'document Value)>, Problem> {
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
