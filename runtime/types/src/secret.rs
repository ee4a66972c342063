//! Strings that must not be printed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The placeholder for a secret in debug output.
pub(crate) const REDACTED: &str = "[redacted]";

/// A string that never appears in debug output: a password, a token, an application code.
///
/// It is serialized as plain text. It does not implement `Display`, so that every access is a visible
/// [`expose`](Secret::expose) in the code.
///
/// ```
/// use huaweicloud_types::Secret;
///
/// let password = Secret::new("correct horse");
/// assert_eq!(format!("{password:?}"), "[redacted]");
/// assert_eq!(password.expose(), "correct horse");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a string.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The string itself. The caller is responsible for where it appears.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The string, to read into.
    pub(crate) fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(REDACTED)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
