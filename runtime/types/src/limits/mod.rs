//! Documented limits of requests, checked on demand.
//!
//! Pages and services disagree about limits too often to refuse a request because of one. So they
//! are checked only when asked: [`Validate::validate`], or for all calls by configuration.

mod given;
mod violation;

use std::ops::{Bound, RangeBounds};

pub use given::{GivenInteger, GivenList, GivenText};
pub use violation::{Violation, Violations};

use crate::Field;

/// A request whose documented limits can be checked.
pub trait Validate {
    /// Holds every field against its documented limits. Generated code implements this.
    fn check(&self, limits: &mut Limits);

    /// Checks the documented limits.
    ///
    /// # Errors
    ///
    /// Every limit that is not kept, with the field's path and what was given.
    fn validate(&self) -> Result<(), Violations> {
        let mut limits = Limits::default();
        self.check(&mut limits);
        limits.finish()
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, limits: &mut Limits) {
        if let Some(value) = self {
            value.check(limits);
        }
    }
}

impl<T: Validate> Validate for Field<T> {
    fn check(&self, limits: &mut Limits) {
        if let Some(value) = self.value() {
            value.check(limits);
        }
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, limits: &mut Limits) {
        for (index, item) in self.iter().enumerate() {
            limits.at(&format!("[{index}]"), |limits| item.check(limits));
        }
    }
}

/// Collects the limits that a request does not keep. What is not given keeps every limit.
#[derive(Debug, Default)]
pub struct Limits {
    path: String,
    violations: Vec<Violation>,
}

impl Limits {
    /// A text with a number of characters.
    pub fn length(
        &mut self,
        name: &str,
        given: &impl GivenText,
        documented: impl RangeBounds<usize>,
    ) {
        if let Some(length) = given.text().map(|text| text.chars().count())
            && !documented.contains(&length)
        {
            let limit = words(&documented, " characters");
            self.violated(name, limit, counted(length, "character"));
        }
    }

    /// A text that an ECMAScript pattern describes.
    ///
    /// Without the feature `patterns`, every text keeps every pattern.
    pub fn pattern(&mut self, name: &str, given: &impl GivenText, documented: &str) {
        #[cfg(feature = "patterns")]
        if let (Some(text), Ok(pattern)) = (given.text(), regress::Regex::new(documented))
            && pattern.find(text).is_none()
        {
            let limit = format!("a text like `{documented}`");
            self.violated(name, limit, String::from("another"));
        }
        #[cfg(not(feature = "patterns"))]
        let _ = (name, given, documented);
    }

    /// An integer within bounds.
    pub fn integer(
        &mut self,
        name: &str,
        given: &impl GivenInteger,
        documented: impl RangeBounds<i64>,
    ) {
        if let Some(integer) = given.integer()
            && !documented.contains(&integer)
        {
            self.violated(name, words(&documented, ""), integer.to_string());
        }
    }

    /// A list with a number of items.
    pub fn items<T>(
        &mut self,
        name: &str,
        given: &impl GivenList<Item = T>,
        documented: impl RangeBounds<usize>,
    ) {
        if let Some(count) = given.list().map(<[T]>::len)
            && !documented.contains(&count)
        {
            self.violated(name, words(&documented, " items"), counted(count, "item"));
        }
    }

    /// Each item of a list.
    pub fn each<T>(
        &mut self,
        name: &str,
        given: &impl GivenList<Item = T>,
        mut check: impl FnMut(&mut Limits, &str, &T),
    ) {
        for (index, item) in given.list().unwrap_or_default().iter().enumerate() {
            check(self, &format!("{name}[{index}]"), item);
        }
    }

    /// A part of the request that has limits of its own.
    pub fn part(&mut self, name: &str, part: &impl Validate) {
        self.at(name, |limits| part.check(limits));
    }

    /// Something that a rule of the documentation demands in this request.
    pub fn demand(&mut self, name: &str, is_kept: bool, rule: &str) {
        if !is_kept {
            self.violations.push(Violation::new(
                joined(&self.path, name),
                rule.to_owned(),
                None,
            ));
        }
    }

    /// What was found.
    ///
    /// # Errors
    ///
    /// Every limit that is not kept.
    pub fn finish(self) -> Result<(), Violations> {
        Violations::of(self.violations)
    }

    fn at(&mut self, name: &str, check: impl FnOnce(&mut Limits)) {
        let length = self.path.len();
        self.path = joined(&self.path, name);
        check(self);
        self.path.truncate(length);
    }

    fn violated(&mut self, name: &str, limit: String, given: String) {
        let path = joined(&self.path, name);
        self.violations
            .push(Violation::new(path, limit, Some(given)));
    }
}

fn joined(path: &str, name: &str) -> String {
    let separator = if path.is_empty() || name.starts_with('[') {
        ""
    } else {
        "."
    };
    format!("{path}{separator}{name}")
}

/// A number of things, such as `1 item` or `2 items`.
fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}

/// The bounds in words; generated code has inclusive bounds only.
fn words<T: std::fmt::Display>(bounds: &impl RangeBounds<T>, unit: &str) -> String {
    match (bounds.start_bound(), bounds.end_bound()) {
        (Bound::Included(least), Bound::Included(most)) => format!("{least} to {most}{unit}"),
        (Bound::Included(least), _) => format!("at least {least}{unit}"),
        (_, Bound::Included(most) | Bound::Excluded(most)) => format!("at most {most}{unit}"),
        _ => format!("any{unit}"),
    }
}

#[cfg(test)]
mod tests;
