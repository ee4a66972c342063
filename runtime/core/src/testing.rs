//! Answering calls without a network, for the tests of programs that make calls.
//!
//! ```
//! use huaweicloud_core::testing::Answers;
//! use huaweicloud_core::{Client, Config, Operation, Token};
//!
//! static LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
//! let answers = Answers::new().json(200, r#"{"total": 1}"#);
//! let config = Config::builder()
//!     .endpoint("https://roma.example.com")
//!     .credential(Token::new("any"))
//!     .transport(answers.clone())
//!     .build()?;
//! let client = Client::new(config)?;
//! let apps = client.request(&LIST).send::<serde_json::Value>().await?;
//! assert_eq!(apps["total"], 1);
//! assert_eq!(answers.requests()[0].url.path(), "/v2/apps");
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

/// A transport that gives prepared answers, one for each request, and keeps the requests.
///
/// Clones share both.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    outcomes: VecDeque<Outcome>,
    requests: Vec<HttpRequest>,
}

impl Answers {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Then an answer with this status and this JSON text.
    pub fn json(self, status: u16, body: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.response(HttpResponse::new(status, headers, body.to_owned()))
    }

    /// Then this answer.
    pub fn response(self, response: HttpResponse) -> Self {
        self.push(Ok(response))
    }

    /// Then this error instead of an answer.
    pub fn error(self, error: Error) -> Self {
        self.push(Err(error))
    }

    /// The requests so far, their credentials included.
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

impl fmt::Debug for Answers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.lock();
        formatter
            .debug_struct("Answers")
            .field("left", &script.outcomes.len())
            .field("requests", &script.requests)
            .finish_non_exhaustive()
    }
}

impl Transport for Answers {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        let mut script = self.lock();
        script.requests.push(request);
        let outcome = script.outcomes.pop_front().unwrap_or_else(|| {
            let text = "no answer is left for this request: prepare one more with `Answers`";
            Err(Error::new(ErrorKind::Configuration, text))
        });
        Box::pin(std::future::ready(outcome))
    }
}

/// A clock that stands still, except where someone waits or moves it: waiting takes no time at all.
///
/// Clones share the time.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Mutex<Moment>>);

#[derive(Debug)]
struct Moment {
    start: SystemTime,
    elapsed: Duration,
    sleeps: Vec<Duration>,
}

impl ManualClock {
    /// A clock that shows this time.
    pub fn at(start: SystemTime) -> Self {
        let moment = Moment {
            start,
            elapsed: Duration::ZERO,
            sleeps: Vec::new(),
        };
        Self(Arc::new(Mutex::new(moment)))
    }

    /// Moves the clock on.
    pub fn advance(&self, duration: Duration) {
        self.lock().elapsed += duration;
    }

    /// How long someone waited, each time.
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
