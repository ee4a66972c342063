//! Reading values of JSON objects.

use serde_json::{Map, Value};

/// The trimmed string at a key; empty if there is none.
pub(crate) fn string(holder: &Value, key: &str) -> String {
    let string = holder.get(key).and_then(Value::as_str);
    string.unwrap_or_default().trim().to_owned()
}

/// Whether the value at a key is `true`.
pub(crate) fn is_true(holder: &Value, key: &str) -> bool {
    holder.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// The strings in a list.
pub(crate) fn strings(list: Option<&Value>) -> Vec<&str> {
    let items = list.and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// The members of an object; empty for any other value.
pub(crate) fn members(holder: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    holder
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}

/// The value as written in a URL or as the key of an object.
pub(crate) fn wire_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
