//! Descriptions of properties.

use crate::limits::Limits;

/// The description of a property of a generated struct: its name in JSON and its limits.
///
/// ```
/// use huaweicloud_types::Property;
///
/// const TAGS: Property = Property::new("tags").required().range(1, 10);
/// assert_eq!(TAGS.name(), "tags");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Property {
    name: &'static str,
    field_name: &'static str,
    required: bool,
    /// Whether the name needs no escaping in JSON.
    plain: bool,
    limits: Limits,
}

impl Property {
    /// Describes an optional property without limits, by its name in JSON.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            field_name: name,
            required: false,
            plain: is_plain(name),
            limits: Limits::new(),
        }
    }

    /// Sets the name of the field, if it differs from the name in JSON.
    #[must_use]
    pub const fn named(mut self, field_name: &'static str) -> Self {
        self.field_name = field_name;
        self
    }

    /// Marks the property as required: reading fails without it, and writing never skips it.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets the minimum and maximum number of characters or items, or the bounds of a number.
    #[must_use]
    pub const fn range(mut self, least: i64, most: i64) -> Self {
        self.limits = self.limits.range(least, most);
        self
    }

    /// Sets the minimum number of characters or items, or the lower bound of a number.
    #[must_use]
    pub const fn at_least(mut self, least: i64) -> Self {
        self.limits = self.limits.at_least(least);
        self
    }

    /// Sets the maximum number of characters or items, or the upper bound of a number.
    #[must_use]
    pub const fn at_most(mut self, most: i64) -> Self {
        self.limits = self.limits.at_most(most);
        self
    }

    /// Sets the ECMAScript regular expression that a string must match.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.limits = self.limits.pattern(pattern);
        self
    }

    /// Sets the limits of each item of a list, or of each value of a map.
    #[must_use]
    pub const fn each(mut self, limits: &'static Limits) -> Self {
        self.limits = self.limits.each(limits);
        self
    }

    /// The name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name of the field and of its setter.
    #[must_use]
    pub const fn field_name(&self) -> &'static str {
        self.field_name
    }

    /// Whether the name needs no escaping in JSON.
    pub(crate) const fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether the property is required.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// The documented limits of the value.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }
}

/// Whether a string needs no escaping in JSON.
const fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        if bytes[index] < 0x20 || bytes[index] == b'"' || bytes[index] == b'\\' {
            return false;
        }
        index += 1;
    }
    true
}
