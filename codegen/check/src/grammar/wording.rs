//! What keys and values may look like, and what messages call them.

use codegen_document::{Content, Node};

use super::shape::{Field, Object};

pub(super) fn name(field: &'static Field) -> &'static str {
    field.name
}

pub(super) fn fields(object: &'static Object) -> String {
    let names: Vec<_> = object.fields.iter().map(name).collect();
    format!(
        "its fields are {}; names of extensions begin with `x-`",
        names.join(", ")
    )
}

/// What stands there: short values themselves, everything else by its kind.
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
    // JSON has one kind of number: 3.0 counts as well as 3.
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
