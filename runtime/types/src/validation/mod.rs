//! Checking requests against their documented limits, on demand.
//!
//! The documentation and the services disagree about limits too often to refuse a request because of
//! one. So limits are checked only on request: with [`Validate::validate`], or for all calls by
//! configuration.

mod collector;
#[cfg(test)]
mod tests;
mod violation;

pub use collector::Validation;
pub use violation::{Violation, Violations};

use crate::value::Object;

/// A request whose documented limits can be checked.
pub trait Validate {
    /// Checks the documented limits.
    ///
    /// # Errors
    ///
    /// Every limit that is exceeded, with the path of the field and what was given.
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Object> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let mut validation = Validation::default();
        validation.object(self);
        validation.finish()
    }
}
