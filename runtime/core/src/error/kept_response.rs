//! The part of a response that an error keeps.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

/// How many bytes of a response body an error keeps.
pub(crate) const KEPT_BYTES: usize = 64 * 1024;

/// The response that an error is about, with its body cut to a bounded length.
#[derive(Clone)]
pub(crate) struct KeptResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl KeptResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let body = if body.len() > KEPT_BYTES {
            // A copy, so that the rest of a long body is freed.
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

    /// The status for a message: `404 Not Found`, or the number alone if it has no standard name.
    pub(crate) fn status_text(&self) -> String {
        match self.status.canonical_reason() {
            Some(reason) => format!("{} {reason}", self.status.as_u16()),
            None => self.status.as_u16().to_string(),
        }
    }

    /// The kind of body for a message, such as `a body of type text/html`.
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
            None => "a body without a `Content-Type`".to_owned(),
        }
    }

    /// The content encoding of the body, such as `br`. The client never requests one.
    pub(crate) fn encoding(&self) -> Option<&str> {
        let encoding = self.headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
        (!encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")).then_some(encoding)
    }

    /// Whether the response declares a JSON body or declares no type.
    pub(crate) fn claims_json(&self) -> bool {
        let media_type = self
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        media_type.is_none_or(|value| value.to_ascii_lowercase().contains("json"))
    }
}
