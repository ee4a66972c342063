//! Writes YAML in the manner of the documents: blocks, and quotes where they are needed.

use serde_json::Value;

/// A value as a block, each line behind this many blanks.
pub fn block(value: &Value, indent: usize) -> String {
    let mut text = String::new();
    write_block(&mut text, value, indent);
    text
}

/// A text without quotes where YAML reads it as the same text.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        Value::String(text.to_owned()).to_string()
    }
}

/// Whether a text is words that no reader of YAML takes for something else.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", ".inf",
    ];
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "_.-/".contains(letter))
    };
    starts && text.split(' ').all(is_word) && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

fn write_block(text: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                text.push_str(&" ".repeat(indent));
                text.push_str(&key_text(key));
                text.push(':');
                write_value(text, value, indent);
            }
        }
        Value::Array(items) => {
            for item in items {
                let start = text.len();
                write_item(text, item, indent);
                // The first line of an item follows its dash.
                text.replace_range(start + indent..start + indent + 1, "-");
            }
        }
        other => text.push_str(&plain(other)),
    }
}

fn write_item(text: &mut String, item: &Value, indent: usize) {
    if is_block(item) {
        write_block(text, item, indent + 2);
    } else {
        text.push_str(&" ".repeat(indent + 2));
        text.push_str(&plain(item));
        text.push('\n');
    }
}

/// What stands behind a key.
fn write_value(text: &mut String, value: &Value, indent: usize) {
    if is_block(value) {
        text.push('\n');
        write_block(text, value, indent + 2);
    } else {
        text.push(' ');
        text.push_str(&plain(value));
        text.push('\n');
    }
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

/// A key; paths and `$ref` need no quotes, although their characters are not those of a word.
fn key_text(key: &str) -> String {
    let path = key.starts_with('/') && !key.contains([':', '#', ' ', '"']);
    if path || key == "$ref" {
        key.to_owned()
    } else {
        scalar(key)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_comes_back() {
        let value = json!({
            "/v1/{id}": {"200": {"list": [{"a": 1, "b": [true, null]}, "off", [], {}, [1, [2]]]}},
            "on": {"text": "two\nlines: \"quoted\" # no comment", "empty": {}, "date": "2020-07-31"},
            "number": 1.5,
            "- x": "- y",
            "words": ["a  b", "a b", "a ", "NULL", ".nan", "1e3", "_x"],
        });
        let text = block(&value, 0);
        let back: Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(back, value, "{text}");
    }

    #[test]
    fn words_that_other_tools_read_as_booleans_are_quoted() {
        assert_eq!(block(&json!({"off": "on"}), 2), "  \"off\": \"on\"\n");
    }
}
