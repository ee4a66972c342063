//! A request that lacks what the documentation requires.

use std::fmt;

/// A field that the documentation requires and that was not set before `build()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingField {
    request: &'static str,
    field: &'static str,
}

impl MissingField {
    /// For the code of generated builders: the type being built and the field it lacks.
    pub const fn new(request: &'static str, field: &'static str) -> Self {
        Self { request, field }
    }

    /// The type that was being built, such as `CreateDeviceRequest`.
    pub fn request(&self) -> &'static str {
        self.request
    }

    /// The field that is missing, as its setter is called.
    pub fn field(&self) -> &'static str {
        self.field
    }
}

impl fmt::Display for MissingField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { request, field } = self;
        write!(
            formatter,
            "{request} lacks `{field}`, which the documentation requires: \
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
            "CreateDeviceRequest lacks `device_name`, which the documentation requires: \
             call `.device_name(...)` before `.build()`"
        );
    }
}
