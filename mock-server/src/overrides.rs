//! The responses that a test has set instead of the documented ones.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::outgoing_response::OutgoingResponse;

/// The responses that a test has set, by operation.
#[derive(Debug, Default)]
pub(crate) struct Overrides {
    /// Whether a response was ever set. Requests avoid the lock until then.
    used: AtomicBool,
    slots: Mutex<HashMap<usize, Slot>>,
}

#[derive(Debug, Default)]
struct Slot {
    once: VecDeque<Arc<OutgoingResponse>>,
    always: Option<Arc<OutgoingResponse>>,
}

impl Overrides {
    pub(crate) fn always(&self, operation: usize, response: OutgoingResponse) {
        self.slots().entry(operation).or_default().always = Some(Arc::new(response));
        self.used.store(true, Ordering::Release);
    }

    pub(crate) fn once(&self, operation: usize, response: OutgoingResponse) {
        self.slots()
            .entry(operation)
            .or_default()
            .once
            .push_back(Arc::new(response));
        self.used.store(true, Ordering::Release);
    }

    pub(crate) fn clear(&self) {
        self.slots().clear();
        self.used.store(false, Ordering::Release);
    }

    /// The next response for an operation, if a test has set one.
    pub(crate) fn next(&self, operation: usize) -> Option<Arc<OutgoingResponse>> {
        if !self.used.load(Ordering::Acquire) {
            return None;
        }
        let mut slots = self.slots();
        let slot = slots.get_mut(&operation)?;
        slot.once.pop_front().or_else(|| slot.always.clone())
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<usize, Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
