//! What can go wrong, in the coarse.

/// What went wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is not configured rightly; nothing was sent.
    Configuration,
    /// The parameters of the call cannot be sent; nothing was sent.
    InvalidRequest,
    /// No credential could be had; the call was not sent.
    Credential,
    /// Could not connect to the service: its name, address or certificate.
    Connect,
    /// Could not connect to the service within the time limit for it.
    ConnectTimeout,
    /// An attempt took longer than the time limit for attempts.
    AttemptTimeout,
    /// The call took longer than the time limit for calls.
    CallTimeout,
    /// The connection broke while the request was sent or the answer was read.
    Transport,
    /// The service answered with an error.
    Api,
    /// The answer is none that the service gives: a redirect, an HTML page, nothing at all.
    UnexpectedResponse,
    /// The body of a success cannot be read as what the documentation says it is.
    Decode,
    /// The work that the call started ended badly: [`Error::state`](crate::Error::state).
    WorkFailed,
    /// The work that the call started did not end within the time limit for waiting.
    WaitTimeout,
}
