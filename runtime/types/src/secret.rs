//! Text that must not be printed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What debug output shows instead of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// A text that never shows up in debug output: a password, a token, an application code.
///
/// It is sent and received as the plain text it holds. There is no `Display`, so that reading it
/// is always a visible [`expose`](Secret::expose) in the code.
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
    /// Takes a text that is secret from now on.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself; whoever calls this decides where it may appear.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Where reading puts the text.
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
