//! Regular expressions, compiled on first use.

use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

/// A regular expression that never fails. An invalid one matches nothing, and panics if assertions
/// are enabled.
pub(crate) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(crate) const fn new(source: &'static str) -> Pattern {
        Pattern {
            source,
            compiled: OnceLock::new(),
        }
    }

    fn regex(&self) -> Option<&Regex> {
        let compiled = self.compiled.get_or_init(|| Regex::new(self.source).ok());
        debug_assert!(compiled.is_some(), "invalid pattern: {}", self.source);
        compiled.as_ref()
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.regex()?.find(text)
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    pub(crate) fn captures_all<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        match self.regex() {
            Some(regex) => regex.captures_iter(text).collect(),
            None => Vec::new(),
        }
    }

    pub(crate) fn replace_all<'t>(
        &self,
        text: &'t str,
        replacement: &str,
    ) -> std::borrow::Cow<'t, str> {
        match self.regex() {
            Some(regex) => regex.replace_all(text, replacement),
            None => std::borrow::Cow::Borrowed(text),
        }
    }
}
