//! A renewal that runs in a task of its own, and those who wait for it.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Id;
use tokio::sync::watch;

use super::CachedCredential;
use crate::error::Error;

type Outcome = Result<Arc<CachedCredential>, Error>;

/// A renewal to wait for; clones wait for the same.
#[derive(Clone)]
pub(super) struct Renewal {
    runtime: Id,
    began: Duration,
    result: watch::Receiver<Option<Outcome>>,
}

/// The end of a renewal at which its result is given; dropped without, the renewal is over too.
pub(super) struct Giver(watch::Sender<Option<Outcome>>);

impl Renewal {
    /// A renewal that runs in that runtime and began at that time of the clock.
    pub(super) fn new(runtime: Id, began: Duration) -> (Self, Giver) {
        let (giver, result) = watch::channel(None);
        let renewal = Self {
            runtime,
            began,
            result,
        };
        (renewal, Giver(giver))
    }

    /// Whether there will be a result that nobody has yet.
    pub(super) fn is_running(&self) -> bool {
        self.result.borrow().is_none() && self.result.has_changed().is_ok()
    }

    /// Whether it advances while that runtime runs: another may stand still meanwhile.
    pub(super) fn runs_in(&self, runtime: Id) -> bool {
        self.runtime == runtime
    }

    pub(super) fn age(&self, elapsed: Duration) -> Duration {
        elapsed.saturating_sub(self.began)
    }

    /// Waits for the result; `None` where the task was ended before it had one.
    pub(super) async fn outcome(mut self) -> Option<Outcome> {
        let result = self.result.wait_for(Option::is_some).await.ok()?;
        (*result).clone()
    }
}

impl Giver {
    pub(super) fn give(self, outcome: Outcome) {
        self.0.send_replace(Some(outcome));
    }
}
