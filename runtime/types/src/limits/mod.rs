//! Documented limits of requests, checked on demand.
//!
//! Pages and services disagree about limits too often to refuse a request because of one. So they
//! are checked only when asked: [`Validate::validate`], or for all calls by configuration.

mod pattern;
mod validation;
mod violation;

pub use validation::Validation;
pub use violation::{Violation, Violations};

use crate::{Object, View};

/// A request whose documented limits can be checked.
pub trait Validate {
    /// Checks the documented limits.
    ///
    /// # Errors
    ///
    /// Every limit that is exceeded, with the field's path and what was given.
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Object> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let mut validation = Validation::default();
        validation.object(self);
        validation.finish()
    }
}

/// A regular expression, and what compares a text with it. That is a pointer, so that a program
/// whose types have no pattern does not carry the engine, which is larger than all else here.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    text: &'static str,
    matches: fn(&str, &str) -> bool,
}

/// The documented limits of a value.
///
/// The bounds are of characters for a text, of items for a list or map, and of the value itself for
/// a number.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    least: Option<i64>,
    most: Option<i64>,
    pattern: Option<Pattern>,
    each: Option<&'static Limits>,
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

impl Limits {
    /// No limits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            least: None,
            most: None,
            pattern: None,
            each: None,
        }
    }

    /// Both bounds, inclusive.
    #[must_use]
    pub const fn range(self, least: i64, most: i64) -> Self {
        self.at_least(least).at_most(most)
    }

    /// The lower bound, inclusive.
    #[must_use]
    pub const fn at_least(mut self, least: i64) -> Self {
        self.least = Some(least);
        self
    }

    /// The upper bound, inclusive.
    #[must_use]
    pub const fn at_most(mut self, most: i64) -> Self {
        self.most = Some(most);
        self
    }

    /// The ECMAScript regular expression that a text matches.
    ///
    /// Without the feature `patterns`, it is not checked.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(Pattern {
            text: pattern,
            matches: pattern::matches,
        });
        self
    }

    /// The limits of each item of a list, or of each value of a map.
    #[must_use]
    pub const fn each(mut self, limits: &'static Limits) -> Self {
        self.each = Some(limits);
        self
    }
}

#[cfg(test)]
mod tests;
