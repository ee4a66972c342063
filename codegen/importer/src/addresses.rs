//! Replaces operation names by addresses as the keys of `paths`.

use std::collections::HashMap;

use codegen_document::pointer::join;
use serde_json::{Map, Value, json};

use crate::correction::Corrections;
use crate::path_items::resolved;
use crate::walk::entries;
use crate::walk::last;
use codegen_document::METHODS;

/// From the pointers of operations in the document to those in the definition.
pub(crate) type Moved = HashMap<String, String>;

/// Moves each operation to its address. Operations with the same method and address are
/// distinguished by a fragment, their `operationId`: it is valid in a key of `paths`, and HTTP
/// clients do not send it.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) -> Moved {
    let mut moved = Moved::new();
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return moved;
    };
    let given = std::mem::take(paths);
    let mut operations = Vec::new();
    for (key, mut item) in given {
        let address = address(&key, &item);
        let old = join("/paths", &key);
        if let Some(item) = item.as_object_mut() {
            for extension in ["x-url", "x-method", "x-operationId", "x-content-type"] {
                item.remove(extension);
            }
            let shared: Map<String, Value> = item
                .iter()
                .filter(|(key, _)| !METHODS.contains(&key.as_str()))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    operations.push((
                        address.clone(),
                        method,
                        operation.clone(),
                        shared.clone(),
                        format!("{old}/{method}"),
                    ));
                }
            }
        }
        if address != key {
            corrections.add(
                "path-key",
                &old,
                format!("moved the operation to its address `{address}`"),
            );
        }
    }
    let count = |address: &str, method: &str| {
        let same = operations.iter();
        same.filter(|(other, verb, ..)| other == address && *verb == method)
            .count()
    };
    let keys: Vec<String> = operations
        .iter()
        .map(|(address, method, operation, ..)| {
            let id = operation
                .get("operationId")
                .and_then(Value::as_str)
                .unwrap_or_default();
            if count(address, method) > 1 {
                format!("{address}#{id}")
            } else {
                address.clone()
            }
        })
        .collect();
    for ((address, method, operation, shared, old), key) in operations.into_iter().zip(keys) {
        if key != address {
            let message =
                format!("moved the operation to `{key}`: others have the same method and address");
            corrections.add("shared-address", &old, message);
        }
        moved.insert(format!("{}/{method}", join("/paths", &key)), old);
        let item = paths.entry(key).or_insert_with(|| Value::Object(shared));
        item[method] = operation;
    }
    moved
}

/// The address of a path item: `x-url` without its endpoint, or the key; without a query.
pub(crate) fn address(key: &str, item: &Value) -> String {
    let (address, _) = stated(key, item);
    if address.starts_with('/') {
        address.to_owned()
    } else {
        format!("/{address}")
    }
}

/// Address and query of a path item.
fn stated<'a>(key: &'a str, item: &'a Value) -> (&'a str, &'a str) {
    let url = item.get("x-url").and_then(Value::as_str).map(str::trim);
    let url = url.filter(|url| !url.is_empty());
    let address = url.map_or(key, |url| url.trim_start_matches("{endpoint}"));
    // `{?limit}` is how URI templates write a query.
    match address.split_once("{?").or_else(|| address.split_once('?')) {
        Some((address, query)) => (address, query),
        None => (address, ""),
    }
}

/// Makes query parameters of the queries that addresses have.
pub(crate) fn queries(document: &mut Value, corrections: &mut Corrections) {
    let known = document
        .pointer("/components/parameters")
        .cloned()
        .unwrap_or_default();
    for (item, pointer) in entries(document.get_mut("paths"), "/paths") {
        let key = last(&pointer);
        let (_, query) = stated(&key, item);
        let query = query.split('#').next().unwrap_or_default().to_owned();
        if query.is_empty() {
            continue;
        }
        let separator = if query.contains('=') { '&' } else { ',' };
        for method in METHODS {
            let operation = item.get_mut(method).filter(|it| it.is_object());
            if let Some(operation) = operation {
                let own = operation["parameters"].as_array().cloned();
                let mut parameters = own.unwrap_or_default();
                for part in query.split(separator) {
                    to_parameter(part.trim_end_matches('}'), &mut parameters, &known);
                }
                operation["parameters"] = Value::Array(parameters);
            }
        }
        let message = format!("made parameters of the query `{query}` in the address");
        corrections.add("query-in-address", &pointer, message);
    }
}

/// Makes a query parameter of `name=value`, where the value may be the placeholder of a parameter.
fn to_parameter(part: &str, parameters: &mut Vec<Value>, known: &Value) {
    let (name, value) = part.split_once('=').unwrap_or((part, ""));
    let is = |parameter: &Value, name: &str, place: &str| {
        let parameter = resolved(parameter, known);
        parameter["name"] == name && parameter["in"] == place
    };
    if name.is_empty() || parameters.iter().any(|it| is(it, name, "query")) {
        return;
    }
    let placeholder = value.trim_matches(['{', '}']);
    let in_path = parameters
        .iter_mut()
        .find(|it| is(it, placeholder, "path") || is(it, name, "path"));
    if let Some(parameter) = in_path {
        let mut moved = resolved(parameter, known).clone();
        moved["name"] = json!(name);
        moved["in"] = json!("query");
        moved["required"] = json!(true);
        *parameter = moved;
        return;
    }
    let is_constant = !value.is_empty() && placeholder == value;
    let schema = match is_constant {
        true => json!({ "type": "string", "enum": [value] }),
        false => json!({ "type": "string" }),
    };
    parameters.push(json!({
        "name": name, "in": "query", "required": is_constant, "schema": schema,
    }));
}
