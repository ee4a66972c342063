//! Compares the facts of a parameter or field.

use codegen_pages::Row;
use serde_json::Value;

use crate::change::{Action, Aspect, Effect};
use crate::classification::{self, Range};
use crate::difference::{Comparison, Sides, written};
use crate::fields::ComparableField;
use codegen_pages::FieldType;

type Limit = (&'static str, &'static str, Option<Value>, Option<Value>);

impl Comparison<'_> {
    pub(super) fn row(&mut self, old: &ComparableField<'_>, new: &ComparableField<'_>) {
        self.kind(old, new);
        self.required(old, new);
        for limit in limits(old.row, new.row) {
            self.limit(old, new, limit);
        }
        self.default(old, new);
        self.values(old, new);
    }

    fn kind(&mut self, old: &ComparableField<'_>, new: &ComparableField<'_>) {
        let (Some(before), Some(after)) = (old.kind(), new.kind()) else {
            self.unknown_kind(old, new);
            return;
        };
        let sides = lines(
            old,
            new,
            old.row.type_.clone().map(Value::from),
            new.row.type_.clone().map(Value::from),
        );
        let text = |field: &ComparableField<'_>| field.row.type_.clone().unwrap_or_default();
        let words = |what: &str| format!("{what} {} → {}", text(old), text(new));
        if !before.is_like(&after) {
            let range = match (&before, &after) {
                (FieldType::Integer, FieldType::Number) => Range::More,
                (FieldType::Number, FieldType::Integer) => Range::Fewer,
                _ => Range::Others,
            };
            let classification = classification::range(&new.place, range);
            self.push_field(new, Aspect::Type, sides, classification, &words("type"));
            return;
        }
        let (one, other) = (before.reference(), after.reference());
        if one.is_some() && other.is_some() && one != other && !self.is_other_source() {
            let classification = (
                Effect::Explains,
                "type names are not part of requests or responses",
            );
            self.push_field(
                new,
                Aspect::TypeName,
                sides,
                classification,
                &words("type name"),
            );
        }
    }

    /// Unknown notations: different text may mean another type.
    fn unknown_kind(&mut self, old: &ComparableField<'_>, new: &ComparableField<'_>) {
        let (Some(before), Some(after)) = (&old.row.type_, &new.row.type_) else {
            return;
        };
        if before.eq_ignore_ascii_case(after) || self.is_rendered_otherwise() {
            return;
        }
        let words = format!("type {before} → {after}");
        let (before, after) = (before.clone().into(), after.clone().into());
        let sides = lines(old, new, Some(before), Some(after));
        let classification = classification::range(&new.place, Range::Others);
        self.push_field(new, Aspect::Type, sides, classification, &words);
    }

    fn required(&mut self, old: &ComparableField<'_>, new: &ComparableField<'_>) {
        let (before, after) = (old.row.required, new.row.required);
        let silent = before.is_none() || after.is_none();
        let equal = before.unwrap_or(false) == after.unwrap_or(false);
        if equal || silent && (self.is_rendered_otherwise() || !new.place.is_sent()) {
            return;
        }
        let (range, words) = if after == Some(true) {
            (Range::Fewer, "optional → required")
        } else {
            (Range::More, "required → optional")
        };
        let flag = |value: Option<bool>| Some(Value::Bool(value.unwrap_or(false)));
        let sides = lines(old, new, flag(before), flag(after));
        let classification = classification::range(&new.place, range);
        self.push_field(new, Aspect::Required, sides, classification, words);
    }

    fn limit(&mut self, old: &ComparableField<'_>, new: &ComparableField<'_>, limit: Limit) {
        let (name, keyword, before, after) = limit;
        if same(before.as_ref(), after.as_ref()) {
            return;
        }
        let range = limit_range(keyword, before.as_ref(), after.as_ref());
        let words = transition(name, before.as_ref(), after.as_ref());
        let sides = lines(old, new, before, after);
        let classification = classification::range(&new.place, range);
        self.push_field(new, Aspect::Limit(keyword), sides, classification, &words);
    }

    fn default(&mut self, old: &ComparableField<'_>, new: &ComparableField<'_>) {
        let (before, after) = (old.row.default.clone(), new.row.default.clone());
        if same(before.as_ref(), after.as_ref()) {
            return;
        }
        let words = transition("default", before.as_ref(), after.as_ref());
        let sides = lines(old, new, before, after);
        let required = new.row.required == Some(true);
        let classification = classification::default(&new.place, required, sides.action());
        self.push_field(new, Aspect::Default, sides, classification, &words);
    }
}

/// Both sides of a fact.
pub(super) fn lines(
    old: &ComparableField<'_>,
    new: &ComparableField<'_>,
    before: Option<Value>,
    after: Option<Value>,
) -> Sides {
    Sides {
        before,
        after,
        old_line: old.row.line,
        new_line: new.row.line,
    }
}

fn limits(old: &Row, new: &Row) -> [Limit; 7] {
    let number = |value: &Option<serde_json::Number>| value.clone().map(Value::Number);
    let count = |value: Option<u64>| value.map(Value::from);
    let text = |value: &Option<String>| value.clone().map(Value::from);
    [
        (
            "minimum",
            "minimum",
            number(&old.minimum),
            number(&new.minimum),
        ),
        (
            "maximum",
            "maximum",
            number(&old.maximum),
            number(&new.maximum),
        ),
        (
            "minimum length",
            "minLength",
            count(old.min_length),
            count(new.min_length),
        ),
        (
            "maximum length",
            "maxLength",
            count(old.max_length),
            count(new.max_length),
        ),
        (
            "minimum number of items",
            "minItems",
            count(old.min_items),
            count(new.min_items),
        ),
        (
            "maximum number of items",
            "maxItems",
            count(old.max_items),
            count(new.max_items),
        ),
        ("pattern", "pattern", text(&old.pattern), text(&new.pattern)),
    ]
}

fn limit_range(keyword: &str, before: Option<&Value>, after: Option<&Value>) -> Range {
    match (before, after) {
        (None, _) => Range::Fewer,
        (_, None) => Range::More,
        (Some(before), Some(after)) => {
            let (Some(before), Some(after)) = (before.as_f64(), after.as_f64()) else {
                return Range::Others;
            };
            if (after > before) == keyword.starts_with("max") {
                Range::More
            } else {
                Range::Fewer
            }
        }
    }
}

/// A change in words: `maximum 999 → 500`, `new maximum 500`, `maximum 999 removed`.
fn transition(name: &str, before: Option<&Value>, after: Option<&Value>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{name} {} → {}", written(before), written(after)),
        (None, Some(after)) => format!("new {name} {}", written(after)),
        (Some(before), None) => format!("{name} {} removed", written(before)),
        (None, None) => name.to_owned(),
    }
}

/// Whether two values are equal. Numbers are compared by value.
pub(crate) fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (one, other) => one == other,
    }
}

/// What happened to a list of values.
pub(super) fn action(before: usize, after: usize) -> Action {
    match (before, after) {
        (0, _) => Action::Added,
        (_, 0) => Action::Removed,
        _ => Action::Changed,
    }
}
