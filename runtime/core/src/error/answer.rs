//! What came back, as far as an error keeps it.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

/// How much of the body of an answer an error keeps.
pub(crate) const KEPT_BYTES: usize = 64 * 1024;

/// The answer that an error is about.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let body = if body.len() > KEPT_BYTES {
            // A copy, so that the rest of a very long body is freed.
            Bytes::copy_from_slice(&body[..KEPT_BYTES])
        } else {
            body
        };
        Self {
            status,
            headers,
            body,
        }
    }

    /// "404 Not Found", or the number alone where it has no name.
    pub(crate) fn status_text(&self) -> String {
        match self.status.canonical_reason() {
            Some(reason) => format!("{} {reason}", self.status.as_u16()),
            None => self.status.as_u16().to_string(),
        }
    }

    /// What the body is, for a sentence: "an empty body", "text/html".
    pub(crate) fn content(&self) -> String {
        if self.body.is_empty() {
            return "an empty body".to_owned();
        }
        let media_type = self
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        match media_type.and_then(|value| value.split(';').next()) {
            Some(media_type) => format!("a body of type {}", media_type.trim()),
            None => "a body without a type".to_owned(),
        }
    }

    /// The coding of the body, such as `br`, where it is one that nobody asked for.
    pub(crate) fn coding(&self) -> Option<&str> {
        let coding = self.headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
        (!coding.is_empty() && !coding.eq_ignore_ascii_case("identity")).then_some(coding)
    }

    /// Whether the answer says that its body is JSON, or says nothing.
    pub(crate) fn claims_json(&self) -> bool {
        let media_type = self
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        media_type.is_none_or(|value| value.to_ascii_lowercase().contains("json"))
    }
}
