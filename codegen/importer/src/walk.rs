//! Walks every schema of a document, wherever OpenAPI 3.0 allows one.

use codegen_document::pointer::join;
use serde_json::{Map, Value};

/// The place of a schema.
#[derive(Clone, Debug)]
pub(crate) struct SchemaPlace {
    /// Its JSON pointer.
    pub(crate) pointer: String,
    /// The property or parameter of the schema.
    pub(crate) name: Option<String>,
}

impl SchemaPlace {
    fn inline(pointer: String) -> Self {
        Self {
            pointer,
            name: None,
        }
    }
}

type Visit<'a> = dyn FnMut(&mut Map<String, Value>, &SchemaPlace) + 'a;

/// Calls `visit` with every schema object, outer schemas first.
pub(crate) fn schemas(document: &mut Value, visit: &mut Visit<'_>) {
    let components = document.get_mut("components");
    for (section, pointer) in entries(components, "/components") {
        match pointer.as_str() {
            "/components/schemas" => {
                for (schema, pointer) in entries(Some(section), &pointer) {
                    let place = SchemaPlace {
                        name: None,
                        pointer,
                    };
                    tree(schema, place, visit);
                }
            }
            "/components/parameters"
            | "/components/headers"
            | "/components/requestBodies"
            | "/components/responses" => {
                for (holder, pointer) in entries(Some(section), &pointer) {
                    in_holder(holder, &pointer, visit);
                }
            }
            _ => {}
        }
    }
    operations(document, &mut |operation, pointer| {
        in_operation(operation, pointer, visit);
    });
}

/// Calls `visit` with every operation and its pointer, and with every path item, whose parameters
/// are those of its operations.
pub(crate) fn operations(document: &mut Value, visit: &mut dyn FnMut(&mut Value, &str)) {
    for (item, pointer) in entries(document.get_mut("paths"), "/paths") {
        for (operation, pointer) in entries(Some(item), &pointer) {
            let method = pointer.rsplit('/').next().unwrap_or_default();
            if codegen_document::METHODS.contains(&method) && operation.is_object() {
                visit(operation, &pointer);
            }
        }
    }
}

/// The entries of an object with their pointers. Empty if it is not an object.
pub(crate) fn entries<'a>(
    value: Option<&'a mut Value>,
    pointer: &str,
) -> Vec<(&'a mut Value, String)> {
    let object = value.and_then(Value::as_object_mut);
    let entries = object.into_iter().flatten();
    entries
        .map(|(key, value)| (value, join(pointer, key)))
        .collect()
}

fn in_operation(operation: &mut Value, pointer: &str, visit: &mut Visit<'_>) {
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for (index, parameter) in parameters.into_iter().flatten().enumerate() {
        in_holder(parameter, &format!("{pointer}/parameters/{index}"), visit);
    }
    if let Some(body) = operation.get_mut("requestBody") {
        in_holder(body, &format!("{pointer}/requestBody"), visit);
    }
    let pointer = format!("{pointer}/responses");
    for (response, pointer) in entries(operation.get_mut("responses"), &pointer) {
        in_holder(response, &pointer, visit);
    }
}

/// A parameter, a header, a body or a response.
fn in_holder(holder: &mut Value, pointer: &str, visit: &mut Visit<'_>) {
    let name = holder
        .get("name")
        .and_then(Value::as_str)
        .map(str::to_owned);
    if let Some(schema) = holder.get_mut("schema") {
        let place = SchemaPlace {
            name,
            ..SchemaPlace::inline(format!("{pointer}/schema"))
        };
        tree(schema, place, visit);
    }
    for (content, pointer) in entries(holder.get_mut("content"), &format!("{pointer}/content")) {
        if let Some(schema) = content.get_mut("schema") {
            tree(
                schema,
                SchemaPlace::inline(format!("{pointer}/schema")),
                visit,
            );
        }
    }
    for (header, pointer) in entries(holder.get_mut("headers"), &format!("{pointer}/headers")) {
        in_holder(header, &pointer, visit);
    }
}

fn tree(schema: &mut Value, place: SchemaPlace, visit: &mut Visit<'_>) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    visit(object, &place);
    let pointer = place.pointer;
    let base = format!("{pointer}/properties");
    for (property, pointer) in entries(object.get_mut("properties"), &base) {
        let name = pointer.rsplit('/').next().unwrap_or_default();
        let name = codegen_document::pointer::unescape(name).into_owned();
        let place = SchemaPlace {
            name: Some(name),
            ..SchemaPlace::inline(pointer)
        };
        tree(property, place, visit);
    }
    for key in ["items", "additionalProperties", "not"] {
        if let Some(inner) = object.get_mut(key) {
            tree(
                inner,
                SchemaPlace::inline(format!("{pointer}/{key}")),
                visit,
            );
        }
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        let members = object.get_mut(key).and_then(Value::as_array_mut);
        for (index, member) in members.into_iter().flatten().enumerate() {
            tree(
                member,
                SchemaPlace::inline(format!("{pointer}/{key}/{index}")),
                visit,
            );
        }
    }
}

/// The key that a pointer ends with.
pub(crate) fn last(pointer: &str) -> String {
    let last = pointer.rsplit('/').next().unwrap_or_default();
    codegen_document::pointer::unescape(last).into_owned()
}
