//! How a test tells the server to answer.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::accept::Accept;
use crate::document::{Operation, Response};
use crate::error::AnswerError;
use crate::fault::Fault;
use crate::reply::Reply;

/// How an operation answers, instead of its documented success.
///
/// ```
/// use huaweicloud_mock_server::Answer;
///
/// let not_found = Answer::status(404);
/// let busy = Answer::status(503).header("Retry-After", "1").text("text/html", "<h1>Busy</h1>");
/// let empty = Answer::success().body(serde_json::json!({ "list": [] }));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Answer {
    status: Option<u16>,
    example: Option<String>,
    body: Option<(String, Bytes)>,
    headers: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl Answer {
    /// The documented success: useful with another example, body or header.
    #[must_use]
    pub fn success() -> Self {
        Self::default()
    }

    /// This status, with its documented example, or else an error in the component's shape.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self {
            status: Some(status),
            ..Self::default()
        }
    }

    /// The documented example of this name.
    #[must_use]
    pub fn example(mut self, name: impl Into<String>) -> Self {
        self.example = Some(name.into());
        self
    }

    /// This JSON as the body.
    #[must_use]
    pub fn body(self, body: Value) -> Self {
        self.text("application/json", body.to_string())
    }

    /// These bytes as the body, for bodies that are not JSON or broken.
    #[must_use]
    pub fn text(mut self, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        self.body = Some((content_type.into(), body.into()));
        self
    }

    /// One more header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Something that goes wrong with the answer; several may.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Makes everything ready that is sent for this operation.
    pub(crate) fn prepare(&self, operation: &Operation) -> Result<Reply, AnswerError> {
        let mut reply = self.documented(operation)?;
        if let Some((content_type, body)) = &self.body {
            let content_type = HeaderValue::from_str(content_type);
            reply.content_type =
                Some(content_type.map_err(|error| invalid(operation, "the content type", &error))?);
            reply.body = body.clone();
        }
        for (name, value) in &self.headers {
            let what = format!("header {name}");
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|error| invalid(operation, &what, &error))?;
            let value =
                HeaderValue::from_str(value).map_err(|error| invalid(operation, &what, &error))?;
            reply.headers.push((name, value));
        }
        reply.faults.clone_from(&self.faults);
        Ok(reply)
    }

    fn documented(&self, operation: &Operation) -> Result<Reply, AnswerError> {
        let responses = &operation.responses;
        let (status, response) = match self.status {
            None => (None, responses.success()),
            Some(number) => {
                let status = StatusCode::from_u16(number)
                    .ok()
                    .filter(|status| !status.is_informational())
                    .ok_or_else(|| invalid(operation, "the status", &"200 to 999 is possible"))?;
                (Some(status), responses.of(status))
            }
        };
        let prepared = match (&self.example, response) {
            (None, Some(response)) => Some(response.usual(&operation.schemas)),
            (None, None) => None,
            (Some(name), response) => {
                let found =
                    response.and_then(|response| response.example(&operation.schemas, name));
                Some(found.ok_or_else(|| unknown_example(operation, response, name))?)
            }
        };
        Ok(match (prepared, status) {
            (Some(prepared), _) => {
                let mut reply = Reply::documented(prepared);
                reply.status = status.unwrap_or(reply.status);
                reply
            }
            (None, Some(status)) => Reply::problem(operation, status, "as the test asked for"),
            (None, None) => Reply::empty(StatusCode::OK),
        })
    }
}

fn invalid(operation: &Operation, what: &str, reason: &impl std::fmt::Display) -> AnswerError {
    AnswerError::Invalid {
        operation: operation.id.clone(),
        what: what.to_owned(),
        reason: reason.to_string(),
    }
}

fn unknown_example(
    operation: &Operation,
    response: Option<&Response>,
    example: &str,
) -> AnswerError {
    AnswerError::UnknownExample {
        operation: operation.id.clone(),
        status: response.map_or_else(
            || "without documentation".to_owned(),
            |one| one.key.to_string(),
        ),
        example: example.to_owned(),
        available: operation.responses.example_names(),
    }
}

/// What tests have asked for, by operation.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Spares requests the lock as long as no test has asked for anything.
    used: AtomicBool,
    slots: Mutex<HashMap<usize, Slot>>,
}

#[derive(Debug, Default)]
struct Slot {
    once: VecDeque<Arc<Reply>>,
    always: Option<Arc<Reply>>,
}

impl Answers {
    pub(crate) fn always(&self, operation: usize, reply: Reply) {
        self.slots().entry(operation).or_default().always = Some(Arc::new(reply));
        self.used.store(true, Ordering::Release);
    }

    pub(crate) fn once(&self, operation: usize, reply: Reply) {
        self.slots()
            .entry(operation)
            .or_default()
            .once
            .push_back(Arc::new(reply));
        self.used.store(true, Ordering::Release);
    }

    pub(crate) fn clear(&self) {
        self.slots().clear();
        self.used.store(false, Ordering::Release);
    }

    /// The next answer that a test has asked for.
    pub(crate) fn next(&self, operation: usize) -> Option<Arc<Reply>> {
        if !self.used.load(Ordering::Acquire) {
            return None;
        }
        let mut slots = self.slots();
        let slot = slots.get_mut(&operation)?;
        slot.once.pop_front().or_else(|| slot.always.clone())
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<usize, Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer to a good request, unless something else was asked for.
pub(crate) fn usual(operation: &Operation, accept: &Accept) -> Reply {
    match operation.responses.success() {
        Some(response) => Reply::negotiated(operation, response, None, accept),
        None => Reply::empty(StatusCode::OK),
    }
}
