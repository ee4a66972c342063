//! How messages show values.

use huaweicloud_json_schema::JsonType;
use serde_json::Value;

/// A value as messages show it: as JSON, not at length.
pub(super) fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// The first of many values.
pub(super) fn several(members: &[String]) -> String {
    const MOST: usize = 12;
    if members.len() <= MOST {
        return members.join(", ");
    }
    format!(
        "{}, ... ({} values)",
        members[..MOST].join(", "),
        members.len()
    )
}

/// A type, in the words of YAML.
pub(super) fn expected(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Array => "a list",
        JsonType::Object => "a mapping",
        other => other.with_article(),
    }
}
