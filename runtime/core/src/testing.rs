//! Responding to calls without a network, for the tests of programs that make calls.
//!
//! ```
//! use huaweicloud_core::testing::CannedResponses;
//! use huaweicloud_core::{Client, Config, Operation, Token};
//!
//! static LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
//! let service = CannedResponses::new().json(200, r#"{"total": 1}"#);
//! let config = Config::builder()
//!     .endpoint("https://roma.example.com")
//!     .credential(Token::new("any"))
//!     .transport(service.clone())
//!     .build()?;
//! let client = Client::new(config)?;
//! let apps = client.request(&LIST).send::<serde_json::Value>().await?;
//! assert_eq!(apps["total"], 1);
//! assert_eq!(service.requests()[0].url.path(), "/v2/apps");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::time::Clock;
use crate::transport::{HttpRequest, HttpResponse, Transport};

type Outcome = Result<HttpResponse, Error>;

/// A transport that returns prepared responses, one for each request, and records the requests.
///
/// Clones share the responses and the requests.
///
/// ```
/// # use huaweicloud_core::testing::CannedResponses;
/// # use huaweicloud_core::{Client, Config, Token};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = CannedResponses::new();
/// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
/// # let client = Client::new(config.transport(service.clone()).build()?)?;
/// # huaweicloud_core::Blocking::new()?.wait(async {
/// # use huaweicloud_core::{CallSettings, Error, ErrorKind, Operation};
/// # const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
/// // Clones share the responses, so they can be added later.
/// let _ = service
///     .clone()
///     .json(200, r#"{"total": 1}"#)
///     .error(Error::new(ErrorKind::Transport, "the connection was lost"));
/// assert!(client.request(&LIST).send_empty().await.is_ok());
/// let error = client.request(&LIST).without_retries().send_empty().await.unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Transport);
/// assert_eq!(service.requests().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
#[derive(Clone, Default)]
pub struct CannedResponses(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    outcomes: VecDeque<Outcome>,
    requests: Vec<HttpRequest>,
}

impl CannedResponses {
    /// Creates a transport without responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response with this status and this JSON text.
    pub fn json(self, status: u16, body: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.response(HttpResponse::new(status, headers, body.to_owned()))
    }

    /// Adds a response.
    ///
    /// ```
    /// use huaweicloud_core::HttpResponse;
    /// use huaweicloud_core::http::{HeaderMap, HeaderValue, StatusCode, header};
    /// use huaweicloud_core::testing::CannedResponses;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    /// let busy = HttpResponse::new(StatusCode::TOO_MANY_REQUESTS, headers, "{}");
    /// let service = CannedResponses::new().response(busy).json(200, "{}");
    /// # let _ = service;
    /// ```
    pub fn response(self, response: HttpResponse) -> Self {
        self.push(Ok(response))
    }

    /// Adds an error in place of a response.
    pub fn error(self, error: Error) -> Self {
        self.push(Err(error))
    }

    /// The requests so far, including their credentials.
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.lock().requests.clone()
    }

    fn push(self, outcome: Outcome) -> Self {
        self.lock().outcomes.push_back(outcome);
        self
    }

    fn lock(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for CannedResponses {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.lock();
        formatter
            .debug_struct("CannedResponses")
            .field("left", &script.outcomes.len())
            .field("requests", &script.requests)
            .finish_non_exhaustive()
    }
}

impl Transport for CannedResponses {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        let mut script = self.lock();
        script.requests.push(request);
        let outcome = script.outcomes.pop_front().unwrap_or_else(|| {
            let text = "no response is left for this request: add one to `CannedResponses`";
            Err(Error::new(ErrorKind::Configuration, text))
        });
        Box::pin(std::future::ready(outcome))
    }
}

/// A clock that advances only when a call waits or a test advances it, so that waiting takes no time.
///
/// Clones share the time.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use huaweicloud_core::testing::{CannedResponses, ManualClock};
/// use huaweicloud_core::{Client, Config, Operation, Token};
///
/// const SHOW: Operation = Operation::new("ShowApp", "GET", "/v2/apps/1");
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # huaweicloud_core::Blocking::new()?.wait(async {
/// let clock = ManualClock::at(SystemTime::UNIX_EPOCH);
/// let config = Config::builder()
///     .endpoint("https://roma.example.com")
///     .credential(Token::new("token"))
///     .transport(CannedResponses::new().json(503, "{}").json(200, "{}"))
///     .clock(clock.clone())
///     .random(|| 0.0);
/// Client::new(config.build()?)?.request(&SHOW).send_empty().await?;
/// assert_eq!(clock.sleeps(), [Duration::from_millis(100)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Mutex<Moment>>);

#[derive(Debug)]
struct Moment {
    start: SystemTime,
    elapsed: Duration,
    sleeps: Vec<Duration>,
}

impl ManualClock {
    /// Creates a clock that shows this time.
    pub fn at(start: SystemTime) -> Self {
        let moment = Moment {
            start,
            elapsed: Duration::ZERO,
            sleeps: Vec::new(),
        };
        Self(Arc::new(Mutex::new(moment)))
    }

    /// Advances the clock.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use huaweicloud_core::Clock;
    /// use huaweicloud_core::testing::ManualClock;
    ///
    /// let clock = ManualClock::at(SystemTime::UNIX_EPOCH);
    /// clock.advance(Duration::from_secs(3600));
    /// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(3600));
    /// ```
    pub fn advance(&self, duration: Duration) {
        self.lock().elapsed += duration;
    }

    /// The durations of all waits so far.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.lock().sleeps.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Moment> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        let moment = self.lock();
        moment.start + moment.elapsed
    }

    fn elapsed(&self) -> Duration {
        self.lock().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let mut moment = self.lock();
        moment.elapsed += duration;
        moment.sleeps.push(duration);
        Box::pin(std::future::ready(()))
    }
}
