//! The parts of a schema: itself and the members of its `allOf`.

use serde_json::Value;

use crate::json::strings;

/// A part of a schema without `$ref` and `allOf`.
pub(crate) struct Part<'a> {
    pub(crate) schema: &'a Value,
    pub(crate) pointer: String,
}

/// Whether the parts together are an object with properties.
pub(crate) fn is_structure(parts: &[Part<'_>]) -> bool {
    parts.iter().any(|part| {
        let properties = part.schema.get("properties").and_then(Value::as_object);
        properties.is_some_and(|properties| !properties.is_empty())
    })
}

/// Whether the values of the parts become an enumeration: strings always do, and integers if they have
/// names. Other values are only documented.
pub(crate) fn is_enumeration(parts: &[Part<'_>]) -> bool {
    let listed = parts
        .iter()
        .find_map(|part| Some((part, part.schema.get("enum")?.as_array()?)));
    let Some((part, values)) = listed else {
        return false;
    };
    let kind = parts
        .iter()
        .find_map(|part| part.schema.get("type").and_then(Value::as_str));
    let has_strings = values.iter().any(Value::is_string);
    match kind {
        Some("string") => has_strings,
        Some("integer") => {
            values.iter().any(Value::is_i64)
                && !strings(part.schema.get("x-enum-varnames")).is_empty()
        }
        Some(_) => false,
        None if has_strings => values.iter().all(|it| it.is_string() || it.is_null()),
        None => {
            values.iter().all(|it| it.is_i64() || it.is_null())
                && !strings(part.schema.get("x-enum-varnames")).is_empty()
        }
    }
}
