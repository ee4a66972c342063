//! A short description of a schema for messages.

use crate::node_ref::NodeRef;

/// The type that a schema describes, as messages name it: `array of string`.
pub(crate) fn schema_label(schema: &NodeRef<'_>) -> String {
    if let Some(reference) = schema.text("$ref") {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        return format!("`{name}`");
    }
    if let Some(first) = schema.get("allOf").and_then(|all| all.items().next()) {
        return schema_label(&first);
    }
    match (schema.text("type"), schema.text("format")) {
        (Some("array"), _) => match schema.get("items") {
            Some(items) => format!("array of {}", schema_label(&items)),
            None => "array".to_owned(),
        },
        (Some(kind), Some(format)) => format!("{kind} ({format})"),
        (Some(kind), None) => kind.to_owned(),
        (None, _) => "of any type".to_owned(),
    }
}
