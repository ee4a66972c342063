//! When both sides say the same.

use serde_json::Value;

use crate::pattern::Pattern;
use crate::vocabulary::FieldType;

/// Whether two values are the same, whether numbers are written as integers or not.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

/// Whether two lists have the same values, in whatever order.
pub(super) fn same_set(one: &[Value], other: &[Value]) -> bool {
    let within = |one: &[Value], other: &[Value]| {
        one.iter()
            .all(|value| other.iter().any(|other| same(value, other)))
    };
    one.len() == other.len() && within(one, other) && within(other, one)
}

/// Whether a document's type is what a page may mean by its own: it calls a map and an object
/// without fields `Object`, and a list of anything `Array`.
pub(super) fn fits(recorded: &FieldType, documented: &FieldType) -> bool {
    match (recorded, documented) {
        (FieldType::Object(_) | FieldType::Map, FieldType::Object(_) | FieldType::Map) => true,
        (FieldType::Array(one), FieldType::Array(two)) => **one == FieldType::Any || fits(one, two),
        (one, two) => one == two,
    }
}

/// Whether a value can be of a kind.
pub(super) fn shows(value: &Value, kind: &FieldType) -> bool {
    match (value, kind) {
        (Value::Null, _)
        | (_, FieldType::Any)
        | (Value::Object(_), FieldType::Object(_) | FieldType::Map) => true,
        (Value::Array(items), FieldType::Array(kind)) => items.iter().all(|item| shows(item, kind)),
        (Value::String(_), FieldType::Text | FieldType::File)
        | (Value::Bool(_), FieldType::Boolean) => true,
        (Value::Number(number), FieldType::Integer) => number.is_i64() || number.is_u64(),
        (Value::Number(_), FieldType::Number) => true,
        _ => false,
    }
}

/// An address without its method: some pages write it, some do not.
pub(super) fn request_target(value: &Value) -> Value {
    static METHOD: Pattern = Pattern::new(r"^(?:GET|PUT|POST|DELETE|PATCH|HEAD)\s+");
    match value.as_str() {
        Some(text) => Value::String(METHOD.replace_all(text, "").into_owned()),
        None => value.clone(),
    }
}

/// The values that an example has at a path: `list[].name`.
pub(super) fn values_at<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    if let Value::Array(items) = value {
        // The path of a body that is a list begins with its fields.
        let inner = path.strip_prefix("[]").unwrap_or(path);
        let inner = inner.trim_start_matches('.');
        return items
            .iter()
            .flat_map(|item| values_at(item, inner))
            .collect();
    }
    if path.is_empty() {
        return vec![value];
    }
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (name, rest) = path.split_at(end);
    let Some(inner) = value.get(name) else {
        return Vec::new();
    };
    match rest {
        // The list itself, and not its items.
        "" => vec![inner],
        rest => values_at(inner, rest.strip_prefix('.').unwrap_or(rest)),
    }
}
