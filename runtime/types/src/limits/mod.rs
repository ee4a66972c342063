//! The documented limits of a value.

mod pattern;

/// A regular expression and the function that matches it. The function is a pointer, so that the regular
/// expression engine, the largest part of this crate, is linked only into programs that use patterns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    pub(crate) text: &'static str,
    matches: fn(&str, &str) -> bool,
}

impl Pattern {
    pub(crate) fn matches(&self, text: &str) -> bool {
        (self.matches)(self.text, text)
    }
}

/// The documented limits of a value.
///
/// The bounds apply to the number of characters of a string, the number of items of a list or map, or the value
/// of a number.
///
/// ```
/// use huaweicloud_types::Limits;
///
/// /// One to ten names of lowercase letters.
/// const NAMES: Limits = Limits::new().range(1, 10).each(&Limits::new().pattern("^[a-z]+$"));
/// # let _ = NAMES;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub(crate) least: Option<i64>,
    pub(crate) most: Option<i64>,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) each: Option<&'static Limits>,
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

    /// The ECMAScript regular expression that a string must match.
    ///
    /// It is checked only with the feature `patterns`.
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
