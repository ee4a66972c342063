//! Whether a call may be made again.

use std::fmt::Debug;
use std::time::Duration;

use http::StatusCode;

use crate::error::{Error, ErrorKind};

/// An attempt that failed, and what is known about the call so far.
#[derive(Debug)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// Why the attempt failed.
    pub error: &'a Error,
    /// Whether the operation can be carried out twice without harm.
    pub repeatable: bool,
    /// How many attempts were made, this one included.
    pub attempts: u32,
    /// How long the call has taken so far.
    pub elapsed: Duration,
    /// How long the call would wait before the next attempt.
    pub delay: Duration,
}

/// Decides whether a failed attempt is followed by another.
///
/// Policies are put together: `Transient::new().limit_attempts(5)`.
pub trait RetryPolicy: Debug + Send + Sync + 'static {
    /// Whether another attempt may be made.
    fn permits(&self, failed: &FailedAttempt<'_>) -> bool;

    /// The same policy with at most this many attempts, the first one included.
    fn limit_attempts(self, attempts: u32) -> LimitAttempts<Self>
    where
        Self: Sized,
    {
        LimitAttempts {
            policy: self,
            attempts,
        }
    }

    /// The same policy, but no attempt starts later than this after the start of the call.
    fn limit_time(self, limit: Duration) -> LimitTime<Self>
    where
        Self: Sized,
    {
        LimitTime {
            policy: self,
            limit,
        }
    }
}

/// Permits another attempt where the trouble passes and repeating does no harm.
///
/// An operation that only reads is repeated on 429, 502, 503, 504 and on connection failures. Any
/// other is repeated on 429, and where the request cannot have reached the service. An error that
/// means "does not exist" is never repeated, whatever its status.
#[derive(Clone, Copy, Debug, Default)]
pub struct Transient {
    after_timeout: bool,
}

impl Transient {
    /// The rules above.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reading operations are also repeated when an attempt ran into its time limit.
    pub fn after_attempt_timeout(mut self) -> Self {
        self.after_timeout = true;
        self
    }
}

impl RetryPolicy for Transient {
    fn permits(&self, failed: &FailedAttempt<'_>) -> bool {
        match failed.error.kind() {
            _ if !failed.error.is_retryable() => false,
            ErrorKind::Connect | ErrorKind::ConnectTimeout => true,
            ErrorKind::Transport => failed.repeatable || failed.error.is_unprocessed(),
            ErrorKind::AttemptTimeout => failed.repeatable && self.after_timeout,
            ErrorKind::Api => {
                failed.repeatable || failed.error.status() == Some(StatusCode::TOO_MANY_REQUESTS)
            }
            _ => false,
        }
    }
}

/// Permits nothing: every call is attempted once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Never;

impl RetryPolicy for Never {
    fn permits(&self, _: &FailedAttempt<'_>) -> bool {
        false
    }
}

/// A policy with a limit on the number of attempts.
#[derive(Clone, Copy, Debug)]
pub struct LimitAttempts<P> {
    policy: P,
    attempts: u32,
}

impl<P: RetryPolicy> RetryPolicy for LimitAttempts<P> {
    fn permits(&self, failed: &FailedAttempt<'_>) -> bool {
        failed.attempts < self.attempts && self.policy.permits(failed)
    }
}

/// A policy with a limit on the time after which no attempt starts.
#[derive(Clone, Copy, Debug)]
pub struct LimitTime<P> {
    policy: P,
    limit: Duration,
}

impl<P: RetryPolicy> RetryPolicy for LimitTime<P> {
    fn permits(&self, failed: &FailedAttempt<'_>) -> bool {
        failed.elapsed.saturating_add(failed.delay) <= self.limit && self.policy.permits(failed)
    }
}
