//! Values as the documents write them.

use serde_json::Value;

/// What stands behind a key and its colon, or behind a dash where `indent` is that of its content.
pub(super) fn behind_key(value: &Value, indent: usize) -> String {
    match value {
        Value::Object(members) if !members.is_empty() => format!("\n{}", block(value, indent + 2)),
        Value::Array(items) if !items.is_empty() => format!("\n{}", block(value, indent + 2)),
        other => format!(" {}\n", flow(other)),
    }
}

/// A mapping or list as lines.
pub(super) fn block(value: &Value, indent: usize) -> String {
    let margin = " ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => members
            .iter()
            .map(|(key, value)| format!("{margin}{}:{}", scalar(key), behind_key(value, indent)))
            .collect(),
        Value::Array(items) if !items.is_empty() => items
            .iter()
            .map(|item| format!("{margin}- {}", behind_dash(item, indent + 2)))
            .collect(),
        other => format!("{margin}{}\n", flow(other)),
    }
}

/// What stands behind a dash: a mapping begins on the same line.
pub(super) fn behind_dash(value: &Value, indent: usize) -> String {
    block(value, indent).trim_start_matches(' ').to_owned()
}

/// A value on one line.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

/// A text, without quotes where every reader of YAML takes it for the same text.
pub(super) fn scalar(text: &str) -> String {
    const WORDS: [&str; 11] = [
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf",
    ];
    let mut bytes = text.bytes();
    let plain = bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"_.-/".contains(&byte));
    if plain && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        text.to_owned()
    } else {
        Value::String(text.to_owned()).to_string()
    }
}

/// A scalar in the style of the one that it replaces.
pub(super) fn like(old: &str, value: &Value) -> String {
    match value {
        Value::String(text) if old.starts_with('"') => Value::String(text.clone()).to_string(),
        Value::String(text) if old.starts_with('\'') && !text.contains(char::is_control) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        other => flow(other),
    }
}
