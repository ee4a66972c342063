//! The order of keys in documents.

use serde_json::{Map, Value};

use crate::walk;

const SCHEMA: [&str; 32] = [
    "$ref",
    "description",
    "x-source",
    "deprecated",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "discriminator",
    "type",
    "nullable",
    "readOnly",
    "writeOnly",
    "format",
    "default",
    "enum",
    "x-enum-varnames",
    "x-enum-descriptions",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "x-time-notation",
    "minItems",
    "maxItems",
    "uniqueItems",
    "items",
    "required",
];

const OPERATION: [&str; 13] = [
    "operationId",
    "x-pagination",
    "tags",
    "summary",
    "description",
    "externalDocs",
    "x-source",
    "deprecated",
    "security",
    "x-request-example",
    "parameters",
    "requestBody",
    "responses",
];

const HOLDER: [&str; 12] = [
    "$ref",
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "x-source",
    "schema",
    "headers",
];

/// Sorts all keys.
pub(crate) fn keys(document: &mut Value) {
    walk::schemas(document, &mut |schema, _| sort(schema, &SCHEMA));
    walk::operations(document, &mut |operation, _| {
        sort(operation, &OPERATION);
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        parameters
            .into_iter()
            .flatten()
            .for_each(|it| sort(it, &HOLDER));
        for (_, response, _) in walk::entries(operation.get_mut("responses"), "") {
            sort(response, &HOLDER);
        }
    });
    for section in ["parameters", "responses", "headers"] {
        let holders = document.pointer_mut(&format!("/components/{section}"));
        for (_, holder, _) in walk::entries(holders, "") {
            sort(holder, &HOLDER);
        }
    }
}

/// Known keys first, then the others in their order.
fn sort(value: &mut Value, order: &[&str]) {
    let Some(object) = value.as_object_mut() else {
        return;
    };
    let mut sorted = Map::new();
    for key in order {
        if let Some(value) = object.shift_remove(*key) {
            sorted.insert((*key).to_owned(), value);
        }
    }
    sorted.append(object);
    *object = sorted;
}
