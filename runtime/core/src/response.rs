//! The response to a successful call.

use std::ops::Deref;

use http::{HeaderMap, StatusCode};

use crate::error::KeptResponse;
use crate::request_id::request_id;
use crate::transport::HttpResponse;

/// The response to a successful call: the typed body, the status and the headers.
///
/// It dereferences to the body, so that fields can be read directly.
///
/// ```
/// use huaweicloud_core::{Json, Response};
///
/// fn log(created: &Response<Json>) {
///     println!("{} {:?}", created.status(), created.request_id());
///     println!("total: {:?}", created.header::<u64>("X-Total-Count"));
///     println!("ID: {}", created.at("/id"));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Response<T> {
    body: T,
    head: HttpResponse,
}

impl<T> Response<T> {
    pub(crate) fn new(body: T, head: HttpResponse) -> Self {
        Self { body, head }
    }

    /// The HTTP status: 2xx, or another documented success.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Parses a header as a string, a number, or any other type that can be parsed.
    ///
    /// `None` if the header is missing or is not of that type.
    ///
    /// ```
    /// use huaweicloud_core::Response;
    ///
    /// fn total<T>(response: &Response<T>) -> Option<u64> {
    ///     response.header("X-Total-Count")
    /// }
    /// ```
    pub fn header<V: std::str::FromStr>(&self, name: &str) -> Option<V> {
        let value = self.head.headers.get(name)?.to_str().ok()?;
        value.trim().parse().ok()
    }

    /// The ID of the request in the logs of the service, which support asks for. `None` if the service sent
    /// none.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// The raw body.
    pub fn raw_body(&self) -> &[u8] {
        &self.head.body
    }

    /// The typed body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the typed body and drops the rest.
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

    /// Replaces the body.
    ///
    /// ```
    /// use huaweicloud_core::{Json, Response};
    ///
    /// fn names(response: Response<Json>) -> Result<Response<Vec<String>>, serde_json::Error> {
    ///     let names = response.at("/names").read()?;
    ///     Ok(response.map(|_| names))
    /// }
    /// ```
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
