//! Small readings of JSON.

use serde_json::{Map, Value};

/// The trimmed text of a key; empty if there is none.
pub(crate) fn text(holder: &Value, key: &str) -> String {
    let text = holder.get(key).and_then(Value::as_str);
    text.unwrap_or_default().trim().to_owned()
}

/// Whether a key is true.
pub(crate) fn is_true(holder: &Value, key: &str) -> bool {
    holder.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// The texts in a list.
pub(crate) fn texts(list: Option<&Value>) -> Vec<&str> {
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

/// The value as written in a URL or as a key.
pub(crate) fn wire_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
