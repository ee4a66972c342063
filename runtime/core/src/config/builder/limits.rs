//! Time limits and retries.

use std::sync::Arc;
use std::time::Duration;

use super::ConfigBuilder;
use crate::retry::{Backoff, Never, RetryBudget, RetryPolicy};

/// Time limits and retries.
///
/// ```
/// use std::time::Duration;
///
/// use huaweicloud_core::{Backoff, Config, RetryBudget, RetryPolicy, Token, Transient};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let config = Config::builder()
///     .region("cn-north-4")
///     .credential(Token::new("token"))
///     .attempt_timeout(Duration::from_secs(10))
///     .call_timeout(Duration::from_secs(60))
///     .retry(Transient::new().after_attempt_timeout().limit_attempts(6))
///     .backoff(Backoff::new().initial(Duration::from_millis(500)))
///     .retry_budget(RetryBudget::new(20))
///     .build()?;
/// # let _ = config;
/// # Ok(())
/// # }
/// ```
impl ConfigBuilder {
    /// How long connecting may take, including TLS. Default: 60 seconds.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.network.connect_timeout = limit;
        self
    }

    /// How long an idle connection is kept for the next request. Default: 4 seconds.
    ///
    /// Keep it shorter than the service does: a request on a connection that the service is closing
    /// fails, and is not retried if the operation may have been carried out.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use huaweicloud_core::Config;
    ///
    /// // The load balancer in front of the service closes connections after 60 seconds.
    /// let config = Config::builder().idle_timeout(Duration::from_secs(50));
    /// ```
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.network.idle_timeout = limit;
        self
    }

    /// How long one attempt may take, from connecting to the last byte. Default: 120 seconds.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// How long a call may take with all its attempts. Default: no limit.
    pub fn call_timeout(mut self, limit: Duration) -> Self {
        self.retries.call_timeout = Some(limit);
        self
    }

    /// How long one request for a credential may take, such as a login. Default: 15 seconds.
    ///
    /// The request continues when the call that needed it times out or is dropped, so that the next
    /// call can use the credential.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use huaweicloud_core::Config;
    ///
    /// let config = Config::builder().credential_timeout(Duration::from_secs(5));
    /// ```
    pub fn credential_timeout(mut self, limit: Duration) -> Self {
        self.credential_timeout = limit;
        self
    }

    /// How many bytes the body of a response may have. Default: 64 MiB.
    ///
    /// ```
    /// use huaweicloud_core::Config;
    ///
    /// let config = Config::builder().response_limit(8 * 1024 * 1024); // 8 MiB
    /// ```
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.network.response_limit = bytes;
        self
    }

    /// The policy that decides whether a failed attempt is retried.
    ///
    /// Default: [`Transient`](crate::Transient) with at most four attempts, none of which starts later
    /// than two minutes after the call.
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.retries.policy = Arc::new(policy);
        self
    }

    /// Attempts every call only once.
    ///
    /// ```
    /// use huaweicloud_core::Config;
    ///
    /// // For programs that a scheduler starts again if they fail.
    /// let config = Config::builder().without_retries();
    /// ```
    pub fn without_retries(self) -> Self {
        self.retry(Never)
    }

    /// How long a call waits between its attempts.
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.retries.backoff = backoff;
        self
    }

    /// The retries that all calls share. Default: 100.
    ///
    /// ```
    /// use huaweicloud_core::{Config, RetryBudget};
    ///
    /// // Two clients that share one budget.
    /// let budget = RetryBudget::new(50);
    /// let roma = Config::builder().retry_budget(budget.clone());
    /// let dcs = Config::builder().retry_budget(budget);
    /// ```
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.retries.budget = budget;
        self
    }
}
