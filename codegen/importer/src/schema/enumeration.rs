//! Enumerations.

use serde_json::{Map, Value, json};

use super::defaults::converted;
use crate::correction::Corrections;

pub(crate) fn correct(
    schema: &mut Map<String, Value>,
    pointer: &str,
    corrections: &mut Corrections,
) {
    let Some(stated) = schema.get("enum").cloned() else {
        return;
    };
    let pointer = format!("{pointer}/enum");
    let Some(values) = stated.as_array().filter(|values| !values.is_empty()) else {
        schema.remove("enum");
        corrections.add("enum", &pointer, "removed an empty `enum`");
        return;
    };
    let kind = schema
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    if kind == "array" {
        let moved = schema.remove("enum");
        if let (Some(items), Some(moved)) = (
            schema.get_mut("items").and_then(Value::as_object_mut),
            moved,
        ) {
            items.entry("enum").or_insert(moved);
        }
        corrections.add("enum", &pointer, "moved `enum` from the list to its items");
        return;
    }
    let mut values = values.clone();
    if values.iter().any(Value::is_null) {
        values.retain(|value| !value.is_null());
        schema.insert("nullable".to_owned(), json!(true));
    }
    let is_of_kind = values.iter().all(|value| is_of(&kind, value));
    if !is_of_kind {
        values = of_another_type(schema, &kind, values, &pointer, corrections);
    }
    let mut kept: Vec<Value> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    if Some(&kept) != stated.as_array() {
        if is_of_kind {
            corrections.add("enum", &pointer, "removed duplicate values");
        }
        schema.insert("enum".to_owned(), Value::Array(kept));
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// Converts values to the type if possible; otherwise the type is changed to match the values.
fn of_another_type(
    schema: &mut Map<String, Value>,
    kind: &str,
    values: Vec<Value>,
    pointer: &str,
    corrections: &mut Corrections,
) -> Vec<Value> {
    let read: Option<Vec<Value>> = values.iter().map(|value| converted(kind, value)).collect();
    if let Some(read) = read {
        corrections.add("enum", pointer, format!("converted the values to {kind}"));
        return read;
    }
    if values.iter().all(Value::is_string) {
        schema.insert("type".to_owned(), json!("string"));
        schema.remove("format");
        schema.remove("properties");
        let message =
            format!("changed the type from {kind} to string, because all values are strings");
        corrections.review("enum", pointer, message);
        return values;
    }
    let (right, wrong): (Vec<_>, Vec<_>) = values.into_iter().partition(|value| is_of(kind, value));
    let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    let message = format!(
        "removed values that are not of type {kind}: {}",
        wrong.join(", ")
    );
    corrections.left_out("enum", pointer, message);
    if right.is_empty() {
        schema.remove("enum");
    }
    right
}
