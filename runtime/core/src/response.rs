//! A success, with what came around it.

use std::ops::Deref;

use http::{HeaderMap, StatusCode};

use crate::error::KeptResponse;
use crate::request_id::request_id;
use crate::transport::HttpResponse;

/// The answer to a successful call: the typed body, and the status and headers around it.
///
/// It derefs to the body, so that fields can be read directly.
#[derive(Clone, Debug)]
pub struct Response<T> {
    body: T,
    head: HttpResponse,
}

impl<T> Response<T> {
    pub(crate) fn new(body: T, head: HttpResponse) -> Self {
        Self { body, head }
    }

    /// The HTTP status, always 2xx.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// A header of the answer as a value: a text, a number, or anything else that is read from text.
    ///
    /// `None` where the header is missing, or is not of that type.
    pub fn header<V: std::str::FromStr>(&self, name: &str) -> Option<V> {
        let value = self.head.headers.get(name)?.to_str().ok()?;
        value.trim().parse().ok()
    }

    /// The identifier under which the service logged the call: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// The body as it came.
    pub fn raw_body(&self) -> &[u8] {
        &self.head.body
    }

    /// The typed body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The typed body by itself.
    pub fn into_inner(self) -> T {
        self.body
    }

    /// What an error keeps of this response.
    pub(crate) fn to_kept(&self) -> KeptResponse {
        self.head.to_kept()
    }

    pub(crate) fn into_head(self) -> HttpResponse {
        self.head
    }

    /// The same answer with another body.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            body: change(self.body),
            head: self.head,
        }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}
