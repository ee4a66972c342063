//! The documents that are served at this moment.

use std::sync::{Arc, PoisonError, RwLock};

use crate::mock::Mock;

/// What answers the next request. Requests that are being answered keep what they began with.
#[derive(Debug)]
pub(crate) struct Current(RwLock<Arc<Mock>>);

impl Current {
    pub(crate) fn new(mock: Mock) -> Self {
        Self(RwLock::new(Arc::new(mock)))
    }

    pub(crate) fn mock(&self) -> Arc<Mock> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn replace(&self, mock: Mock) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(mock);
    }
}
