//! Matching strings with ECMAScript regular expressions.

/// Whether the string has a match. Invalid patterns are not checked.
#[cfg(feature = "patterns")]
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    regress::Regex::new(pattern).map_or(true, |pattern| pattern.find(text).is_some())
}

/// Without the feature `patterns`, nothing is checked.
#[cfg(not(feature = "patterns"))]
pub(super) fn matches(_: &str, _: &str) -> bool {
    true
}
