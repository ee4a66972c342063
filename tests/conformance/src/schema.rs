//! The schema of a location in an example.

use codegen_document::pointer;
use serde_json::Value;

/// Whether the schema has an enumeration at this JSON pointer of its instances.
pub fn is_enumeration(document: &Value, schema: &Value, instance: &str) -> bool {
    let found = at(document, schema, instance);
    found.is_some_and(|schema| schema.get("enum").is_some())
}

/// The notation of the time at this JSON pointer, if the schema declares one.
pub fn time_notation(document: &Value, schema: &Value, instance: &str) -> Option<String> {
    let notation = at(document, schema, instance)?.get("x-time-notation")?;
    notation.as_str().map(str::to_owned)
}

/// The schema of the instance's node.
fn at<'a>(document: &'a Value, schema: &'a Value, instance: &str) -> Option<&'a Value> {
    let mut schema = target(document, schema);
    for segment in pointer::segments(instance) {
        let next = match segment.parse::<usize>() {
            Ok(_) if schema.get("items").is_some() => schema.get("items"),
            _ => schema
                .get("properties")
                .and_then(|properties| properties.get(segment.as_ref())),
        };
        schema = target(document, next?);
    }
    Some(schema)
}

/// The target of a `$ref`, alone or as the only member of `allOf`.
fn target<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let only = schema.get("allOf").and_then(|members| members.get(0));
    let schema = only.unwrap_or(schema);
    let reference = schema.get("$ref").and_then(Value::as_str);
    match reference.and_then(|reference| document.pointer(reference.strip_prefix('#')?)) {
        Some(found) => target(document, found),
        None => schema,
    }
}
