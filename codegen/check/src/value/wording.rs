//! How messages show values.

use huaweicloud_json_schema::{JsonType, SizeKeyword};
use serde_json::Value;

/// A value as JSON, in backquotes and shortened.
pub(super) fn quoted(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("`{}...`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// A list of the expected values; of many, only the first.
pub(super) fn one_of(values: Vec<String>) -> String {
    const MAX_LISTED: usize = 12;
    match values.as_slice() {
        [only] => only.clone(),
        values if values.len() <= MAX_LISTED => format!("one of {}", values.join(", ")),
        values => {
            let listed = values[..MAX_LISTED].join(", ");
            format!("one of {listed}, ... ({} values)", values.len())
        }
    }
}

/// A size with its unit.
pub(super) fn count(size: usize, keyword: SizeKeyword) -> String {
    let (one, many) = match keyword {
        SizeKeyword::MinLength | SizeKeyword::MaxLength => ("character", "characters"),
        SizeKeyword::MinItems | SizeKeyword::MaxItems => ("item", "items"),
        SizeKeyword::MinProperties | SizeKeyword::MaxProperties => ("property", "properties"),
    };
    format!("{size} {}", if size == 1 { one } else { many })
}

/// A type, as it is called in YAML.
pub(super) fn expected(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Array => "a list",
        JsonType::Object => "a mapping",
        other => other.with_article(),
    }
}
