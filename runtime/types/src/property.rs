//! What is known of one property of an object.

use crate::limits::Limits;

/// A property of a generated struct: its name on the wire, and what a request must keep to.
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
    /// Whether the name is the same in JSON, without any escape.
    plain: bool,
    limits: Limits,
}

impl Property {
    /// An optional property without limits, by its name on the wire.
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

    /// The name of the field, where Rust does not allow the name on the wire.
    #[must_use]
    pub const fn named(mut self, field_name: &'static str) -> Self {
        self.field_name = field_name;
        self
    }

    /// Must be sent: reading fails without it, and writing never leaves it out.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The least and the greatest number of characters or items, or the bounds of a number.
    #[must_use]
    pub const fn range(mut self, least: i64, most: i64) -> Self {
        self.limits = self.limits.range(least, most);
        self
    }

    /// The least number of characters or items, or the lower bound of a number.
    #[must_use]
    pub const fn at_least(mut self, least: i64) -> Self {
        self.limits = self.limits.at_least(least);
        self
    }

    /// The greatest number of characters or items, or the upper bound of a number.
    #[must_use]
    pub const fn at_most(mut self, most: i64) -> Self {
        self.limits = self.limits.at_most(most);
        self
    }

    /// The ECMAScript regular expression that a text matches.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.limits = self.limits.pattern(pattern);
        self
    }

    /// The limits of each item of a list, or of each value of a map.
    #[must_use]
    pub const fn each(mut self, limits: &'static Limits) -> Self {
        self.limits = self.limits.each(limits);
        self
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name of the field and of its setter.
    #[must_use]
    pub const fn field_name(&self) -> &'static str {
        self.field_name
    }

    /// Whether the name is the same in JSON, without any escape.
    pub(crate) const fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether it must be sent.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// The documented limits of its value.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }
}

/// Whether JSON escapes no character of the text.
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
