//! Policies that decide whether a failed attempt is retried.

use std::fmt::Debug;
use std::time::Duration;

use http::StatusCode;

use crate::error::{Error, ErrorKind};

/// A failed attempt, and the state of the call.
///
/// ```
/// use std::time::Duration;
///
/// use huaweicloud_core::FailedAttempt;
///
/// /// Gives up on slow calls.
/// fn is_worth_it(failed: &FailedAttempt<'_>) -> bool {
///     failed.error.is_retryable() && failed.elapsed + failed.delay < Duration::from_secs(10)
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// Why the attempt failed.
    pub error: &'a Error,
    /// Whether the operation is safe to repeat.
    pub repeatable: bool,
    /// How many attempts were made, including this one.
    pub attempts: u32,
    /// How long the call has taken so far.
    pub elapsed: Duration,
    /// How long the call would wait before the next attempt.
    pub delay: Duration,
}

/// Decides whether a failed attempt is retried.
///
/// ```
/// use huaweicloud_core::{ErrorKind, FailedAttempt, RetryPolicy, Transient};
///
/// // Policies can be combined:
/// let five_attempts = Transient::new().limit_attempts(5);
///
/// /// Retries failed connections only.
/// #[derive(Debug)]
/// struct OnlyConnections;
///
/// impl RetryPolicy for OnlyConnections {
///     fn permits(&self, failed: &FailedAttempt<'_>) -> bool {
///         failed.error.kind() == ErrorKind::Connect && failed.attempts < 3
///     }
/// }
/// # let _ = (five_attempts, OnlyConnections);
/// ```
pub trait RetryPolicy: Debug + Send + Sync + 'static {
    /// Whether the attempt may be retried.
    fn permits(&self, failed: &FailedAttempt<'_>) -> bool;

    /// Limits the number of attempts, including the first one.
    fn limit_attempts(self, attempts: u32) -> LimitAttempts<Self>
    where
        Self: Sized,
    {
        LimitAttempts {
            policy: self,
            attempts,
        }
    }

    /// Permits no attempt that would start later than this after the start of the call.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use huaweicloud_core::{RetryPolicy, Transient};
    ///
    /// let policy = Transient::new().limit_attempts(10).limit_time(Duration::from_secs(60));
    /// # let _ = policy;
    /// ```
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

/// Retries temporary failures if repeating the call is safe.
///
/// Idempotent operations are retried after status 429, 502, 503 and 504 and after connection failures. Other
/// operations are retried after status 429, and if the request cannot have reached the service. An error
/// that means "does not exist" is never retried, whatever its status.
///
/// ```
/// use huaweicloud_core::{Config, RetryPolicy, Transient};
///
/// let config = Config::builder().retry(Transient::new().after_attempt_timeout().limit_attempts(6));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Transient {
    after_timeout: bool,
}

impl Transient {
    /// Creates the policy described above.
    pub fn new() -> Self {
        Self::default()
    }

    /// Also retries idempotent operations after an attempt timed out.
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

/// Never retries.
///
/// ```
/// use huaweicloud_core::{Config, Never};
///
/// let config = Config::builder().retry(Never); // the same as `.without_retries()`
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Never;

impl RetryPolicy for Never {
    fn permits(&self, _: &FailedAttempt<'_>) -> bool {
        false
    }
}

/// A policy that limits the number of attempts.
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

/// A policy that limits the time after which no attempt starts.
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
