//! What is wrong with a value.

use serde_json::Value;

/// Longer values are cut in messages.
const LONGEST: usize = 60;

/// Something wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The part of the value, as a JSON pointer; empty for the value itself.
    pub(crate) pointer: String,
    pub(crate) message: String,
}

impl Finding {
    /// A finding about the whole value.
    pub(crate) fn whole(message: impl Into<String>) -> Self {
        Self {
            pointer: String::new(),
            message: message.into(),
        }
    }
}

/// A value for a message.
pub(crate) fn shown(value: &Value) -> String {
    let text = match value {
        Value::Array(elements) => format!("an array of {}", elements.len()),
        Value::Object(_) => "an object".to_owned(),
        // The whole of a long text is not copied to show its beginning.
        Value::String(text) if text.len() > 4 * LONGEST => {
            Value::String(text.chars().take(LONGEST).collect()).to_string()
        }
        value => value.to_string(),
    };
    if text.chars().count() <= LONGEST {
        return text;
    }
    let beginning: String = text.chars().take(LONGEST).collect();
    format!("{beginning}...")
}

/// A length for a message.
pub(super) fn characters(length: usize) -> String {
    match length {
        1 => "1 character".to_owned(),
        more => format!("{more} characters"),
    }
}

/// A key as it stands in a JSON pointer.
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// An allowed value for a message: text without quotation marks.
pub(super) fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
