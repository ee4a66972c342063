//! Replaces operation names by addresses as the keys of `paths`.

use std::collections::HashMap;

use codegen_document::pointer::join;
use serde_json::{Map, Value};

use crate::correction::Corrections;
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

/// The address of a path item: `x-url` without its endpoint, or the key.
fn address(key: &str, item: &Value) -> String {
    let stated = item.get("x-url").and_then(Value::as_str);
    let address = stated.map_or(key, |url| url.trim_start_matches("{endpoint}"));
    let address = address.split('?').next().unwrap_or_default();
    if address.starts_with('/') {
        address.to_owned()
    } else {
        format!("/{address}")
    }
}
