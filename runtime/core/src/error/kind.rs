//! Kinds of errors.

/// The kind of an [`Error`](crate::Error).
///
/// ```
/// use huaweicloud_core::{Error, ErrorKind};
///
/// fn advice(error: &Error) -> &'static str {
///     match error.kind() {
///         ErrorKind::Configuration | ErrorKind::InvalidRequest => "fix the program",
///         ErrorKind::Credential => "log in again",
///         ErrorKind::Connect | ErrorKind::ConnectTimeout => "check the network",
///         ErrorKind::CallTimeout | ErrorKind::AttemptTimeout => "check whether it was carried out",
///         _ => "contact support",
///     }
/// }
/// # let _ = advice;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration is invalid or incomplete; nothing was sent.
    Configuration,
    /// The parameters of the call cannot be sent; nothing was sent.
    InvalidRequest,
    /// No credential could be obtained; the call was not sent.
    Credential,
    /// Could not connect to the service, for example because of its name, address or certificate.
    Connect,
    /// Could not connect to the service within the time limit for connecting.
    ConnectTimeout,
    /// An attempt took longer than the time limit for attempts.
    AttemptTimeout,
    /// The call took longer than the time limit for calls.
    CallTimeout,
    /// The connection was lost while the request was sent or the response was read.
    Transport,
    /// The service responded with an error.
    Api,
    /// The response is not one of the service: a redirect, an HTML page, an empty body.
    UnexpectedResponse,
    /// The body of a success does not have the documented type.
    Decode,
    /// The job that the call started has failed: see [`Error::state`](crate::Error::state).
    WorkFailed,
    /// The job that the call started did not finish within the time limit for waiting.
    WaitTimeout,
}
