//! Walks every schema of a document, wherever OpenAPI 3.0 allows one.

use codegen_document::{METHODS, pointer};
use serde_json::Value;

/// The place of a schema.
#[derive(Clone, Debug)]
pub(crate) struct SchemaPlace {
    /// The component or operation.
    pub(crate) owner: String,
    /// The property or parameter.
    pub(crate) name: Option<String>,
    /// The JSON pointer.
    pub(crate) pointer: String,
    /// Whether it is the schema of a property.
    pub(crate) is_property: bool,
}

impl SchemaPlace {
    fn inner(&self, key: &str) -> SchemaPlace {
        SchemaPlace {
            name: self.name.clone(),
            pointer: format!("{}/{key}", self.pointer),
            owner: self.owner.clone(),
            is_property: false,
        }
    }
}

/// A callback for each schema, outer schemas first.
pub(crate) type Visit<'a> = dyn FnMut(&mut Value, &SchemaPlace) + 'a;

/// Calls `visit` with every schema of the document.
pub(crate) fn schemas(document: &mut Value, visit: &mut Visit<'_>) {
    for (name, schema, at) in entries(document.pointer_mut("/components/schemas"), SCHEMAS) {
        let place = SchemaPlace {
            owner: name,
            name: None,
            pointer: at,
            is_property: false,
        };
        tree(schema, &place, visit);
    }
    for section in ["parameters", "headers", "requestBodies", "responses"] {
        let base = format!("/components/{section}");
        for (name, holder, at) in entries(document.pointer_mut(&base), &base) {
            in_holder(holder, &at, &name, visit);
        }
    }
    operations(document, &mut |operation, at| {
        let owner = operation_id(operation).to_owned();
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            in_holder(
                parameter,
                &format!("{at}/parameters/{index}"),
                &owner,
                visit,
            );
        }
        if let Some(body) = operation.get_mut("requestBody") {
            in_holder(body, &format!("{at}/requestBody"), &owner, visit);
        }
        let base = format!("{at}/responses");
        for (_, response, at) in entries(operation.get_mut("responses"), &base) {
            in_holder(response, &at, &owner, visit);
        }
    });
}

/// The section of the schemas.
pub(crate) const SCHEMAS: &str = "/components/schemas";

/// Calls `visit` with every operation and its pointer.
pub(crate) fn operations(document: &mut Value, visit: &mut dyn FnMut(&mut Value, &str)) {
    for (_, item, at) in entries(document.get_mut("paths"), "/paths") {
        for (method, operation, at) in entries(Some(item), &at) {
            if METHODS.contains(&method.as_str()) && operation.is_object() {
                visit(operation, &at);
            }
        }
    }
}

/// Every operation of a document with its path and method.
pub(crate) fn listed(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten().flat_map(|(path, item)| {
        METHODS.iter().filter_map(move |method| {
            let operation = item.get(*method).filter(|it| it.is_object())?;
            Some((path.as_str(), *method, operation))
        })
    })
}

/// The name of an operation.
pub(crate) fn operation_id(operation: &Value) -> &str {
    let id = operation.get("operationId").and_then(Value::as_str);
    id.unwrap_or_default()
}

/// The entries of an object: key, value and pointer.
pub(crate) fn entries<'a>(
    value: Option<&'a mut Value>,
    base: &str,
) -> Vec<(String, &'a mut Value, String)> {
    let object = value.and_then(Value::as_object_mut);
    let entries = object.into_iter().flatten();
    entries
        .map(|(key, value)| (key.clone(), value, pointer::join(base, key)))
        .collect()
}

/// A parameter, a header, a body or a response.
fn in_holder(holder: &mut Value, at: &str, owner: &str, visit: &mut Visit<'_>) {
    let name = holder.get("name").and_then(Value::as_str);
    let name = name.map(str::to_owned);
    let place = |name, pointer| SchemaPlace {
        owner: owner.to_owned(),
        name,
        pointer,
        is_property: false,
    };
    if let Some(schema) = holder.get_mut("schema") {
        tree(schema, &place(name, format!("{at}/schema")), visit);
    }
    for (_, content, at) in entries(holder.get_mut("content"), &format!("{at}/content")) {
        if let Some(schema) = content.get_mut("schema") {
            tree(schema, &place(None, format!("{at}/schema")), visit);
        }
    }
    for (name, header, at) in entries(holder.get_mut("headers"), &format!("{at}/headers")) {
        if let Some(schema) = header.get_mut("schema") {
            let place = place(Some(name), format!("{at}/schema"));
            tree(schema, &place, visit);
        }
    }
}

fn tree(schema: &mut Value, place: &SchemaPlace, visit: &mut Visit<'_>) {
    visit(schema, place);
    let base = format!("{}/properties", place.pointer);
    for (name, property, at) in entries(schema.get_mut("properties"), &base) {
        let place = SchemaPlace {
            owner: place.owner.clone(),
            name: Some(name),
            pointer: at,
            is_property: true,
        };
        tree(property, &place, visit);
    }
    for key in ["items", "additionalProperties", "not"] {
        if let Some(inner) = schema.get_mut(key).filter(|it| it.is_object()) {
            tree(inner, &place.inner(key), visit);
        }
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        let members = schema.get_mut(key).and_then(Value::as_array_mut);
        for (index, member) in members.into_iter().flatten().enumerate() {
            tree(member, &place.inner(&format!("{key}/{index}")), visit);
        }
    }
}
