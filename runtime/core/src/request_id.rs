//! The request identifier that a service sends in the headers of a response.

use http::HeaderMap;

/// The request identifier in the headers, if there is one.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers
        .get("x-request-id")
        .and_then(|value| value.to_str().ok())
        .filter(|id| !id.is_empty())
}
