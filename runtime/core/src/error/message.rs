//! The message in the body of an error, in any of its formats.

use serde_json::{Map, Value};

/// How many characters of a plain text are quoted.
const QUOTED_CHARACTERS: usize = 300;

/// The parts of an error message of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ServiceMessage {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) details: Option<String>,
    pub(crate) extended: Option<String>,
    pub(crate) authorization: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl ServiceMessage {
    /// Reads a body. A body that is not JSON is itself the message, unless it is HTML.
    pub(crate) fn read(body: &[u8]) -> Self {
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(object)) => Self::from_object(&object),
            Ok(Value::String(text)) => Self::from_text(&text),
            Ok(_) => Self::default(),
            Err(_) => Self::from_text(&String::from_utf8_lossy(body)),
        }
    }

    /// Applies a change to every text.
    pub(crate) fn each_text(&mut self, change: impl Fn(&mut String)) {
        let texts = [
            &mut self.code,
            &mut self.message,
            &mut self.details,
            &mut self.extended,
            &mut self.authorization,
            &mut self.request_id,
        ];
        texts.into_iter().flatten().for_each(change);
    }

    fn from_text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() || is_markup(text) {
            return Self::default();
        }
        Self {
            message: Some(one_line(text)),
            ..Self::default()
        }
    }

    /// Reads the fields of the object, or of the first object one level below, possibly in a list, that has
    /// a code or a message.
    fn from_object(object: &Map<String, Value>) -> Self {
        let mut found = Self::from_fields(object);
        if found.code.is_none() && found.message.is_none() {
            let nested = object
                .values()
                .filter_map(|value| value.as_object().or_else(|| value.get(0)?.as_object()))
                .map(Self::from_fields)
                .find(|inner| inner.code.is_some() || inner.message.is_some());
            if let Some(inner) = nested {
                found = inner.or(found);
            }
        }
        found
    }

    fn from_fields(object: &Map<String, Value>) -> Self {
        let text = |names: &[&str]| names.iter().find_map(|name| plain(object.get(*name)?));
        Self {
            code: text(&["error_code", "errorCode", "code"]),
            message: text(&["error_msg", "errorMsg", "message"]),
            details: text(&["error_details", "details"]),
            extended: text(&["error_ext_msg"]),
            authorization: text(&["encoded_authorization_message"]),
            request_id: text(&["request_id", "requestId"]),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            code: self.code.or(other.code),
            message: self.message.or(other.message),
            details: self.details.or(other.details),
            extended: self.extended.or(other.extended),
            authorization: self.authorization.or(other.authorization),
            request_id: self.request_id.or(other.request_id),
        }
    }
}

/// A JSON value as text; `None` for null and empty strings.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn is_markup(text: &str) -> bool {
    text.starts_with('<')
}

/// A text on one line and of bounded length, for an error message.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut characters = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    for character in characters.by_ref().take(QUOTED_CHARACTERS) {
        if !(character == ' ' && line.ends_with(' ')) {
            line.push(character);
        }
    }
    if characters.next().is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_and_message(body: &str) -> (Option<String>, Option<String>) {
        let read = ServiceMessage::read(body.as_bytes());
        (read.code, read.message)
    }

    #[test]
    fn every_known_shape_has_a_code_and_message() {
        for body in [
            r#"{"error_code":"A.1","error_msg":"no"}"#,
            r#"{"error_msg":"no","error_code":"A.1","error_ext_msg":null}"#,
            r#"{"errorCode":"A.1","errorMsg":"no"}"#,
            r#"{"code":"A.1","message":"no"}"#,
            r#"{"error":{"code":"A.1","message":"no","title":"x"}}"#,
            r#"{"request_id":"r","error":{"error_code":"A.1","error_msg":"no"}}"#,
        ] {
            assert_eq!(
                code_and_message(body),
                (Some("A.1".into()), Some("no".into())),
                "{body}"
            );
        }
    }

    #[test]
    fn all_other_fields_are_kept() {
        let read = ServiceMessage::read(
            br#"{"error_code":"A","error_msg":"b","error_details":"c","error_ext_msg":"d",
                "request_id":"e","encoded_authorization_message":"f"}"#,
        );
        assert_eq!(read.details.as_deref(), Some("c"));
        assert_eq!(read.extended.as_deref(), Some("d"));
        assert_eq!(read.request_id.as_deref(), Some("e"));
        assert_eq!(read.authorization.as_deref(), Some("f"));
    }

    #[test]
    fn the_first_of_a_list_of_errors_is_reported() {
        let read = code_and_message(
            r#"{"total":1,"errors":[{"error_code":"DCS.4001","error_msg":"bad"},{"error_code":"x"}]}"#,
        );
        assert_eq!(read, (Some("DCS.4001".into()), Some("bad".into())));
        assert_eq!(code_and_message(r#"{"errors":[]}"#), (None, None));
        assert_eq!(code_and_message(r#"{"errors":["x"]}"#), (None, None));
    }

    #[test]
    fn codes_can_be_numbers() {
        let (code, _) = code_and_message(r#"{"error":{"code":401,"message":"x"}}"#);
        assert_eq!(code.as_deref(), Some("401"));
    }

    #[test]
    fn a_request_id_outside_the_nested_object_is_kept() {
        let read = ServiceMessage::read(br#"{"request_id":"r","error":{"code":"1"}}"#);
        assert_eq!(read.request_id.as_deref(), Some("r"));
    }

    #[test]
    fn plain_text_is_the_message_and_markup_is_not() {
        let text = code_and_message("  upstream\r\n  gone ");
        assert_eq!(text, (None, Some("upstream gone".into())));
        for body in ["", "  ", "<html>x</html>", "[1]", "17", "null", "\"\""] {
            assert_eq!(code_and_message(body), (None, None), "{body:?}");
        }
    }

    #[test]
    fn long_messages_are_truncated_between_characters() {
        let read = ServiceMessage::read("接".repeat(100_000).as_bytes());
        assert_eq!(read.message.unwrap().chars().count(), QUOTED_CHARACTERS + 1);
    }
}
