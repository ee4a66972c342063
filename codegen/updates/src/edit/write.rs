//! Writes values in the style of the documents.

use serde_json::Value;

/// The style of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Unquoted if possible.
    Words,
    /// Data of an example: all strings in quotes.
    Data,
}

impl Style {
    /// The style at a pointer.
    pub(super) fn at(pointer: &str) -> Style {
        let data =
            |segment: &str| segment == "examples" || segment.starts_with("x-request-example");
        if pointer.split('/').any(data) {
            Style::Data
        } else {
            Style::Words
        }
    }

    /// The style of the value of a key.
    fn behind(self, key: &str) -> Style {
        if key == "examples" { Style::Data } else { self }
    }

    /// The text after a key and its colon.
    pub(super) fn behind_key(self, name: &str, value: &Value, indent: usize) -> String {
        let style = self.behind(name);
        match value {
            Value::Object(members) if members.is_empty() => " {}\n".to_owned(),
            Value::Array(items) if items.is_empty() => " []\n".to_owned(),
            Value::Object(_) | Value::Array(_) => format!("\n{}", style.block(value, indent + 2)),
            other => format!(" {}\n", style.flow(other)),
        }
    }

    /// A mapping or list in block style.
    fn block(self, value: &Value, indent: usize) -> String {
        let margin = " ".repeat(indent);
        match value {
            Value::Object(members) if !members.is_empty() => {
                let line = |(name, value): (&String, &Value)| {
                    format!(
                        "{margin}{}:{}",
                        key(name),
                        self.behind_key(name, value, indent)
                    )
                };
                members.iter().map(line).collect()
            }
            Value::Array(items) if !items.is_empty() => {
                let line = |item| format!("{margin}- {}", self.behind_dash(item, indent + 2));
                items.iter().map(line).collect()
            }
            other => format!("{margin}{}\n", self.flow(other)),
        }
    }

    /// The text after a dash. A mapping starts on the same line.
    pub(super) fn behind_dash(self, value: &Value, indent: usize) -> String {
        self.block(value, indent).trim_start_matches(' ').to_owned()
    }

    /// A value on one line.
    fn flow(self, value: &Value) -> String {
        match value {
            Value::String(text) if self == Style::Words => scalar(text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flow(item)).collect();
                format!("[{}]", items.join(", "))
            }
            other => other.to_string(),
        }
    }

    /// A value in the style of the one that it replaces.
    pub(super) fn like(self, old: &str, value: &Value) -> String {
        match value {
            Value::String(text) if old.starts_with('"') => Value::String(text.clone()).to_string(),
            Value::String(text) if old.starts_with('\'') && !text.contains(char::is_control) => {
                format!("'{}'", text.replace('\'', "''"))
            }
            other => self.flow(other),
        }
    }
}

/// A key. Keys of references are written without quotes.
pub(super) fn key(text: &str) -> String {
    match text.strip_prefix('$') {
        Some(word) if scalar(word) == word => text.to_owned(),
        _ => scalar(text),
    }
}

/// A string, unquoted if every YAML parser reads it as the same string.
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
