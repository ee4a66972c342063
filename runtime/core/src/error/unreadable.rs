//! Why a body could not be read, without quoting its content.

use std::fmt;

/// The message of serde about a body, without the unexpected value.
///
/// The value may be a secret that the service sent in another field than documented.
#[derive(Debug)]
pub(crate) struct Unreadable(String);

impl Unreadable {
    pub(crate) fn new(source: &serde_json::Error) -> Self {
        Self(without_value(&source.to_string()))
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Removes the quoted value from "invalid type: string "...", expected an integer at line 1".
fn without_value(text: &str) -> String {
    let quotes_value = ["invalid type: ", "invalid value: ", "unknown variant "]
        .iter()
        .any(|start| text.starts_with(start));
    let Some(start) = text.find(['"', '`']).filter(|_| quotes_value) else {
        return text.to_owned();
    };
    let end = text.rfind(", expected ").filter(|end| *end > start);
    let rest = end
        .or_else(|| text.rfind(" at line "))
        .map_or("", |end| &text[end..]);
    format!("{}{rest}", text[..start].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_are_omitted() {
        for (text, expected) in [
            (
                r#"invalid type: string "a \", expected b", expected i64 at line 1 column 2"#,
                "invalid type: string, expected i64 at line 1 column 2",
            ),
            (
                "invalid type: integer `7`, expected a string",
                "invalid type: integer, expected a string",
            ),
            (
                "invalid type: null, expected a string",
                "invalid type: null, expected a string",
            ),
            (
                "missing field `name` at line 1",
                "missing field `name` at line 1",
            ),
            ("invalid value: string \"x\"", "invalid value: string"),
        ] {
            assert_eq!(without_value(text), expected);
        }
    }
}
