//! Collecting the limits that a request violates.

use super::violation::{Violation, Violations};
use crate::limits::Limits;
use crate::value::{List, Map, Object, View, fields, items};

/// Collects the limits that a request violates. Absent values violate none.
///
/// ```
/// use huaweicloud_types::{Limits, Validation, View};
///
/// let mut validation = Validation::default();
/// validation.value("limit", View::Integer(1000), &Limits::new().range(1, 500));
/// validation.demand("name", false, "required when `sort` is `name`");
/// let violations = validation.finish().unwrap_err();
/// assert_eq!(violations.iter().count(), 2);
/// ```
#[derive(Debug, Default)]
pub struct Validation {
    path: String,
    violations: Vec<Violation>,
}

impl Validation {
    /// Checks a value and everything in it. `name` identifies it in messages.
    pub fn value(&mut self, name: &str, view: View<'_>, limits: &Limits) {
        match view {
            View::Text(text) | View::Secret(text) => self.text(name, text, limits),
            View::Integer(integer) => self.integer(name, integer, limits),
            View::Number(number) => self.number(name, number, limits),
            View::List(list) => self.list(name, list, limits),
            View::Map(map) => self.map(name, map, limits),
            View::Object(object) => self.at(name, |validation| validation.object(object)),
            View::NoItems | View::NoEntries => self.count(name, || 0, limits, "item"),
            View::Absent | View::Null | View::Boolean(_) | View::Json(_) => {}
        }
    }

    /// Checks every field of a struct.
    pub fn object(&mut self, object: &dyn Object) {
        for (property, view) in fields(object) {
            self.value(property.name(), view, property.limits());
        }
    }

    /// Checks a documented rule, of which `name` is a parameter.
    pub fn demand(&mut self, name: &str, is_satisfied: bool, rule: &str) {
        if !is_satisfied {
            let path = joined(&self.path, name);
            self.violations
                .push(Violation::new(path, rule.to_owned(), None));
        }
    }

    /// Returns the result.
    ///
    /// # Errors
    ///
    /// Every limit that is violated.
    pub fn finish(self) -> Result<(), Violations> {
        Violations::of(self.violations)
    }

    fn text(&mut self, name: &str, text: &str, limits: &Limits) {
        self.count(name, || text.chars().count(), limits, "character");
        if let Some(pattern) = limits.pattern
            && !pattern.matches(text)
        {
            let limit = format!("a string that matches `{}`", pattern.text);
            self.violated(name, limit, String::from("one that does not"));
        }
    }

    fn integer(&mut self, name: &str, integer: i64, limits: &Limits) {
        let exceeds = limits.least.is_some_and(|least| integer < least)
            || limits.most.is_some_and(|most| integer > most);
        if exceeds {
            self.violated(name, limits.words(None), integer.to_string());
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "documented bounds are small")]
    fn number(&mut self, name: &str, number: f64, limits: &Limits) {
        let exceeds = limits.least.is_some_and(|least| number < least as f64)
            || limits.most.is_some_and(|most| number > most as f64);
        if exceeds {
            self.violated(name, limits.words(None), number.to_string());
        }
    }

    fn list(&mut self, name: &str, list: &dyn List, limits: &Limits) {
        self.count(name, || list.count(), limits, "item");
        let each = limits.each.copied().unwrap_or_default();
        for (index, item) in items(list).enumerate() {
            self.value(&format!("{name}[{index}]"), item, &each);
        }
    }

    fn map(&mut self, name: &str, map: &dyn Map, limits: &Limits) {
        self.count(name, || map.count(), limits, "item");
        let each = limits.each.copied().unwrap_or_default();
        let mut entries: Vec<_> = map.entries().collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        self.at(name, |validation| {
            for (key, value) in entries {
                validation.value(key, value, &each);
            }
        });
    }

    fn count(&mut self, name: &str, count: impl FnOnce() -> usize, limits: &Limits, thing: &str) {
        if limits.least.is_none() && limits.most.is_none() {
            return;
        }
        let count = count();
        let exact = i64::try_from(count).unwrap_or(i64::MAX);
        let exceeds = limits.least.is_some_and(|least| exact < least)
            || limits.most.is_some_and(|most| exact > most);
        if exceeds {
            let plural = if count == 1 { "" } else { "s" };
            self.violated(
                name,
                limits.words(Some(thing)),
                format!("{count} {thing}{plural}"),
            );
        }
    }

    fn at(&mut self, name: &str, check: impl FnOnce(&mut Validation)) {
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

impl Limits {
    /// The bounds in words.
    fn words(&self, thing: Option<&str>) -> String {
        let last = self.most.or(self.least);
        let unit = match thing {
            Some(thing) if last == Some(1) => format!(" {thing}"),
            Some(thing) => format!(" {thing}s"),
            None => String::new(),
        };
        match (self.least, self.most) {
            (Some(least), Some(most)) => format!("{least} to {most}{unit}"),
            (Some(least), None) => format!("at least {least}{unit}"),
            (None, Some(most)) => format!("at most {most}{unit}"),
            (None, None) => format!("any{unit}"),
        }
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
