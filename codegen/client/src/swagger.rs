//! API Explorer definitions: one operation each, in OpenAPI 2.0.

use codegen_document::{Document, METHODS, pointer, reference};
use serde_json::{Map, Value, json};

use crate::omission::{Omission, Subject};
use crate::origins::Origins;

const DEFINITIONS: &str = "#/definitions/";
const SCHEMAS: &str = "#/components/schemas/";

/// Whether it is an API Explorer definition.
pub(crate) fn is_explorer(root: &Value) -> bool {
    root.get("openapi").is_none()
        && root.get("swagger").is_none()
        && root.get("group_id").is_some()
        && root.get("paths").is_some_and(Value::is_object)
}

/// The definitions as one OpenAPI 3.0 document, and the files that are something else.
pub(crate) fn merge(documents: Vec<Document>) -> (Value, Origins, Vec<Omission>) {
    let mut whole =
        json!({"openapi": "3.0.3", "info": {}, "paths": {}, "components": {"schemas": {}}});
    let mut omissions = Vec::new();
    let mut places = Vec::new();
    for (file, document) in documents.iter().enumerate() {
        let root = document.to_json();
        if is_explorer(&root) {
            let added = add(&mut whole, root).into_iter();
            places.extend(added.map(|(merged, source)| (merged, file, source)));
            continue;
        }
        let name = document.path().file_stem().unwrap_or_default();
        omissions.push(Omission {
            subject: Subject::Operation(name.to_string_lossy().into_owned()),
            location: document.location(""),
            reason: "the file is not an API Explorer definition, unlike the others".to_owned(),
        });
    }
    let mut origins = Origins::new(documents);
    for (merged, file, source) in places {
        origins.add(merged, file, source);
    }
    (whole, origins, omissions)
}

/// Adds a definition; the pointers that its parts have in the whole, each with its own.
fn add(whole: &mut Value, root: Value) -> Vec<(String, String)> {
    let name = root["name"].as_str().unwrap_or("Operation").to_owned();
    let info = &mut whole["info"];
    for (key, value) in [
        ("title", &root["product_short"]),
        ("version", &root["info_version"]),
        ("x-host", &root["host"]),
    ] {
        if info.get(key).is_none() && value.is_string() {
            info[key] = value.clone();
        }
    }
    let mut part = json!({ "paths": root["paths"].clone() });
    let mut places = rename_definitions(whole, &mut part, &root["definitions"], &name);
    let paths = part["paths"].take();
    for (path, mut item) in entries(paths) {
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                converted(operation, &root);
            }
        }
        let known = whole["paths"].get(&path).is_some();
        let same = METHODS.iter().any(|method| {
            item.get(*method).is_some() && whole["paths"][&path].get(*method).is_some()
        });
        let source = pointer::join("/paths", &path);
        let key = match known && same {
            true => format!("{path}#{name}"),
            false => path.clone(),
        };
        let merged = pointer::join("/paths", &key);
        let methods = METHODS.iter().filter(|method| item.get(**method).is_some());
        places.extend(methods.map(|it| (format!("{merged}/{it}"), format!("{source}/{it}"))));
        if !known || same {
            whole["paths"][key] = item;
        } else {
            for (method, operation) in entries(item) {
                whole["paths"][&path][method] = operation;
            }
        }
    }
    places
}

fn entries(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// Adds the schemas. If another operation defines a schema of the same name differently, its name gets the
/// name of the operation as a prefix.
/// Returns the places of all.
fn rename_definitions(
    whole: &mut Value,
    part: &mut Value,
    definitions: &Value,
    operation: &str,
) -> Vec<(String, String)> {
    let mut places = Vec::new();
    let given = entries(definitions.clone());
    let mut names: Map<String, Value> = Map::new();
    for (name, schema) in &given {
        let mut target = schema.clone();
        lead(&mut target, &Map::new());
        let known = whole["components"]["schemas"].get(name);
        let new = match known {
            Some(known) if *known != target => format!("{operation}{name}"),
            _ => name.clone(),
        };
        names.insert(name.clone(), Value::String(new));
    }
    for (name, mut schema) in given {
        lead(&mut schema, &names);
        let new = names[&name].as_str().unwrap_or(&name).to_owned();
        places.push((
            pointer::join("/components/schemas", &new),
            pointer::join("/definitions", &name),
        ));
        whole["components"]["schemas"][new] = schema;
    }
    lead(part, &names);
    places
}

/// Changes references to the location of schemas in OpenAPI 3.0.
fn lead(value: &mut Value, names: &Map<String, Value>) {
    reference::visit_mut(value, &mut |target| {
        if let Some(name) = target.strip_prefix(DEFINITIONS) {
            let plain = pointer::unescape(name).into_owned();
            let new = names.get(&plain).and_then(Value::as_str).unwrap_or(&plain);
            *target = format!("{SCHEMAS}{}", pointer::escape(new));
        }
    });
}

/// An operation in OpenAPI 3.0.
fn converted(operation: &mut Value, root: &Value) {
    let consumes = media_type(operation, root, "consumes");
    let produces = media_type(operation, root, "produces");
    let parameters = operation["parameters"].take();
    let mut kept = Vec::new();
    let mut fields = Vec::new();
    for parameter in parameters.as_array().into_iter().flatten() {
        match parameter["in"].as_str() {
            Some("body") => {
                operation["requestBody"] = json!({
                    "required": parameter["required"].as_bool().unwrap_or(true),
                    "content": { consumes.clone(): { "schema": parameter["schema"] } },
                });
            }
            Some("formData") => fields.push(parameter.clone()),
            _ => kept.push(parameter.clone()),
        }
    }
    operation["parameters"] = Value::Array(kept);
    if !fields.is_empty() {
        operation["requestBody"] = form(&fields);
    }
    let responses = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut);
    for (_, response) in responses.into_iter().flatten() {
        let Some(response) = response.as_object_mut() else {
            continue;
        };
        let schema = response.shift_remove("schema").filter(|it| !it.is_null());
        response.shift_remove("examples");
        if let Some(schema) = schema {
            response.insert(
                "content".to_owned(),
                json!({ produces.clone(): { "schema": schema } }),
            );
        }
    }
}

fn form(fields: &[Value]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut has_file = false;
    for field in fields {
        let name = field["name"].as_str().unwrap_or_default();
        let mut schema = entries(field.clone());
        for key in ["name", "in", "required"] {
            schema.shift_remove(key);
        }
        if schema.get("type").is_some_and(|it| it == "file") {
            has_file = true;
            schema.insert("type".to_owned(), json!("string"));
            schema.insert("format".to_owned(), json!("binary"));
        }
        if field["required"] == true {
            required.push(json!(name));
        }
        properties.insert(name.to_owned(), Value::Object(schema));
    }
    let media_type = match has_file {
        true => "multipart/form-data",
        false => "application/x-www-form-urlencoded",
    };
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = Value::Array(required);
    }
    json!({ "required": true, "content": { media_type: { "schema": schema } } })
}

/// The first media type of a list, which may be written as a string that contains a list.
fn media_type(operation: &Value, root: &Value, key: &str) -> String {
    const USUAL: &str = "application/json";
    let list = operation.get(key).or_else(|| root.get(key));
    let list = match list {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or(Value::Null),
        Some(list) => list.clone(),
        None => Value::Null,
    };
    let first = list.get(0).and_then(Value::as_str).unwrap_or(USUAL);
    match first.split(';').next().unwrap_or_default().trim() {
        "" => USUAL.to_owned(),
        name => name.to_owned(),
    }
}
