//! References: dangling ones, and their siblings.

use codegen_document::pointer::join;
use serde_json::{Map, Value, json};

use crate::correction::Corrections;
use crate::walk;

/// Corrects the references of schemas; those of parameters are corrected with the parameters.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let known = known_schemas(document);
    walk::schemas(document, &mut |schema, place| {
        let Some(reference) = schema.get("$ref").cloned() else {
            return;
        };
        let reference = reference.as_str().unwrap_or_default();
        if !known.iter().any(|known| known == reference) {
            let message =
                format!("`{reference}` is not defined; replaced by a schema for any value");
            corrections.left_out(
                "missing-component",
                &format!("{}/$ref", place.pointer),
                message,
            );
            schema.remove("$ref");
            return;
        }
        if schema.len() > 1 {
            beside(schema, reference, &place.pointer, corrections);
        }
    });
}

fn known_schemas(document: &Value) -> Vec<String> {
    let schemas = document.pointer("/components/schemas");
    let names = schemas.and_then(Value::as_object).into_iter().flatten();
    names
        .map(|(name, _)| format!("#{}", join("/components/schemas", name)))
        .collect()
}

/// Siblings of `$ref` are ignored, so both move into `allOf`. A type there only repeats that of the
/// component.
fn beside(
    schema: &mut Map<String, Value>,
    reference: &str,
    pointer: &str,
    corrections: &mut Corrections,
) {
    schema.remove("$ref");
    schema.remove("type");
    if schema.is_empty() {
        schema.insert("$ref".to_owned(), json!(reference));
        corrections.add(
            "reference-sibling",
            pointer,
            "removed `type` next to `$ref`",
        );
        return;
    }
    let names: Vec<String> = schema.keys().map(|key| format!("`{key}`")).collect();
    let verb = if names.len() == 1 { "applies" } else { "apply" };
    let message = format!(
        "moved `$ref` into `allOf`, so that {} {verb}",
        names.join(" and ")
    );
    schema.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    corrections.add("reference-sibling", pointer, message);
}
