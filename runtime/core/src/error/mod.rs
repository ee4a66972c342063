//! The error type of all calls.

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
/// All services, operations and layers use this type. [`kind`](Error::kind) classifies the error, and
/// everything that the service reported is available. The text is safe to log: it never contains headers,
/// bodies or credentials.
///
/// ```
/// use huaweicloud_core::{Call, Error, ErrorKind, Json};
///
/// /// Shows a resource that may not exist.
/// async fn find(call: Call) -> Result<Option<Json>, Error> {
///     match call.send::<Json>().await {
///         Ok(found) => Ok(Some(found.into_inner())),
///         Err(error) if error.is_not_found() => Ok(None),
///         Err(error) => {
///             if error.kind() == ErrorKind::Api {
///                 // Support asks for the request ID.
///                 eprintln!("{:?}: {:?}, request {:?}", error.status(), error.code(), error.request_id());
///             }
///             Err(error)
///         }
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

// Cloned for every call that waits for the same credential.
#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    text: String,
    operation: Option<&'static str>,
    response: Option<KeptResponse>,
    message: ServiceMessage,
    field_path: Option<String>,
    state: Option<String>,
    not_found: bool,
    attempts: u32,
    /// For an error about a credential: whether its provider may have one later.
    is_transient: bool,
    /// Whether another attempt would fail in the same way, for example with an untrusted certificate.
    is_permanent: bool,
    /// Whether the service certainly has not begun to process the request.
    is_unprocessed: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The name of the operation that was called. `None` if the error is not about a call.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation
    }

    /// The HTTP status of the response. `None` if there was no response.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|response| response.status)
    }

    /// The headers of the response. `None` if there was no response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(|response| &response.headers)
    }

    /// The response, if there was one; its body is truncated if it is very long.
    pub(crate) fn response(&self) -> Option<&KeptResponse> {
        self.0.response.as_ref()
    }

    /// The raw body of the response, truncated after 64 KiB. `None` if there was no response.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(400, r#"{"faults": ["name"]}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// # const CREATE: Operation = Operation::new("CreateApp", "POST", "/v2/apps");
    /// // What a service reports beyond its code and message:
    /// let error = client.request(&CREATE).send_empty().await.unwrap_err();
    /// let body: serde_json::Value = serde_json::from_slice(error.body().unwrap_or_default())?;
    /// assert_eq!(body["faults"][0], "name");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn body(&self) -> Option<&[u8]> {
        self.response().map(|response| response.body.as_ref())
    }

    /// The error code of the service, such as `APIG.3002`. `None` if its response has none.
    pub fn code(&self) -> Option<&str> {
        self.0.message.code.as_deref()
    }

    /// The message of the service. `None` if its response has none.
    pub fn message(&self) -> Option<&str> {
        self.0.message.message.as_deref()
    }

    /// The details that some services include (`error_details`).
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(400, r#"{"error_code": "X.1", "error_msg": "bad name", "error_details": "too long"}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// # const CREATE: Operation = Operation::new("CreateApp", "POST", "/v2/apps");
    /// let error = client.request(&CREATE).send_empty().await.unwrap_err();
    /// assert_eq!((error.code(), error.message()), (Some("X.1"), Some("bad name")));
    /// assert_eq!(error.details(), Some("too long"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn details(&self) -> Option<&str> {
        self.0.message.details.as_deref()
    }

    /// The extended message that some services include (`error_ext_msg`).
    pub fn extended_message(&self) -> Option<&str> {
        self.0.message.extended.as_deref()
    }

    /// The encoded reason why a call is not authorized. An operation of STS decodes it.
    pub fn encoded_authorization_message(&self) -> Option<&str> {
        self.0.message.authorization.as_deref()
    }

    /// The ID of the request in the logs of the service, which support asks for. `None` if the service sent
    /// none.
    pub fn request_id(&self) -> Option<&str> {
        let header = || self.headers().and_then(request_id);
        self.0.message.request_id.as_deref().or_else(header)
    }

    /// The path of the field that could not be read, such as `apps[2].size`. `None` if the error is not about a
    /// field of a response.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, r#"[{"size": 1}, {"size": "large"}]"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::{ErrorKind, Operation};
    /// # const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    /// #[derive(Debug, serde::Deserialize)]
    /// struct App {
    ///     size: u64,
    /// }
    /// let error = client.request(&LIST).send::<Vec<App>>().await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Decode);
    /// assert_eq!(error.field_path(), Some("[1].size"));
    /// # let _ = |app: App| app.size;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn field_path(&self) -> Option<&str> {
        self.0.field_path.as_deref()
    }

    /// The last reported state of the job that was waited for. `None` if no state was reported, or if the call
    /// was not a [`Waiter`](crate::Waiter).
    pub fn state(&self) -> Option<&str> {
        self.0.state.as_deref()
    }

    /// The number of attempts that the call made. 0 if it failed before the first one.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same call may succeed later.
    ///
    /// This does not mean that repeating the call is safe: a call that timed out may have been carried
    /// out.
    ///
    /// ```
    /// use huaweicloud_core::{Call, Error};
    ///
    /// /// Whether the service is up. An error that time will not fix is returned.
    /// async fn is_up(call: Call) -> Result<bool, Error> {
    ///     match call.send_empty().await {
    ///         Ok(_) => Ok(true),
    ///         Err(error) if error.is_retryable() => Ok(false),
    ///         Err(error) => Err(error),
    ///     }
    /// }
    /// ```
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            _ if self.0.is_permanent => false,
            ErrorKind::Credential => self.0.is_transient,
            ErrorKind::Connect
            | ErrorKind::ConnectTimeout
            | ErrorKind::AttemptTimeout
            | ErrorKind::Transport => true,
            ErrorKind::Api | ErrorKind::UnexpectedResponse => {
                !self.is_not_found() && self.status().is_some_and(is_transient)
            }
            _ => false,
        }
    }

    /// Whether the service certainly has not begun to process the request, so that repeating it is safe for
    /// any operation.
    pub(crate) fn is_unprocessed(&self) -> bool {
        self.0.is_unprocessed
    }

    /// Whether a time limit was exceeded: for connecting, for an attempt, for the call or for waiting.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.kind(),
            ErrorKind::ConnectTimeout
                | ErrorKind::AttemptTimeout
                | ErrorKind::CallTimeout
                | ErrorKind::WaitTimeout
        )
    }

    /// Whether the service reports that something does not exist, by status or by documented code.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(500, r#"{"error_code": "DCS.4102", "error_msg": "no such backup"}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// const DELETE: Operation = Operation::new("DeleteBackup", "DELETE", "/v2/backups/b-1")
    ///     .not_found_codes(&["DCS.4102"]);
    ///
    /// let error = client.request(&DELETE).send_empty().await.unwrap_err();
    /// assert!(error.is_not_found());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn is_not_found(&self) -> bool {
        self.0.not_found || self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the service rejected the credential.
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// Whether the service limits the rate of calls.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(429, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::{CallSettings, Operation};
    /// # const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    /// let error = client.request(&LIST).without_retries().send_empty().await.unwrap_err();
    /// assert!(error.is_throttled() && error.is_retryable());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }
}

/// Whether the status usually means a temporary failure.
fn is_transient(status: StatusCode) -> bool {
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
            (0 | 1, Some(id)) => write!(formatter, " (request ID {id})"),
            (attempts, None) => write!(formatter, " ({attempts} attempts)"),
            (attempts, Some(id)) => write!(formatter, " ({attempts} attempts, request ID {id})"),
        }
    }
}

/// Prints the same text as [`Display`](fmt::Display) and the causes that it does not quote. This is what a
/// program prints if its `main` returns the error. `{:#?}` shows the fields.
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
