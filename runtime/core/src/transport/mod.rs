//! Getting requests to a service and answers back.

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

/// Something that gets one request to where it belongs and comes back with the answer.
///
/// The network, unless [`ConfigBuilder::transport`](crate::ConfigBuilder::transport) sets another.
/// Credentials, retries and time limits stand above it and work the same with any transport.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends a request and reads the whole answer, whatever its status.
    ///
    /// A redirect must not be followed: it is an answer like any other.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>>;
}

/// A request as it is sent, its credential included.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The address.
    pub url: Url,
    /// The headers; the transport adds those of the connection, such as `Host`.
    pub headers: HeaderMap,
    /// The body; empty is none.
    pub body: Body,
    /// Whether the body of a success is handed on as it comes along.
    pub(crate) is_download: bool,
    /// Whether it is for a service of this machine, which no proxy can reach.
    pub(crate) is_local: bool,
}

impl HttpRequest {
    /// A request without headers and body.
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
    // Neither headers nor body nor query: each may hold what must not be printed.
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

/// An answer as it came.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty where it is still to come.
    pub body: Bytes,
    /// What is still to come of a download.
    pub(crate) incoming: Incoming,
}

impl HttpResponse {
    /// An answer.
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
    // Headers and raw bytes may hold what the typed body redacts.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("request_id", &request_id(&self.headers))
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}
