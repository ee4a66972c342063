//! Normalizes documents: formats of numbers, no redundant keywords, no `required` in responses.

use std::borrow::Cow;
use std::collections::BTreeSet;

use codegen_document::reference;
use serde_json::{Map, Value, json};

use crate::walk;

/// Keywords of definitions that documents do not use.
const DROPPED: [&str; 7] = [
    "example",
    "examples",
    "title",
    "xml",
    "externalDocs",
    "x-example",
    "exclusiveMinimum",
];

/// Adds formats of integers and numbers, and removes unwanted keywords.
pub(crate) fn formats(document: &mut Value) {
    walk::schemas(document, &mut |schema, _| {
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        match object.get("type").and_then(Value::as_str) {
            Some("integer") => insert(object, "format", "int64"),
            Some("number") => insert(object, "format", "double"),
            Some("boolean") => {
                object.shift_remove("enum");
                object.shift_remove("x-enum-descriptions");
            }
            _ => {}
        }
        let ours = [
            "x-source",
            "x-enum-varnames",
            "x-enum-descriptions",
            "x-time-notation",
        ];
        object.retain(|key, value| {
            let is_exclusive = key == "exclusiveMinimum" && *value == json!(true);
            let is_foreign = key.starts_with("x-") && !ours.contains(&key.as_str());
            is_exclusive || !is_foreign && !DROPPED.contains(&key.as_str())
        });
    });
    walk::operations(document, &mut |operation, _| {
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        parameters.into_iter().flatten().for_each(without_examples);
    });
    let shared = document.pointer_mut("/components/parameters");
    for (_, parameter, _) in walk::entries(shared, "") {
        without_examples(parameter);
    }
}

fn insert(object: &mut Map<String, Value>, key: &str, value: &str) {
    object.insert(key.to_owned(), json!(value));
}

fn without_examples(parameter: &mut Value) {
    if let Some(parameter) = parameter.as_object_mut() {
        if !parameter.contains_key("$ref") {
            parameter.entry("required").or_insert(json!(false));
        }
        parameter.retain(|key, _| {
            !matches!(key.as_str(), "example" | "examples")
                && (!key.starts_with("x-") || key == "x-source")
        });
    }
}

/// Removes `required` from schemas that only responses use.
pub(crate) fn responses(document: &mut Value) {
    let sent = reached(document, &["parameters", "requestBody"]);
    walk::schemas(document, &mut |schema, place| {
        let is_response = if let Some(rest) = place.pointer.strip_prefix("/components/schemas/") {
            let name = rest.split('/').next().unwrap_or_default();
            !sent.contains(&codegen_document::pointer::unescape(name).into_owned())
        } else {
            place.pointer.contains("/responses/")
        };
        if is_response && let Some(schema) = schema.as_object_mut() {
            schema.shift_remove("required");
        }
    });
}

/// The schemas reachable from some parts of operations.
pub(crate) fn reached(document: &Value, parts: &[&str]) -> BTreeSet<String> {
    let operations = walk::listed(document).map(|(_, _, operation)| operation);
    let parts = operations.flat_map(|operation| parts.iter().filter_map(|it| operation.get(*it)));
    let reached = reachable(document, parts).into_iter();
    reached
        .filter_map(|target| {
            target
                .strip_prefix("/components/schemas/")
                .map(str::to_owned)
        })
        .collect()
}

/// The pointers of the components reachable from some values.
pub(crate) fn reachable<'a>(
    document: &'a Value,
    from: impl IntoIterator<Item = &'a Value>,
) -> BTreeSet<String> {
    let found = reference::reachable(document, from).into_iter();
    found
        .filter_map(|it| reference::local(it).map(Cow::into_owned))
        .collect()
}

/// Removes components that no operation uses.
pub(crate) fn prune(document: &mut Value) {
    let operations = walk::listed(document).map(|(_, _, operation)| operation);
    let used = reachable(document, operations);
    let Some(sections) = document
        .get_mut("components")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (section, components) in sections
        .iter_mut()
        .filter(|(key, _)| *key != "securitySchemes")
    {
        if let Some(components) = components.as_object_mut() {
            let base = format!("/components/{section}");
            components
                .retain(|name, _| used.contains(&codegen_document::pointer::join(&base, name)));
        }
    }
}
