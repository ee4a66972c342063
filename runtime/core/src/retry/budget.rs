//! A limit on retries over all calls of a client.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// How much of a retry one success earns, in thousandths.
const EARNED: u32 = 100;
/// What a retry costs, in thousandths.
const COST: u32 = 1000;

/// Retries that the calls of a client share, so that an outage is not made worse by everyone
/// trying again.
///
/// A retry takes one out, ten successes put one back. When none is left, calls fail with their
/// first error until the service recovers. Clones share what is left.
#[derive(Clone, Debug)]
pub struct RetryBudget(Arc<TokenBucket>);

#[derive(Debug)]
struct TokenBucket {
    left: AtomicU32,
    full: u32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(100)
    }
}

impl RetryBudget {
    /// A full budget of this many retries.
    pub fn new(retries: u32) -> Self {
        let full = retries.saturating_mul(COST);
        Self(Arc::new(TokenBucket {
            left: AtomicU32::new(full),
            full,
        }))
    }

    /// Takes one retry out, if there is one.
    pub(crate) fn spend(&self) -> bool {
        let spend = |left: u32| left.checked_sub(COST);
        self.0
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend)
            .is_ok()
    }

    /// Puts back what a success earns.
    pub(crate) fn earn(&self) {
        // Nearly always full: then this is one read and no contention.
        if self.0.left.load(Ordering::Relaxed) < self.0.full {
            let earn = |left: u32| Some(left.saturating_add(EARNED).min(self.0.full));
            let _ = self
                .0
                .left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, earn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_out_and_recovers() {
        let budget = RetryBudget::new(2);
        let other = budget.clone();
        assert!(budget.spend() && other.spend());
        assert!(!budget.spend());
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.spend());
        budget.earn();
        assert!(budget.spend());
    }

    #[test]
    fn it_never_holds_more_than_when_full() {
        let budget = RetryBudget::new(1);
        (0..100).for_each(|_| budget.earn());
        assert!(budget.spend());
        assert!(!budget.spend());
    }
}
