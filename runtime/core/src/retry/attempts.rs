//! The attempts of one call, and the waits between them.

use std::sync::Arc;
use std::time::Duration;

use super::{Backoff, FailedAttempt, RetryBudget, RetryPolicy, retry_after};
use crate::error::Error;
use crate::random::Random;
use crate::time::Clock;

/// The settings that decide whether and when a call is attempted again.
#[derive(Clone)]
pub(crate) struct RetrySettings {
    pub(crate) policy: Arc<dyn RetryPolicy>,
    pub(crate) backoff: Backoff,
    pub(crate) budget: RetryBudget,
    /// How long a call may take with all its attempts.
    pub(crate) call_timeout: Option<Duration>,
}

/// The attempts of one call.
pub(crate) struct Attempts<'a> {
    settings: &'a RetrySettings,
    clock: &'a dyn Clock,
    random: &'a Random,
    is_repeatable: bool,
    started: Duration,
    /// How many attempts have ended.
    pub(crate) count: u32,
}

impl<'a> Attempts<'a> {
    pub(crate) fn start(
        settings: &'a RetrySettings,
        clock: &'a dyn Clock,
        random: &'a Random,
        is_repeatable: bool,
    ) -> Self {
        Self {
            settings,
            clock,
            random,
            is_repeatable,
            started: clock.elapsed(),
            count: 0,
        }
    }

    /// How long the call has taken so far.
    pub(crate) fn elapsed(&self) -> Duration {
        self.clock.elapsed().saturating_sub(self.started)
    }

    /// Waits until the next attempt, or returns the error if there must not be one.
    pub(crate) async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        self.count += 1;
        let Some(delay) = self.delay(&error) else {
            return Err(error.with_attempts(self.count));
        };
        tracing::debug!(
            attempt = self.count,
            delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
            error.kind = ?error.kind(),
            "the attempt failed and will be retried"
        );
        self.clock.sleep(delay).await;
        Ok(())
    }

    fn delay(&self, error: &Error) -> Option<Duration> {
        let requested = error
            .headers()
            .and_then(|headers| retry_after(headers, self.clock.now()));
        let backoff = &self.settings.backoff;
        let delay = backoff.delay(self.count, self.random.next(), requested);
        let elapsed = self.elapsed();
        let failed = FailedAttempt {
            error,
            repeatable: self.is_repeatable,
            attempts: self.count,
            elapsed,
            delay,
        };
        // Waiting beyond the time limit of the call would only hide why it failed.
        let limit = self.settings.call_timeout;
        let in_time = limit.is_none_or(|limit| elapsed.saturating_add(delay) < limit);
        let permitted = in_time && self.settings.policy.permits(&failed);
        (permitted && self.settings.budget.spend()).then_some(delay)
    }
}
