//! References: dangling ones, and their siblings.

use std::collections::HashSet;

use codegen_document::pointer::join;
use serde_json::{Map, Value, json};

use crate::correction::Corrections;
use crate::walk;

/// Corrects the references of schemas, bodies, responses and headers; those of parameters are corrected
/// with the parameters.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    holders(document, corrections);
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

/// Bodies and responses that are not defined can be anything, and headers are left out.
fn holders(document: &mut Value, corrections: &mut Corrections) {
    let components = document.get("components").and_then(Value::as_object);
    let sections = components.into_iter().flatten();
    let known: HashSet<String> = sections
        .flat_map(|(section, components)| {
            let base = join("#/components", section);
            let names = components.as_object().into_iter().flatten();
            names.map(move |(name, _)| join(&base, name))
        })
        .collect();
    let undefined = |holder: &Value| {
        let reference = holder.get("$ref")?.as_str()?;
        (!known.contains(reference)).then(|| reference.to_owned())
    };
    walk::operations(document, &mut |operation, pointer| {
        let mut anything = |holder: &mut Value, pointer: &str| {
            if let Some(reference) = undefined(holder) {
                *holder = json!({
                    "description": "", "content": { "application/json": { "schema": {} } },
                });
                let message =
                    format!("`{reference}` is not defined; replaced by JSON of any shape");
                corrections.left_out("missing-component", pointer, message);
            }
        };
        if let Some(body) = operation.get_mut("requestBody") {
            anything(body, &format!("{pointer}/requestBody"));
        }
        let pointer = format!("{pointer}/responses");
        for (response, pointer) in walk::entries(operation.get_mut("responses"), &pointer) {
            anything(response, &pointer);
        }
        for (response, pointer) in walk::entries(operation.get_mut("responses"), &pointer) {
            let headers = response.get_mut("headers").and_then(Value::as_object_mut);
            let Some(headers) = headers else { continue };
            headers.retain(|name, header| {
                let reference = undefined(header);
                if let Some(reference) = &reference {
                    let message =
                        format!("`{reference}` is not defined; removed the header `{name}`");
                    let pointer = join(&format!("{pointer}/headers"), name);
                    corrections.left_out("missing-component", &pointer, message);
                }
                reference.is_none()
            });
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
