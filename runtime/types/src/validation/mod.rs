//! Checking requests against their documented limits, on demand.
//!
//! The documentation and the services disagree about limits too often to reject a request because of
//! one, so limits are checked only on request: with [`Validate::validate`], or for all calls by
//! configuration.

mod collector;
#[cfg(test)]
mod tests;
mod violation;

pub use collector::Validation;
pub use violation::{Violation, Violations};

use crate::value::Object;

/// A request whose documented limits can be checked.
///
/// ```
/// use huaweicloud_types::{Validate, object};
///
/// /// A request to create a device.
/// #[derive(Clone)]
/// pub struct CreateDeviceRequest {
///     /// The name.
///     pub name: Option<String>,
/// }
/// object!(CreateDeviceRequest { 0 = name: "name" [range(2, 64)], });
///
/// let request = CreateDeviceRequest { name: Some("x".to_owned()) };
/// let violations = request.validate().unwrap_err();
/// for violation in violations.iter() {
///     assert_eq!((violation.path(), violation.given()), ("name", Some("1 character")));
///     assert_eq!(violation.limit(), "2 to 64 characters");
/// }
/// ```
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
