//! Lists of allowed values.

use codegen_pages::Row;
use serde_json::Value;

use crate::change::{Action, Aspect};
use crate::classification::{self, Range};
use crate::difference::rows::{action, lines};
use crate::difference::{Comparison, written};
use crate::fields::ComparableField;

impl Comparison<'_> {
    pub(super) fn values(&mut self, old: &ComparableField<'_>, new: &ComparableField<'_>) {
        let (before, after) = (list(old.row), list(new.row));
        let added: Vec<&Value> = after
            .iter()
            .filter(|value| !before.contains(value))
            .collect();
        let removed: Vec<&Value> = before
            .iter()
            .filter(|value| !after.contains(value))
            .collect();
        if added.is_empty() && removed.is_empty() {
            return;
        }
        let range = match action(before.len(), after.len()) {
            Action::Added => Range::Fewer,
            Action::Removed => Range::More,
            Action::Changed if removed.is_empty() => Range::More,
            Action::Changed if added.is_empty() => Range::Fewer,
            Action::Changed => Range::Others,
        };
        let words = words(&before, &after, &added, &removed);
        let some = |values: Vec<Value>| (!values.is_empty()).then_some(Value::Array(values));
        let sides = lines(old, new, some(before.clone()), some(after.clone()));
        let classification = classification::range(&new.place, range);
        self.push_field(new, Aspect::Values, sides, classification, &words);
    }
}

/// The allowed values. For a boolean, `true` and `false` are not a fact.
fn list(row: &Row) -> Vec<Value> {
    if row.values.iter().all(|allowed| allowed.value.is_boolean()) {
        return Vec::new();
    }
    row.values
        .iter()
        .map(|allowed| allowed.value.clone())
        .collect()
}

/// Values that replaced others, such as a corrected typo.
pub(crate) fn replaced<'v>(
    before: &'v [Value],
    after: &'v [Value],
) -> Option<(&'v Value, &'v Value)> {
    if before.len() != after.len() {
        return None;
    }
    let mut others = before.iter().zip(after).filter(|(one, other)| one != other);
    let replaced = others.next()?;
    (others.next().is_none() && !before.contains(replaced.1)).then_some(replaced)
}

fn words(before: &[Value], after: &[Value], added: &[&Value], removed: &[&Value]) -> String {
    if let Some((one, other)) = replaced(before, after) {
        return format!("value {} → {}", written(one), written(other));
    }
    let names = |values: &[&Value]| {
        values
            .iter()
            .map(|value| written(value))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let plural = |values: &[&Value]| if values.len() == 1 { "value" } else { "values" };
    if before.is_empty() {
        return format!("any value → only {}", names(added));
    }
    if after.is_empty() {
        return format!("only {} → any value", names(removed));
    }
    let mut parts = Vec::new();
    if !added.is_empty() {
        parts.push(format!("new {} {}", plural(added), names(added)));
    }
    if !removed.is_empty() {
        parts.push(format!("{} {} removed", plural(removed), names(removed)));
    }
    parts.join(", ")
}
