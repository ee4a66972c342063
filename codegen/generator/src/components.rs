//! Which components an operation leads to.

use serde_json::Value;

use crate::lower::reachability::references;

const SCHEMAS: &str = "#/components/schemas/";

/// The value, or what its `$ref` leads to.
pub(crate) fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let reference = value.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(value)
}

/// The schema components that an operation leads to, in the order in which a person wants to read
/// them: the request body, the response, the parameters, each followed by what it refers to.
pub(crate) fn reading_order(document: &Value, operation: &Value) -> Vec<String> {
    let mut names = Vec::new();
    for part in ["requestBody", "responses", "parameters"] {
        let mut waiting: Vec<String> = operation.get(part).map(references).unwrap_or_default();
        let mut next = 0;
        while let Some(reference) = waiting.get(next).cloned() {
            next += 1;
            let target = reference
                .strip_prefix('#')
                .and_then(|pointer| document.pointer(pointer));
            for found in target.map(references).unwrap_or_default() {
                if !waiting.contains(&found) {
                    waiting.push(found);
                }
            }
        }
        for reference in waiting {
            if let Some(name) = reference.strip_prefix(SCHEMAS)
                && !names.iter().any(|known| known == name)
            {
                names.push(name.to_owned());
            }
        }
    }
    names
}
