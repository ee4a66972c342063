//! A schema that requests and responses share becomes two: what we send is strict, what we read is
//! lenient. The request's gets the suffix `Input`. Request schemas are marked for later passes.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reachability::references;
use crate::problem::Problem;
use crate::schemas::{METHODS, entries};

/// Marks a component that is sent, not read.
pub(crate) const SENT: &str = "x-sent";

const SCHEMAS: &str = "#/components/schemas/";
const SUFFIX: &str = "Input";

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let sent = reachable(document, &["requestBody"]);
    let read = reachable(document, &["responses"]);
    let shared: Vec<&String> = sent
        .intersection(&read)
        .filter(|name| is_structure(document, name))
        .collect();
    for name in &shared {
        split(document, name)?;
    }
    let renamed = |reference: &str| {
        let name = reference.strip_prefix(SCHEMAS)?;
        shared
            .iter()
            .any(|shared| *shared == name)
            .then(|| format!("{reference}{SUFFIX}"))
    };
    for (_, item) in entries(document.pointer_mut("/paths"), "/paths") {
        for method in METHODS {
            if let Some(body) = item
                .get_mut(method)
                .and_then(|it| it.get_mut("requestBody"))
            {
                rename_references(body, &renamed);
            }
        }
    }
    for name in &sent {
        let name = if shared.contains(&name) {
            format!("{name}{SUFFIX}")
        } else {
            name.clone()
        };
        let schema = document.pointer_mut(&format!("/components/schemas/{name}"));
        if let Some(schema) = schema {
            rename_references(schema, &renamed);
            if let Some(object) = schema.as_object_mut() {
                object.insert(SENT.to_owned(), Value::Bool(true));
            }
        }
    }
    Ok(shared.len())
}

fn is_structure(document: &Value, name: &str) -> bool {
    let schema = document.pointer(&format!("/components/schemas/{name}"));
    schema.is_some_and(|schema| schema.get("enum").is_none())
}

fn split(document: &mut Value, name: &str) -> Result<(), Problem> {
    let pointer = format!("/components/schemas/{name}");
    let input = format!("{name}{SUFFIX}");
    let copy = document.pointer(&pointer).cloned().unwrap_or_default();
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    let taken = schemas
        .and_then(|schemas| schemas.insert(input.clone(), copy))
        .is_some();
    if taken {
        let message = format!(
            "{name} is used in requests and responses, so its request type is {input}, which the document has too; rename one"
        );
        return Err(Problem::new(pointer, message));
    }
    Ok(())
}

/// The names of the schema components that the operations' parts lead to.
fn reachable(document: &Value, parts: &[&str]) -> BTreeSet<String> {
    let mut waiting: Vec<String> = Vec::new();
    let items = document.get("paths").and_then(Value::as_object);
    for item in items.into_iter().flat_map(|items| items.values()) {
        for method in METHODS {
            for part in parts {
                waiting.extend(
                    item.pointer(&format!("/{method}/{part}"))
                        .map(references)
                        .unwrap_or_default(),
                );
            }
        }
    }
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some(reference) = waiting.pop() {
        if !seen.insert(reference.clone()) {
            continue;
        }
        let target = reference
            .strip_prefix('#')
            .and_then(|pointer| document.pointer(pointer));
        waiting.extend(target.map(references).unwrap_or_default());
        if let Some(name) = reference.strip_prefix(SCHEMAS) {
            names.insert(name.to_owned());
        }
    }
    names
}

fn rename_references(value: &mut Value, renamed: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| rename_references(item, renamed)),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match value {
                    Value::String(reference) if key == "$ref" => {
                        if let Some(name) = renamed(reference) {
                            *reference = name;
                        }
                    }
                    _ if matches!(key.as_str(), "example" | "examples" | "default") => {}
                    _ => rename_references(value, renamed),
                }
            }
        }
        _ => {}
    }
}
