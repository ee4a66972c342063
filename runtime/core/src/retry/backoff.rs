//! The wait before the next attempt.

use std::time::Duration;

/// How long a call waits between attempts: exponential backoff with jitter.
///
/// The n-th wait is a random time between half of and all of `initial` x 2^(n-1), at most `maximum`. If the
/// service sends `Retry-After`, that time is used instead, up to `longest_retry_after`.
///
/// ```
/// use std::time::Duration;
///
/// use huaweicloud_core::Backoff;
///
/// let backoff = Backoff::new()
///     .initial(Duration::from_millis(500))
///     .maximum(Duration::from_secs(10))
///     .longest_retry_after(Duration::from_secs(30));
/// # let _ = backoff;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    initial: Duration,
    maximum: Duration,
    longest_retry_after: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            initial: Duration::from_millis(200),
            maximum: Duration::from_secs(20),
            longest_retry_after: Duration::from_secs(60),
        }
    }
}

impl Backoff {
    /// 200 milliseconds initially, at most 20 seconds, or 60 seconds at the request of the service.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum of the first wait.
    pub fn initial(mut self, delay: Duration) -> Self {
        self.initial = delay;
        self
    }

    /// Sets the maximum of all waits.
    pub fn maximum(mut self, delay: Duration) -> Self {
        self.maximum = delay;
        self
    }

    /// Sets the maximum of waits that a service requests with `Retry-After`.
    pub fn longest_retry_after(mut self, delay: Duration) -> Self {
        self.longest_retry_after = delay;
        self
    }

    /// The wait after this many attempts; `random` is at least 0 and below 1.
    pub(crate) fn delay(
        &self,
        attempts: u32,
        random: f64,
        requested: Option<Duration>,
    ) -> Duration {
        if let Some(requested) = requested {
            return requested.min(self.longest_retry_after);
        }
        let doublings = attempts.saturating_sub(1).min(31);
        let longest = self
            .initial
            .saturating_mul(1 << doublings)
            .min(self.maximum);
        longest.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(attempts: u32, random: f64) -> u128 {
        Backoff::new().delay(attempts, random, None).as_millis()
    }

    #[test]
    fn waits_double_up_to_a_maximum() {
        let waits: Vec<_> = (1..10)
            .map(|attempts| milliseconds(attempts, 1.0))
            .collect();
        assert_eq!(
            waits,
            [200, 400, 800, 1600, 3200, 6400, 12800, 20000, 20000]
        );
        assert_eq!(milliseconds(u32::MAX, 1.0), 20000);
    }

    #[test]
    fn the_wait_has_a_random_part() {
        assert_eq!(milliseconds(1, 0.0), 100);
        assert_eq!(milliseconds(1, 0.5), 150);
    }

    #[test]
    fn waits_requested_by_a_service_are_bounded() {
        let backoff = Backoff::new();
        let requested = |seconds| {
            backoff
                .delay(1, 0.0, Some(Duration::from_secs(seconds)))
                .as_secs()
        };
        assert_eq!((requested(0), requested(7), requested(86_400)), (0, 7, 60));
    }
}
