//! Sending requests and receiving responses.

mod failure;
mod network;
mod tls;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use url::Url;

use crate::body::{Body, Incoming};
use crate::error::{Error, KeptResponse};
use crate::future::BoxFuture;
use crate::request_id::request_id;

pub(crate) use network::{Customization, Network, NetworkSettings};
pub(crate) use tls::{certificates, identity};

/// Sends a request and receives its response.
///
/// By default the network; [`ConfigBuilder::transport`](crate::ConfigBuilder::transport) sets another
/// transport. Credentials, retries and time limits work the same with any transport.
///
/// ```
/// use huaweicloud_core::http::{HeaderMap, StatusCode};
/// use huaweicloud_core::{BoxFuture, Config, Error, HttpRequest, HttpResponse, Transport};
///
/// /// Pretends that every resource is missing.
/// #[derive(Debug)]
/// struct NothingExists;
///
/// impl Transport for NothingExists {
///     fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
///         let body = format!(r#"{{"error_msg": "no {}"}}"#, request.url.path());
///         Box::pin(async { Ok(HttpResponse::new(StatusCode::NOT_FOUND, HeaderMap::new(), body)) })
///     }
/// }
///
/// let config = Config::builder().transport(NothingExists);
/// ```
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends a request and reads the whole response, whatever its status.
    ///
    /// It must not follow redirects; a redirect is a response like any other.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>>;
}

/// A request as it is sent, including its credential.
///
/// ```
/// use huaweicloud_core::http::Method;
/// use huaweicloud_core::url::Url;
/// use huaweicloud_core::HttpRequest;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut request = HttpRequest::new(Method::POST, Url::parse("https://iam.example.com/v3/auth/tokens")?);
/// request.body = r#"{"auth": {}}"#.into();
/// assert_eq!(request.body.len(), Some(12));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The URL.
    pub url: Url,
    /// The headers; the transport adds those of the connection, such as `Host`.
    pub headers: HeaderMap,
    /// The body; an empty one is not sent.
    pub body: Body,
    /// Whether the body of a success is read as it arrives.
    pub(crate) is_download: bool,
    /// Whether the service is on this machine, where no proxy can reach it.
    pub(crate) is_local: bool,
}

impl HttpRequest {
    /// Creates a request without headers and body.
    pub fn new(method: Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: Body::default(),
            is_download: false,
            is_local: false,
        }
    }
}

impl fmt::Debug for HttpRequest {
    // Without headers, body and query, which may contain secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("host", &self.url.host_str())
            .field("path", &self.url.path())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A response as it was received.
///
/// ```
/// use huaweicloud_core::HttpResponse;
/// use huaweicloud_core::http::{HeaderMap, StatusCode};
///
/// let response = HttpResponse::new(StatusCode::OK, HeaderMap::new(), r#"{"total": 0}"#);
/// assert!(response.status.is_success());
/// assert_eq!(response.body, r#"{"total": 0}"#);
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if it is still to be read.
    pub body: Bytes,
    /// The rest of a download.
    pub(crate) incoming: Incoming,
}

impl HttpResponse {
    /// Creates a response.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
            incoming: Incoming::default(),
        }
    }

    /// What an error keeps of this response.
    pub(crate) fn to_kept(&self) -> KeptResponse {
        KeptResponse::new(self.status, self.headers.clone(), self.body.clone())
    }
}

impl From<&KeptResponse> for HttpResponse {
    fn from(kept: &KeptResponse) -> Self {
        Self::new(kept.status, kept.headers.clone(), kept.body.clone())
    }
}

impl fmt::Debug for HttpResponse {
    // Without headers and raw bytes, which may contain what the typed body redacts.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("request_id", &request_id(&self.headers))
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}
