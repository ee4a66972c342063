//! Regular expressions of ECMAScript, which `pattern` is written in.

use std::cell::RefCell;
use std::collections::HashMap;

use fancy_regex::Regex;

/// The patterns of a document, each compiled once.
#[derive(Debug, Default)]
pub(crate) struct Patterns<'a> {
    compiled: RefCell<HashMap<&'a str, Option<Regex>>>,
}

impl<'a> Patterns<'a> {
    /// Whether a text matches. Nothing if the pattern is none, or backtracks beyond all measure.
    pub(crate) fn matches(&self, pattern: &'a str, text: &str) -> Option<bool> {
        self.compiled
            .borrow_mut()
            .entry(pattern)
            .or_insert_with(|| compile(pattern))
            .as_ref()?
            .is_match(text)
            .ok()
    }
}

/// Whether a pattern is a regular expression of ECMAScript, and why not.
pub(crate) fn expression(pattern: &str) -> Result<(), String> {
    // What the dialect allows without the flag `u` is allowed: OpenAPI says nothing of flags.
    match regress::Regex::new(pattern) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.text),
    }
}

fn compile(pattern: &str) -> Option<Regex> {
    let translated = jsonschema_regex::to_rust_regex(pattern).ok()?;
    Regex::new(&translated).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_ecmascript() {
        let patterns = Patterns::default();
        for (pattern, text, expected) in [
            ("b", "abc", Some(true)),
            ("^b", "abc", Some(false)),
            (r"^\d+$", "123", Some(true)),
            (r"^\d+$", "\u{0661}", Some(false)),
            (r"^(?!x)[\w.-]+\/$", "a-b/", Some(true)),
            (r"^[一-龥]+$", "中文", Some(true)),
            (r"\cA", "\u{1}", Some(true)),
            ("(", "(", None),
        ] {
            assert_eq!(
                patterns.matches(pattern, text),
                expected,
                "{pattern} {text}"
            );
        }
    }

    #[test]
    fn no_pattern_takes_for_ever() {
        let text = "a".repeat(10_000) + "!";
        let patterns = Patterns::default();
        assert_eq!(patterns.matches("^(a+)+$", &text), Some(false));
        assert_eq!(patterns.matches(r"^(a|aa)+\1b$", &text), None);
    }
}
