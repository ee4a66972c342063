//! Parts of the definition that are not objects where OpenAPI requires an object.

use serde_json::{Value, json};

use crate::correction::Corrections;
use crate::walk::{self, entries};

/// Replaces what is not an object by an empty one, because its meaning is unknown.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let components = document.get_mut("components");
    for (section, pointer) in entries(components, "/components") {
        object(section, &pointer, corrections);
        for (component, pointer) in entries(Some(section), &pointer) {
            object(component, &pointer, corrections);
            in_holder(component, &pointer, corrections);
        }
    }
    for (item, pointer) in entries(document.get_mut("paths"), "/paths") {
        object(item, &pointer, corrections);
        for (operation, pointer) in entries(Some(item), &pointer) {
            let method = pointer.rsplit('/').next().unwrap_or_default();
            if codegen_document::METHODS.contains(&method) {
                object(operation, &pointer, corrections);
            }
        }
    }
    walk::operations(document, &mut |operation, pointer| {
        if let Some(body) = operation.get_mut("requestBody") {
            let pointer = format!("{pointer}/requestBody");
            object(body, &pointer, corrections);
            in_holder(body, &pointer, corrections);
        }
        let pointer = format!("{pointer}/responses");
        for (response, pointer) in entries(operation.get_mut("responses"), &pointer) {
            object(response, &pointer, corrections);
            in_holder(response, &pointer, corrections);
        }
    });
}

/// The media types of a body or response, and their schemas.
fn in_holder(holder: &mut Value, pointer: &str, corrections: &mut Corrections) {
    for (content, pointer) in entries(holder.get_mut("content"), &format!("{pointer}/content")) {
        object(content, &pointer, corrections);
        if let Some(schema) = content.get_mut("schema") {
            object(schema, &format!("{pointer}/schema"), corrections);
        }
    }
}

fn object(value: &mut Value, pointer: &str, corrections: &mut Corrections) {
    if !value.is_object() {
        let message = format!("expected an object, found {value}; replaced by an empty object");
        corrections.left_out("not-an-object", pointer, message);
        *value = json!({});
    }
}
