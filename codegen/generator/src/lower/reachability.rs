//! Components that no kept request or response refers to go, error bodies above all: progenitor
//! would make a type of each.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::problem::Problem;

const SECTIONS: [&str; 4] = ["schemas", "parameters", "responses", "requestBodies"];

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let reachable = reachable_components(document);
    let mut removed = 0;
    let Some(components) = document
        .get_mut("components")
        .and_then(Value::as_object_mut)
    else {
        return Ok(0);
    };
    components.retain(|section, _| SECTIONS.contains(&section.as_str()));
    for section in SECTIONS {
        if let Some(members) = components.get_mut(section).and_then(Value::as_object_mut) {
            let before = members.len();
            members.retain(|name, _| reachable.contains(&format!("#/components/{section}/{name}")));
            removed += before - members.len();
        }
    }
    Ok(removed)
}

fn reachable_components(document: &Value) -> BTreeSet<String> {
    let mut reachable = BTreeSet::new();
    let mut waiting: Vec<String> = document.get("paths").map(references).unwrap_or_default();
    while let Some(reference) = waiting.pop() {
        let target = reference
            .strip_prefix('#')
            .and_then(|pointer| document.pointer(pointer));
        if reachable.insert(reference) {
            waiting.extend(target.map(references).unwrap_or_default());
        }
    }
    reachable
}

/// Every `$ref` in the value, examples and defaults excepted, which are data.
pub(crate) fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(references).collect(),
        Value::Object(object) => object
            .iter()
            .filter(|(key, _)| {
                !matches!(key.as_str(), "example" | "examples" | "default" | "enum")
                    && !key.starts_with("x-")
            })
            .flat_map(|(key, value)| match (key.as_str(), value) {
                ("$ref", Value::String(reference)) => vec![reference.clone()],
                _ => references(value),
            })
            .collect(),
        _ => Vec::new(),
    }
}
