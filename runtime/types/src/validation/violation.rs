//! Violations of limits.

use std::fmt;

/// A documented limit that a request violates.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violation {
    path: String,
    limit: String,
    given: Option<String>,
}

impl Violation {
    pub(crate) fn new(path: String, limit: String, given: Option<String>) -> Self {
        Self { path, limit, given }
    }

    /// The path of the field, such as `product.product_name` or `tags[3]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is documented, such as `2 to 64 characters`.
    pub fn limit(&self) -> &str {
        &self.limit
    }

    /// What was given, such as `70 characters`; `None` if a required value is missing. It never contains the
    /// value itself, which may be secret.
    pub fn given(&self) -> Option<&str> {
        self.given.as_deref()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, limit, given } = self;
        match given {
            Some(given) => write!(formatter, "`{path}`: expected {limit}, found {given}"),
            None => write!(formatter, "`{path}` is missing: {limit}"),
        }
    }
}

/// All documented limits that a request violates, at least one.
///
/// ```
/// use huaweicloud_types::{Limits, Validation, View};
///
/// let mut validation = Validation::default();
/// validation.value("name", View::Text("x"), &Limits::new().range(2, 64));
/// let violations = validation.finish().unwrap_err();
/// assert_eq!(violations.to_string(), "`name`: expected 2 to 64 characters, found 1 character");
/// let first = violations.iter().next().map(|violation| violation.limit());
/// assert_eq!(first, Some("2 to 64 characters"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violations(Vec<Violation>);

impl Violations {
    pub(crate) fn of(violations: Vec<Violation>) -> Result<(), Violations> {
        if violations.is_empty() {
            Ok(())
        } else {
            Err(Self(violations))
        }
    }

    /// The limits, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
