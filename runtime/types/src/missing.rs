//! The error of a request without a required field.

use std::fmt;

/// A required field that was not set before `build()`.
///
/// ```
/// use huaweicloud_types::MissingField;
///
/// let error = MissingField::new("CreateDeviceRequest", "device_name");
/// assert_eq!((error.request(), error.field()), ("CreateDeviceRequest", "device_name"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingField {
    request: &'static str,
    field: &'static str,
}

impl MissingField {
    /// Creates the error from the type that is being built and its missing field; used by generated code.
    pub const fn new(request: &'static str, field: &'static str) -> Self {
        Self { request, field }
    }

    /// The type that was being built, such as `CreateDeviceRequest`.
    pub fn request(&self) -> &'static str {
        self.request
    }

    /// The missing field, by the name of its setter.
    pub fn field(&self) -> &'static str {
        self.field
    }
}

impl fmt::Display for MissingField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { request, field } = self;
        write!(
            formatter,
            "{request} requires `{field}`: \
             call `.{field}(...)` before `.build()`"
        )
    }
}

impl std::error::Error for MissingField {}

#[cfg(test)]
mod tests {
    use super::MissingField;

    #[test]
    fn the_message_says_what_to_do() {
        assert_eq!(
            MissingField::new("CreateDeviceRequest", "device_name").to_string(),
            "CreateDeviceRequest requires `device_name`: \
             call `.device_name(...)` before `.build()`"
        );
    }
}
