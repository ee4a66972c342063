//! The answers of an operation, ready to be sent.

use std::sync::Arc;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::HeaderValue;
use serde_json::Value;

use super::error_shape::ErrorShape;
use super::source::{Place, Problem, Source};

/// An answer whose bytes are ready.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) body: Bytes,
}

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
}

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
    pub(crate) fn read(source: &Source<'_>, operation: &Place<'_>) -> Result<Self, Problem> {
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
            list.push(Response::read(source, key, source.resolve(place)?)?);
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
    fn read(source: &Source<'_>, key: StatusKey, place: Place<'_>) -> Result<Self, Problem> {
        let Some((content_type, media)) = content(&place) else {
            return Ok(Self::empty(key));
        };
        let examples = examples(source, &media)?;
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
        let prepare = |value: &Value| Prepared::new(key.status(), content_type, value);
        let examples: Vec<(String, Arc<Prepared>)> = examples
            .into_iter()
            .map(|(name, value)| (name, Arc::new(prepare(value))))
            .collect();
        let usual = match examples.first() {
            Some((_, first)) => Arc::clone(first),
            None => Arc::new(prepare(&Value::Null)),
        };
        Ok(Self {
            key,
            examples,
            usual,
            shape,
            code,
        })
    }

    fn empty(key: StatusKey) -> Self {
        let usual = Prepared {
            status: key.status(),
            content_type: None,
            body: Bytes::new(),
        };
        Self {
            key,
            examples: Vec::new(),
            usual: Arc::new(usual),
            shape: None,
            code: None,
        }
    }

    /// An example by its name.
    pub(crate) fn example(&self, name: &str) -> Option<&Arc<Prepared>> {
        self.examples
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, prepared)| prepared)
    }
}

impl Prepared {
    pub(crate) fn new(status: StatusCode, content_type: &str, value: &Value) -> Self {
        let is_json = content_type.contains("json");
        let body = match value {
            Value::String(text) if !is_json => Bytes::from(text.clone()),
            value => Bytes::from(value.to_string()),
        };
        let content_type = HeaderValue::from_str(content_type).ok();
        Self {
            status,
            content_type,
            body,
        }
    }
}

/// The media type that is served: JSON if there is JSON, otherwise the first.
fn content<'document>(response: &Place<'document>) -> Option<(&'document str, Place<'document>)> {
    let content = response.get("content")?;
    let mut all: Vec<_> = content.members().collect();
    let chosen = all
        .iter()
        .position(|(name, _)| name.contains("json"))
        .unwrap_or(0);
    (!all.is_empty()).then(|| all.swap_remove(chosen))
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
