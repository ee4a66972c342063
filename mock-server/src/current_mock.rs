//! The documents that are being served.

use std::sync::{Arc, PoisonError, RwLock};

use crate::mock::Mock;

/// Responds to the next request. Requests in progress keep the mock that they started with.
#[derive(Debug)]
pub(crate) struct CurrentMock(RwLock<Arc<Mock>>);

impl CurrentMock {
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
