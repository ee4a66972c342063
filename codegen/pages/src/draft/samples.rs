//! Facts that only examples show.

use serde_json::{Map, Value, json};

/// The objects at a path in some bodies, through lists.
pub(super) fn inner<'a>(
    owners: &[&'a Map<String, Value>],
    field: &str,
) -> Vec<&'a Map<String, Value>> {
    let values = owners.iter().filter_map(|owner| owner.get(field));
    values.flat_map(objects).collect()
}

/// The objects in a value: itself, or its items.
pub(super) fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    match value {
        Value::Object(object) => vec![object],
        Value::Array(items) => items.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

/// Whether an example has null for a field.
pub(super) fn is_null(owners: &[&Map<String, Value>], field: &str) -> bool {
    owners
        .iter()
        .any(|owner| owner.get(field).is_some_and(Value::is_null))
}

/// The schema of a scalar. Objects and lists are left to the caller.
pub(super) fn scalar(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Bool(_) => json!({"type": "boolean"}),
        Value::Number(number) if number.is_f64() => json!({"type": "number", "format": "double"}),
        Value::Number(_) => json!({"type": "integer", "format": "int64"}),
        Value::String(_) => json!({"type": "string"}),
        _ => return None,
    })
}

/// A schema for a value, without names for nested objects.
pub(super) fn schema(value: &Value) -> Value {
    let any = || json!({"type": "object", "additionalProperties": true});
    match value {
        Value::Object(_) => any(),
        Value::Array(items) => {
            let items = items.first().map_or_else(any, schema);
            json!({"type": "array", "items": items})
        }
        Value::Null => json!({}),
        other => scalar(other).unwrap_or_else(any),
    }
}
