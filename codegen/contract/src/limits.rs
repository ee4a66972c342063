//! Documented limits.

use serde_json::Value;

use crate::json::{is_true, wire_text};
use crate::part::Part;
use crate::schemas::Schemas;

/// The documented limits of a value, its documented values and its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The number of characters of a string.
    pub length: Bounds,
    /// The value of a number.
    pub value: Bounds,
    /// The number of items of a list.
    pub items: Bounds,
    /// The ECMAScript regular expression that a string must match.
    pub pattern: Option<String>,
    /// The default, as written in the document.
    pub default: Option<String>,
    /// Documented values that do not become an enumeration, as written in the document.
    pub values: Vec<String>,
    /// The limits of each item of a list.
    pub each: Option<Box<Limits>>,
}

/// Bounds as written in the document, either of which may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The minimum.
    pub least: Option<String>,
    /// The maximum.
    pub most: Option<String>,
    /// Whether the value must be greater than the minimum.
    pub exclusive_least: bool,
    /// Whether the value must be less than the maximum.
    pub exclusive_most: bool,
}

impl Bounds {
    fn read(parts: &[Part<'_>], least: &str, most: &str) -> Bounds {
        let bound = |key: &str| {
            let values = parts.iter().rev().find_map(|part| part.schema.get(key));
            values
                .filter(|value| value.is_number())
                .map(Value::to_string)
        };
        Bounds {
            least: bound(least),
            most: bound(most),
            ..Bounds::default()
        }
    }

    /// The bounds of a number, which may be exclusive.
    fn of_numbers(parts: &[Part<'_>]) -> Bounds {
        let is_set = |key: &str| parts.iter().any(|part| is_true(part.schema, key));
        Bounds {
            exclusive_least: is_set("exclusiveMinimum"),
            exclusive_most: is_set("exclusiveMaximum"),
            ..Bounds::read(parts, "minimum", "maximum")
        }
    }

    /// The bounds of an integer, for which every exclusive bound has an inclusive equivalent.
    fn of_integers(parts: &[Part<'_>]) -> Bounds {
        let mut bounds = Bounds::of_numbers(parts);
        if bounds.exclusive_least {
            bounds.exclusive_least = !shift(&mut bounds.least, 1);
        }
        if bounds.exclusive_most {
            bounds.exclusive_most = !shift(&mut bounds.most, -1);
        }
        bounds
    }

    /// The bounds of a count, for which a minimum of 0 alone is not a constraint.
    fn of_counts(parts: &[Part<'_>], least: &str, most: &str) -> Bounds {
        let bounds = Bounds::read(parts, least, most);
        match (&bounds.least, &bounds.most) {
            (Some(least), None) if least == "0" => Bounds::default(),
            _ => bounds,
        }
    }

    /// The bounds that fit into `i64`, if any. An exclusive bound of a number counts as inclusive.
    #[must_use]
    pub fn integers(&self) -> (Option<i64>, Option<i64>) {
        let integer = |bound: &Option<String>| bound.as_ref().and_then(|it| it.parse().ok());
        (integer(&self.least), integer(&self.most))
    }
}

impl Limits {
    /// The limits of a value of that schema.
    pub(crate) fn read<'a>(schemas: &Schemas<'a>, schema: &'a Value, pointer: &str) -> Limits {
        let parts = schemas.parts(schema, pointer);
        let find = |key: &str| parts.iter().rev().find_map(|part| part.schema.get(key));
        let kind = find("type").and_then(Value::as_str).unwrap_or_default();
        let mut limits = Limits {
            default: find("default").filter(|it| !it.is_null()).map(wire_text),
            ..Limits::default()
        };
        match kind {
            "string" => {
                limits.length = Bounds::of_counts(&parts, "minLength", "maxLength");
                limits.pattern = find("pattern").and_then(Value::as_str).map(str::to_owned);
            }
            "integer" => limits.value = Bounds::of_integers(&parts),
            "number" => limits.value = Bounds::of_numbers(&parts),
            "array" => {
                limits.items = Bounds::of_counts(&parts, "minItems", "maxItems");
                let items = parts
                    .iter()
                    .find_map(|part| Some((part.schema.get("items")?, &part.pointer)));
                let each = items.map(|(items, pointer)| {
                    Limits::read(schemas, items, &format!("{pointer}/items"))
                });
                limits.each = each.filter(Limits::is_checkable).map(Box::new);
            }
            _ => {}
        }
        if schemas
            .target(schema)
            .is_none_or(|name| schemas.kind(name) != crate::schemas::ComponentKind::Enumeration)
        {
            let values = find("enum").and_then(Value::as_array);
            limits.values = values
                .into_iter()
                .flatten()
                .filter(|it| !it.is_null())
                .map(wire_text)
                .collect();
        } else {
            // The values of an enumeration make its limits redundant.
            limits.length = Bounds::default();
            limits.value = Bounds::default();
            limits.pattern = None;
        }
        limits
    }

    /// Whether any of them can be checked by a program.
    #[must_use]
    pub fn is_checkable(&self) -> bool {
        let has = |bounds: &Bounds| bounds.integers() != (None, None);
        has(&self.length)
            || has(&self.value)
            || has(&self.items)
            || self.pattern.is_some()
            || self.each.is_some()
    }
}

/// Adds to a bound; returns whether it is an integer to which this can be added.
fn shift(bound: &mut Option<String>, difference: i64) -> bool {
    let integer = bound.as_ref().and_then(|it| it.parse::<i64>().ok());
    let shifted = integer.and_then(|it| it.checked_add(difference));
    if let Some(shifted) = shifted {
        *bound = Some(shifted.to_string());
    }
    shifted.is_some()
}
