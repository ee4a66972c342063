//! Writes the contract as a document in the dialect that progenitor handles.
//!
//! Enumerations, secrets and free-form JSON are types that progenitor is configured not to generate. Limits
//! and descriptions are omitted, every integer has 64 bits, and an operation has one success and no errors.
//! Everything that progenitor cannot send (parts of a multipart body, objects in a query, bodies that are
//! not JSON) is omitted too; the runtime sends it.

use codegen_contract::{
    BodyKind, Contract, Definition, Location, Operation, Parameter, Structure, Style, SuccessKind,
    Type,
};
use serde_json::{Map, Value, json};

/// The component for strings that are never printed.
pub(super) const SECRET: &str = "HuaweicloudSecret";

/// The component for free-form JSON.
pub(super) const JSON: &str = "HuaweicloudJson";

/// The document for progenitor.
pub(crate) fn document(contract: &Contract) -> Value {
    let mut schemas = Map::new();
    for (name, definition) in &contract.types {
        let schema = match definition {
            Definition::Structure(structure) => object(structure),
            // progenitor only uses its name.
            Definition::Enumeration(_) => json!({ "type": "string" }),
        };
        schemas.insert(name.clone(), schema);
    }
    for name in [SECRET, JSON] {
        schemas.insert(name.to_owned(), json!({ "type": "string" }));
    }
    let mut paths = Map::new();
    for call in &contract.operations {
        let item = paths.entry(path(call)).or_insert_with(|| json!({}));
        item[call.method.to_ascii_lowercase()] = operation(call);
    }
    json!({
        "openapi": "3.0.3",
        // progenitor sends the version as a header, which must be ASCII.
        "info": { "title": "dialect", "version": "1.0.0" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// The parameters that are in the dialect, with their names there.
pub(super) fn parameters(operation: &Operation) -> impl Iterator<Item = (&Parameter, String)> {
    let plain = operation.parameters.iter().filter(|it| is_plain(it));
    plain.map(|parameter| (parameter, name(operation, parameter)))
}

/// Whether progenitor can send a parameter.
fn is_plain(parameter: &Parameter) -> bool {
    let is_scalar = |kind: &Type| {
        matches!(
            kind,
            Type::String
                | Type::Secret
                | Type::Integer
                | Type::Number
                | Type::Boolean
                | Type::Named(_)
        )
    };
    let is_list = |kind: &Type| matches!(kind, Type::List(item) if is_scalar(item));
    match parameter.location {
        Location::Part => false,
        Location::Query => {
            let is_object = matches!(
                parameter.style,
                Style::Json | Style::Members | Style::DeepObject
            );
            !is_object && (is_scalar(&parameter.kind) || is_list(&parameter.kind))
        }
        Location::Path | Location::Header => is_scalar(&parameter.kind),
    }
}

/// The name of a parameter on the wire, or of its setter if the arguments of two parameters would have the
/// same name.
fn name(operation: &Operation, parameter: &Parameter) -> String {
    let converted = |wire: &str| codegen_document::names::value_name(wire);
    let own = converted(&parameter.wire);
    let same = operation
        .parameters
        .iter()
        .filter(|it| converted(&it.wire) == own);
    let is_body = operation.body.is_some() && own == "body";
    if same.count() > 1 || is_body {
        parameter.setter.clone()
    } else {
        parameter.wire.clone()
    }
}

/// The path, which is unique even if several operations share a method and an address.
pub(super) fn path(operation: &Operation) -> String {
    let mut path = operation.path.clone();
    for (parameter, name) in parameters(operation).filter(|(it, _)| it.location == Location::Path) {
        path = path.replace(&format!("{{{}}}", parameter.wire), &format!("{{{name}}}"));
    }
    // Placeholders of other parameters become text.
    let shown: Vec<String> = parameters(operation)
        .filter(|(it, _)| it.location == Location::Path)
        .map(|(_, name)| format!("{{{name}}}"))
        .collect();
    let path = without_unknown(&path, &shown);
    if operation.pointer.contains('#') {
        format!("{path}/{}", operation.id)
    } else {
        path
    }
}

fn without_unknown(path: &str, known: &[String]) -> String {
    let segments = path.split('/').map(|segment| {
        let is_known = known
            .iter()
            .any(|placeholder| segment.contains(placeholder));
        if segment.contains('{') && !is_known {
            segment.replace(['{', '}'], "")
        } else {
            segment.to_owned()
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The `operationId` in the dialect, which progenitor uses as the name of a function and which is never a
/// keyword.
pub(super) fn operation_id(operation: &Operation) -> String {
    format!("call_{}", operation.method_name.trim_end_matches('_'))
}

fn operation(operation: &Operation) -> Value {
    let parameters: Vec<Value> = parameters(operation)
        .map(|(parameter, name)| {
            json!({
                "name": name,
                "in": parameter.location.word(),
                "required": parameter.location == Location::Path,
                "schema": schema(&parameter.kind),
            })
        })
        .collect();
    let success = match &operation.success.kind {
        SuccessKind::Json(kind) | SuccessKind::Optional(kind) => json!({
            "200": { "description": "", "content": { "application/json": { "schema": schema(kind) } } },
        }),
        SuccessKind::Nothing | SuccessKind::Text | SuccessKind::Bytes => {
            json!({ "204": { "description": "" } })
        }
    };
    let mut written = json!({
        "operationId": operation_id(operation),
        "parameters": parameters,
        "responses": success,
    });
    let body = operation.body.as_ref().map(|body| &body.kind);
    if let Some(BodyKind::Json(kind) | BodyKind::Form(kind)) = body {
        written["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": schema(kind) } },
        });
    }
    written
}

fn object(structure: &Structure) -> Value {
    let mut properties = Map::new();
    for property in &structure.properties {
        properties.insert(property.wire.clone(), schema(&property.kind));
    }
    // Without properties, an object that allows others would be a map.
    let is_open = !properties.is_empty();
    json!({ "type": "object", "properties": properties, "additionalProperties": is_open })
}

fn schema(kind: &Type) -> Value {
    match kind {
        Type::String | Type::File => json!({ "type": "string" }),
        Type::Secret => reference(SECRET),
        Type::Json => reference(JSON),
        Type::Integer => json!({ "type": "integer", "format": "int64" }),
        Type::Number => json!({ "type": "number", "format": "double" }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Named(name) => reference(name),
        Type::List(item) => json!({ "type": "array", "items": schema(item) }),
        Type::Map(value) => json!({ "type": "object", "additionalProperties": schema(value) }),
        Type::Nullable(inner) => {
            let mut inner = schema(inner);
            if inner.get("$ref").is_some() {
                inner = json!({ "allOf": [inner] });
            }
            inner["nullable"] = json!(true);
            inner
        }
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
