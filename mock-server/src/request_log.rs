//! The requests that the server has received.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use hyper::{HeaderMap, Method, Uri};

use crate::query::Query;

/// Headers whose values are not secret.
const PUBLIC_HEADERS: [&str; 9] = [
    "accept",
    "connection",
    "content-length",
    "content-type",
    "host",
    "prefer",
    "transfer-encoding",
    "user-agent",
    "x-sdk-date",
];
/// Words in the names of query parameters whose values may be secret.
const SECRET_WORDS: [&str; 8] = [
    "auth",
    "code",
    "credential",
    "key",
    "password",
    "secret",
    "signature",
    "token",
];

/// A request that the server has received. Its `Debug` output does not contain secrets.
///
/// ```
/// use huaweicloud_mock_server::MockServer;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = MockServer::builder().embedded("dcs").start().await?;
/// // ... run the code under test against `server.url()`, then:
/// for request in server.requests() {
///     println!("{} {:?} {:?}", request.method(), request.operation(), request.query());
///     assert!(request.header("x-auth-token").is_some());
///     assert!(request.status() < 400, "the mock server rejected {request:?}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ReceivedRequest {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) operation: Option<String>,
    pub(crate) status: u16,
}

impl ReceivedRequest {
    /// The method, such as `GET`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The path as it was sent, with its escapes.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query as it was sent, without the question mark. `None` if there was none.
    #[must_use]
    pub fn raw_query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// Name and value of each query parameter, decoded, in the order of the request.
    #[must_use]
    pub fn query(&self) -> Vec<(String, String)> {
        Query::parse(self.uri.query().unwrap_or_default()).pairs
    }

    /// The value of a header. `None` if it was not sent or is not valid text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Name (in lower case) and value of each header.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// The body is not JSON.
    pub fn json(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }

    /// The operation that responded; `None` if no document has one for this request.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .map(|(name, value)| {
                let public = PUBLIC_HEADERS.contains(&name.as_str());
                (
                    name.as_str(),
                    value
                        .to_str()
                        .ok()
                        .filter(|_| public)
                        .unwrap_or("[redacted]"),
                )
            })
            .collect();
        let query: Vec<(String, String)> = self
            .query()
            .into_iter()
            .map(|(name, value)| {
                let plain = name.to_ascii_lowercase();
                let secret = SECRET_WORDS.iter().any(|word| plain.contains(word));
                (
                    name,
                    if secret {
                        "[redacted]".to_owned()
                    } else {
                        value
                    },
                )
            })
            .collect();
        formatter
            .debug_struct("ReceivedRequest")
            .field("method", &self.method)
            .field("path", &self.uri.path())
            .field("query", &query)
            .field("headers", &headers)
            .field("body_bytes", &self.body.len())
            .field("operation", &self.operation)
            .field("status", &self.status)
            .finish()
    }
}

/// The most recent requests.
#[derive(Debug)]
pub(crate) struct RequestLog {
    kept: usize,
    requests: Mutex<VecDeque<ReceivedRequest>>,
}

impl RequestLog {
    pub(crate) fn keeping(kept: usize) -> Self {
        Self {
            kept,
            requests: Mutex::default(),
        }
    }

    /// Whether any requests are kept.
    pub(crate) fn is_on(&self) -> bool {
        self.kept > 0
    }

    pub(crate) fn add(&self, request: ReceivedRequest) {
        if !self.is_on() {
            return;
        }
        let mut requests = self.lock();
        while requests.len() >= self.kept {
            requests.pop_front();
        }
        requests.push_back(request);
    }

    pub(crate) fn list(&self) -> Vec<ReceivedRequest> {
        self.lock().iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<ReceivedRequest>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
