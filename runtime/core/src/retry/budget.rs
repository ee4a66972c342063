//! A limit on the retries of all calls of a client.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// How much of a retry a success refunds, in thousandths.
const REFUND: u32 = 100;
/// What a retry costs, in thousandths.
const COST: u32 = 1000;

/// The retries that the calls of a client share, so that retries do not make an outage worse.
///
/// A retry takes one from the budget, and ten successful calls return one. When the budget is exhausted,
/// calls fail with their first error until the service recovers. Clones share the budget.
///
/// ```
/// use huaweicloud_core::{Config, RetryBudget};
///
/// let config = Config::builder().retry_budget(RetryBudget::new(20));
/// ```
#[derive(Clone, Debug)]
pub struct RetryBudget(Arc<TokenBucket>);

#[derive(Debug)]
struct TokenBucket {
    tokens: AtomicU32,
    capacity: u32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(100)
    }
}

impl RetryBudget {
    /// Creates a full budget of this many retries.
    pub fn new(retries: u32) -> Self {
        let full = retries.saturating_mul(COST);
        Self(Arc::new(TokenBucket {
            tokens: AtomicU32::new(full),
            capacity: full,
        }))
    }

    /// Takes a retry, if one is left.
    pub(crate) fn spend(&self) -> bool {
        let spend = |tokens: u32| tokens.checked_sub(COST);
        self.0
            .tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend)
            .is_ok()
    }

    /// Returns a part of a retry after a success.
    pub(crate) fn refund(&self) {
        // The bucket is nearly always full, so this is one read without contention.
        if self.0.tokens.load(Ordering::Relaxed) < self.0.capacity {
            let refund = |tokens: u32| Some(tokens.saturating_add(REFUND).min(self.0.capacity));
            let _ = self
                .0
                .tokens
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, refund);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_runs_out_and_recovers() {
        let budget = RetryBudget::new(2);
        let other = budget.clone();
        assert!(budget.spend() && other.spend());
        assert!(!budget.spend());
        (0..9).for_each(|_| budget.refund());
        assert!(!budget.spend());
        budget.refund();
        assert!(budget.spend());
    }

    #[test]
    fn a_budget_never_exceeds_its_capacity() {
        let budget = RetryBudget::new(1);
        (0..100).for_each(|_| budget.refund());
        assert!(budget.spend());
        assert!(!budget.spend());
    }
}
