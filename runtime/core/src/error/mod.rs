//! The one error of every call.

mod construction;
mod kept_response;
mod kind;
mod message;
mod unreadable;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use crate::request_id::request_id;

pub(crate) use kept_response::{KEPT_BYTES, KeptResponse};
pub use kind::ErrorKind;
pub(crate) use message::{ServiceMessage, one_line};

/// Why a call failed.
///
/// Whatever the service, the operation or the layer that failed: [`kind`](Error::kind) says in the
/// coarse what happened, and everything that the service said is kept. The text is one sentence
/// that is safe to log; it never shows headers, bodies or credentials.
#[derive(Clone)]
pub struct Error(Box<Inner>);

// A clone is what every call gets that waited for the same credential.
#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    text: String,
    operation: Option<&'static str>,
    response: Option<KeptResponse>,
    said: ServiceMessage,
    field_path: Option<String>,
    state: Option<String>,
    not_found: bool,
    attempts: u32,
    /// Of an error about a credential: whether its source may have one a little later.
    is_passing: bool,
    /// Whether another attempt would meet the same, such as a certificate that is not trusted.
    is_lasting: bool,
    /// Whether the service has surely not begun to process the request.
    is_unprocessed: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// What happened, in the coarse.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The name of the operation that was called.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation
    }

    /// The HTTP status, if the service answered.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|response| response.status)
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(|response| &response.headers)
    }

    /// The response, if there was one; its body is cut if it is very long.
    pub(crate) fn response(&self) -> Option<&KeptResponse> {
        self.0.response.as_ref()
    }

    /// The raw body of the answer, cut where it is very long.
    pub fn body(&self) -> Option<&[u8]> {
        self.response().map(|response| response.body.as_ref())
    }

    /// The error code of the service, such as `APIG.3002`.
    pub fn code(&self) -> Option<&str> {
        self.0.said.code.as_deref()
    }

    /// The message of the service.
    pub fn message(&self) -> Option<&str> {
        self.0.said.message.as_deref()
    }

    /// The details that some services add (`error_details`).
    pub fn details(&self) -> Option<&str> {
        self.0.said.details.as_deref()
    }

    /// The extended message that some services add (`error_ext_msg`).
    pub fn extended_message(&self) -> Option<&str> {
        self.0.said.extended.as_deref()
    }

    /// The encoded reason why a call is not allowed, for the decoding operation of the service STS.
    pub fn encoded_authorization_message(&self) -> Option<&str> {
        self.0.said.authorization.as_deref()
    }

    /// The identifier under which the service logged the call: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        let header = || self.headers().and_then(request_id);
        self.0.said.request_id.as_deref().or_else(header)
    }

    /// The path of the field that could not be read, such as `apps[2].size`.
    pub fn field_path(&self) -> Option<&str> {
        self.0.field_path.as_deref()
    }

    /// The state in which the work ended that was waited for, or that it was last in.
    pub fn state(&self) -> Option<&str> {
        self.0.state.as_deref()
    }

    /// How many attempts the call made; none, if it failed before the first.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same call may succeed a little later.
    ///
    /// It says nothing about whether repeating is harmless: a call that timed out may have been
    /// carried out.
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            _ if self.0.is_lasting => false,
            ErrorKind::Credential => self.0.is_passing,
            ErrorKind::Connect
            | ErrorKind::ConnectTimeout
            | ErrorKind::AttemptTimeout
            | ErrorKind::Transport => true,
            ErrorKind::Api | ErrorKind::UnexpectedResponse => {
                !self.is_not_found() && self.status().is_some_and(is_passing)
            }
            _ => false,
        }
    }

    /// Whether the service has surely not begun to process the request, so that repeating it is
    /// harmless whatever the operation.
    pub(crate) fn is_unprocessed(&self) -> bool {
        self.0.is_unprocessed
    }

    /// Whether a time limit was reached: for connecting, for an attempt, for the call or for
    /// waiting.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.kind(),
            ErrorKind::ConnectTimeout
                | ErrorKind::AttemptTimeout
                | ErrorKind::CallTimeout
                | ErrorKind::WaitTimeout
        )
    }

    /// Whether the service says that something does not exist, by status or by documented code.
    pub fn is_not_found(&self) -> bool {
        self.0.not_found || self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the service did not accept the credential.
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// Whether the service is called too often.
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }
}

/// Statuses of a trouble that passes.
fn is_passing(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(formatter, "{operation}: ")?;
        }
        formatter.write_str(&self.0.text)?;
        let id = self.request_id().map(message::one_line);
        match (self.0.attempts, id) {
            (0 | 1, None) => Ok(()),
            (0 | 1, Some(id)) => write!(formatter, " (request id {id})"),
            (attempts, None) => write!(formatter, " ({attempts} attempts)"),
            (attempts, Some(id)) => write!(formatter, " ({attempts} attempts, request id {id})"),
        }
    }
}

/// The same sentence as [`Display`](fmt::Display), and the causes that it does not quote: what a
/// program prints whose `main` returns the error. `{:#?}` shows the parts.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !formatter.alternate() {
            return self.fmt_with_causes(formatter);
        }
        formatter
            .debug_struct("Error")
            .field("kind", &self.kind())
            .field("text", &self.to_string())
            .field("status", &self.status())
            .field("code", &self.code())
            .field("field_path", &self.field_path())
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}

impl Error {
    fn fmt_with_causes(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.to_string();
        formatter.write_str(&shown)?;
        let mut source = self.source();
        while let Some(cause) = source {
            let text = message::one_line(&cause.to_string());
            if !shown.contains(&text) {
                write!(formatter, "\n  caused by: {text}")?;
                shown.push_str(&text);
            }
            source = cause.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
