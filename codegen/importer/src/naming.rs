//! Names objects and enumerations that have no name.
//!
//! Every object with properties and every enumeration becomes a component, because it becomes a
//! named type. The name combines the owner and the property; the same enumeration under the same
//! property name is one component, wherever it occurs.

mod hoisting;
mod unique;

use serde_json::{Map, Value, json};

use crate::addresses::Moved;
use crate::correction::Corrections;
use codegen_document::METHODS;
use hoisting::Hoisting;

pub(crate) fn name(document: &mut Value, moved: &Moved, corrections: &mut Corrections) {
    unique::components(document, corrections);
    unique::operations(document, moved, corrections);
    let components = document.pointer("/components/schemas").cloned();
    let components = components
        .and_then(|it| it.as_object().cloned())
        .unwrap_or_default();
    let mut hoisting = Hoisting::new(&components, operation_names(document));
    hoisting.count_enumerations(document);
    for (name, schema) in components {
        let mut schema = schema;
        hoisting.within(&mut schema, &name);
        document["components"]["schemas"][&name] = schema;
    }
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                of_operation(operation, &mut hoisting);
            }
        }
    }
    for section in ["parameters", "responses", "requestBodies", "headers"] {
        let holders = document.pointer_mut(&format!("/components/{section}"));
        let holders = holders.and_then(Value::as_object_mut);
        for (name, holder) in holders.into_iter().flatten() {
            of_holder(holder, name, &mut hoisting);
        }
    }
    let named = hoisting.into_components();
    if named.is_empty() {
        return;
    }
    let names: Vec<&str> = named.keys().map(String::as_str).take(3).collect();
    let message = format!(
        "named {} objects and enumerations: {}{}",
        named.len(),
        names.join(", "),
        if named.len() > 3 { ", ..." } else { "" },
    );
    corrections.add("inline-schema", "/components", message);
    let components = document["components"].as_object_mut();
    if let Some(components) = components {
        let schemas = components.entry("schemas").or_insert_with(|| json!({}));
        if let Some(schemas) = schemas.as_object_mut() {
            schemas.extend(named);
        }
    }
}

fn operation_names(document: &Value) -> Vec<String> {
    let items = document.get("paths").and_then(Value::as_object);
    let operations = items.into_iter().flatten().flat_map(|(_, item)| {
        METHODS
            .iter()
            .filter_map(move |method| item.get(*method)?.get("operationId")?.as_str())
    });
    operations.map(str::to_owned).collect()
}

fn of_operation(operation: &mut Value, hoisting: &mut Hoisting) {
    let id = operation
        .get("operationId")
        .and_then(Value::as_str)
        .unwrap_or("Operation")
        .to_owned();
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let name = parameter
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        if let Some(schema) = parameter.get_mut("schema") {
            hoisting.of_property(schema, &id, &name);
        }
        let contents = parameter.get_mut("content").and_then(Value::as_object_mut);
        for (_, content) in contents.into_iter().flatten() {
            if let Some(schema) = content.get_mut("schema") {
                hoisting.of_property(schema, &id, &name);
            }
        }
    }
    if let Some(body) = operation.get_mut("requestBody") {
        contents(body, &format!("{id}Request"), hoisting);
    }
    let responses = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut);
    let mut successes = 0;
    for (status, response) in responses.into_iter().flatten() {
        let name = if status.starts_with('2') {
            successes += 1;
            match successes {
                1 => format!("{id}Response"),
                _ => format!("{id}Response{status}"),
            }
        } else {
            format!("{id}Error{status}")
        };
        contents(response, &name, hoisting);
    }
}

fn of_holder(holder: &mut Value, name: &str, hoisting: &mut Hoisting) {
    let own = holder
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or(name)
        .to_owned();
    if let Some(schema) = holder.get_mut("schema") {
        hoisting.of_property(schema, "", &own);
    }
    contents(holder, name, hoisting);
}

/// Names the schemas of a body. Parts of a multipart body stay where they are: they become
/// parameters instead of a type.
fn contents(holder: &mut Value, name: &str, hoisting: &mut Hoisting) {
    let contents = holder.get_mut("content").and_then(Value::as_object_mut);
    for (media_type, content) in contents.into_iter().flatten() {
        let Some(schema) = content.get_mut("schema") else {
            continue;
        };
        if media_type.starts_with("multipart/") {
            hoisting.properties(schema, name);
        } else {
            hoisting.whole(schema, name);
        }
    }
    let headers = holder.get_mut("headers").and_then(Value::as_object_mut);
    for (header, value) in headers.into_iter().flatten() {
        if let Some(schema) = value.get_mut("schema") {
            hoisting.of_property(schema, name, header);
        }
    }
}

/// A reference to a component.
pub(crate) fn reference(name: &str) -> Map<String, Value> {
    let mut reference = Map::new();
    reference.insert(
        "$ref".to_owned(),
        json!(format!("#/components/schemas/{name}")),
    );
    reference
}
