//! Values that a schema allows, for which the documentation has no example.

use codegen_document::pointer;
use serde_json::{Map, Value, json};

/// Deeper than any body.
const DEEPEST: usize = 12;

/// The smallest value that a schema allows: only what is required.
pub(crate) fn sample(document: &Value, schema: &Value) -> Value {
    at_depth(document, schema, 0)
}

fn at_depth(document: &Value, schema: &Value, depth: usize) -> Value {
    let schema = resolved(document, schema);
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(first) = schema["enum"].as_array().and_then(|values| values.first()) {
        return first.clone();
    }
    match schema["type"].as_str() {
        Some("integer") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("number") => schema.get("minimum").cloned().unwrap_or(json!(1.5)),
        Some("boolean") => json!(true),
        Some("array") => {
            let count = schema["minItems"].as_u64().unwrap_or_default();
            let item = || at_depth(document, &schema["items"], depth + 1);
            (0..count).map(|_| item()).collect()
        }
        Some("string") => json!(text(&schema)),
        _ => {
            let required = schema["required"].as_array().into_iter().flatten();
            let names = required.filter_map(Value::as_str);
            let member = |name: &str| {
                let property = &schema["properties"][name];
                (name.to_owned(), at_depth(document, property, depth + 1))
            };
            Value::Object(names.map(member).collect())
        }
    }
}

fn text(schema: &Value) -> String {
    let least = schema["minLength"].as_u64().unwrap_or_default() as usize;
    let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX) as usize;
    let text = "c5bb8eb6".repeat(least / 8 + 1);
    let end = least.max(8).min(most).min(text.len());
    text[..end].to_owned()
}

/// A schema with its references and compositions merged into one object.
pub(crate) fn resolved(document: &Value, schema: &Value) -> Value {
    let mut joined = Map::new();
    let mut pending = vec![schema];
    for _ in 0..DEEPEST {
        let Some(part) = pending.pop() else { break };
        if let Some(target) = part["$ref"].as_str() {
            let target = target.strip_prefix('#').unwrap_or_default();
            pending.extend(document.pointer(target));
            continue;
        }
        pending.extend(part["allOf"].as_array().into_iter().flatten());
        for (key, value) in part.as_object().into_iter().flatten() {
            join(&mut joined, key, value);
        }
    }
    joined.remove("allOf");
    Value::Object(joined)
}

/// Merges a keyword of a part into the whole: properties and required names are combined.
fn join(joined: &mut Map<String, Value>, key: &str, value: &Value) {
    match (joined.get_mut(key), value) {
        (None, _) => drop(joined.insert(key.to_owned(), value.clone())),
        (Some(Value::Object(known)), Value::Object(more)) if key == "properties" => {
            for (name, property) in more {
                known
                    .entry(name.clone())
                    .or_insert_with(|| property.clone());
            }
        }
        (Some(Value::Array(known)), Value::Array(more)) if key == "required" => {
            known.extend(more.iter().cloned());
        }
        _ => {}
    }
}

/// A value without the nodes at some pointers within it.
pub(crate) fn without(mut value: Value, gone: &[String]) -> Value {
    for at in gone {
        let Some((parent, name)) = at.rsplit_once('/') else {
            continue;
        };
        if let Some(Value::Object(members)) = value.pointer_mut(parent) {
            members.remove(&*pointer::unescape(name));
        }
    }
    value
}
