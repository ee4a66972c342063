//! How messages describe keys and values, and which of them are valid.

use codegen_document::{Content, Node};

use super::shape::{FixedField, Object};
use crate::suggestion::one_of;

pub(super) fn name(field: &'static FixedField) -> &'static str {
    field.name
}

pub(super) fn fields(object: &'static Object) -> String {
    match object.fields {
        [] => "remove it".to_owned(),
        fields => format!(
            "{}; extensions start with `x-`",
            one_of(fields.iter().map(name))
        ),
    }
}

/// The type of a node, and its value if that is short.
pub(super) fn description(node: &Node) -> String {
    let value = match node.content() {
        Content::Number(number) => number.to_string(),
        Content::Bool(value) => value.to_string(),
        Content::String(text) if text.chars().count() <= 40 => format!("{text:?}"),
        _ => return node.kind().to_owned(),
    };
    format!("{} ({value})", node.kind())
}

pub(super) fn is_count(node: &Node) -> bool {
    // JSON has a single type of numbers: 3.0 is an integer, like 3.
    node.as_u64().is_some()
        || node
            .as_f64()
            .is_some_and(|number| number >= 0.0 && number.fract() == 0.0)
}

pub(super) fn is_status(key: &str) -> bool {
    let bytes = key.as_bytes();
    let [first, rest @ ..] = bytes else {
        return false;
    };
    (b'1'..=b'5').contains(first)
        && (rest == b"XX" || (rest.len() == 2 && rest.iter().all(u8::is_ascii_digit)))
}

pub(super) fn is_component_name(key: &str) -> bool {
    !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}
