//! Walks every schema of a document, wherever OpenAPI 3.0 allows one.

use codegen_document::pointer;
use serde_json::{Map, Value};

use crate::problem::Problem;

/// The HTTP methods under which a path item can have an operation.
pub(crate) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Where in the document a schema stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Directly under `components/schemas`: it has a name.
    Component,
    /// Anywhere else.
    Inline,
}

type Visit<'a> = dyn FnMut(&mut Map<String, Value>, &str, Place) -> Result<(), Problem> + 'a;

/// Calls `visit` with every schema object and its JSON pointer, outer schemas first.
pub(crate) fn for_each_schema(document: &mut Value, visit: &mut Visit<'_>) -> Result<(), Problem> {
    for (section, keys) in [
        ("parameters", &["schema"][..]),
        ("requestBodies", &["content"]),
        ("responses", &["content"]),
    ] {
        let pointer = format!("/components/{section}");
        for (pointer, holder) in entries(document.pointer_mut(&pointer), &pointer) {
            holder_schemas(holder, &pointer, keys, visit)?;
        }
    }
    let pointer = "/components/schemas";
    for (pointer, schema) in entries(document.pointer_mut(pointer), pointer) {
        schema_tree(schema, &pointer, Place::Component, visit)?;
    }
    for (pointer, item) in entries(document.pointer_mut("/paths"), "/paths") {
        parameter_schemas(item, &pointer, visit)?;
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                operation_schemas(operation, &format!("{pointer}/{method}"), visit)?;
            }
        }
    }
    Ok(())
}

/// The entries of an object with their pointers; none where there is no object.
pub(crate) fn entries<'a>(
    value: Option<&'a mut Value>,
    pointer: &str,
) -> Vec<(String, &'a mut Value)> {
    value
        .and_then(Value::as_object_mut)
        .map(|object| {
            object
                .iter_mut()
                .map(|(key, value)| (pointer::join(pointer, key), value))
                .collect()
        })
        .unwrap_or_default()
}

fn operation_schemas(
    operation: &mut Value,
    pointer: &str,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    parameter_schemas(operation, pointer, visit)?;
    if let Some(body) = operation.get_mut("requestBody") {
        holder_schemas(body, &format!("{pointer}/requestBody"), &["content"], visit)?;
    }
    let pointer = format!("{pointer}/responses");
    for (pointer, response) in entries(operation.get_mut("responses"), &pointer) {
        holder_schemas(response, &pointer, &["content"], visit)?;
    }
    Ok(())
}

fn parameter_schemas(
    holder: &mut Value,
    pointer: &str,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let parameters = holder.get_mut("parameters").and_then(Value::as_array_mut);
    for (index, parameter) in parameters.into_iter().flatten().enumerate() {
        let pointer = format!("{pointer}/parameters/{index}");
        holder_schemas(parameter, &pointer, &["schema"], visit)?;
    }
    Ok(())
}

fn holder_schemas(
    holder: &mut Value,
    pointer: &str,
    keys: &[&str],
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    for key in keys {
        let pointer = format!("{pointer}/{key}");
        match holder.get_mut(*key) {
            Some(schema) if *key == "schema" => {
                schema_tree(schema, &pointer, Place::Inline, visit)?;
            }
            content => {
                for (pointer, media_type) in entries(content, &pointer) {
                    holder_schemas(media_type, &pointer, &["schema"], visit)?;
                }
            }
        }
    }
    Ok(())
}

fn schema_tree(
    schema: &mut Value,
    pointer: &str,
    place: Place,
    visit: &mut Visit<'_>,
) -> Result<(), Problem> {
    let Some(object) = schema.as_object_mut() else {
        return Ok(());
    };
    visit(object, pointer, place)?;
    let properties = format!("{pointer}/properties");
    for (pointer, property) in entries(object.get_mut("properties"), &properties) {
        schema_tree(property, &pointer, Place::Inline, visit)?;
    }
    for key in ["items", "additionalProperties", "not"] {
        if let Some(inner) = object.get_mut(key) {
            schema_tree(inner, &format!("{pointer}/{key}"), Place::Inline, visit)?;
        }
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        let members = object.get_mut(key).and_then(Value::as_array_mut);
        for (index, member) in members.into_iter().flatten().enumerate() {
            schema_tree(
                member,
                &format!("{pointer}/{key}/{index}"),
                Place::Inline,
                visit,
            )?;
        }
    }
    Ok(())
}
