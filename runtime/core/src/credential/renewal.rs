//! A renewal that runs in a separate task.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Id;
use tokio::sync::watch;

use super::CachedCredential;
use crate::error::Error;

type Outcome = Result<Arc<CachedCredential>, Error>;

/// A renewal to wait for. Clones wait for the same renewal.
#[derive(Clone)]
pub(super) struct Renewal {
    runtime: Id,
    began: Duration,
    result: watch::Receiver<Option<Outcome>>,
}

/// Publishes the result of a renewal. If it is dropped without a result, the renewal has ended too.
pub(super) struct Publisher(watch::Sender<Option<Outcome>>);

impl Renewal {
    /// A renewal that runs in this runtime and began at this time of the clock.
    pub(super) fn new(runtime: Id, began: Duration) -> (Self, Publisher) {
        let (publisher, result) = watch::channel(None);
        let renewal = Self {
            runtime,
            began,
            result,
        };
        (renewal, Publisher(publisher))
    }

    /// Whether the result is still to come.
    pub(super) fn is_running(&self) -> bool {
        self.result.borrow().is_none() && self.result.has_changed().is_ok()
    }

    /// Whether it makes progress while this runtime runs. Another runtime may be suspended.
    pub(super) fn runs_in(&self, runtime: Id) -> bool {
        self.runtime == runtime
    }

    pub(super) fn age(&self, elapsed: Duration) -> Duration {
        elapsed.saturating_sub(self.began)
    }

    /// Waits for the result; `None` if the task was cancelled.
    pub(super) async fn outcome(mut self) -> Option<Outcome> {
        let result = self.result.wait_for(Option::is_some).await.ok()?;
        (*result).clone()
    }
}

impl Publisher {
    pub(super) fn publish(self, outcome: Outcome) {
        self.0.send_replace(Some(outcome));
    }
}
