//! Types, formats, and the keywords of objects and lists.

use serde_json::{Map, Value, json};

use crate::correction::Corrections;

/// Formats of strings.
const TEXT_FORMATS: [&str; 12] = [
    "binary",
    "byte",
    "date",
    "date-time",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "password",
    "uri",
    "url",
    "uuid",
];

pub(crate) fn correct(
    schema: &mut Map<String, Value>,
    pointer: &str,
    corrections: &mut Corrections,
) {
    kind(schema, pointer, corrections);
    format(schema, pointer, corrections);
    texts(schema, pointer, corrections);
    members(schema, pointer, corrections);
    required(schema, pointer, corrections);
}

fn kind(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let Some(stated) = schema.get("type").cloned() else {
        if schema.contains_key("properties") {
            schema.insert("type".to_owned(), json!("object"));
            corrections.add("type", pointer, "added `type: object` for `properties`");
        } else if schema.contains_key("items") {
            schema.insert("type".to_owned(), json!("array"));
            corrections.add("type", pointer, "added `type: array` for `items`");
        }
        return;
    };
    let stated = match &stated {
        Value::String(stated) => stated.clone(),
        Value::Array(kinds) => several_kinds(schema, kinds),
        other => other.to_string(),
    };
    let kind = match stated.to_ascii_lowercase().as_str() {
        "string" | "integer" | "number" | "boolean" | "array" | "object" => {
            stated.to_ascii_lowercase()
        }
        "file" => {
            schema.insert("format".to_owned(), json!("binary"));
            "string".to_owned()
        }
        "str" | "text" | "date" | "date-time" | "datetime" | "timestamp" | "uuid" => {
            "string".to_owned()
        }
        "int" | "int32" | "int64" | "long" | "short" => "integer".to_owned(),
        "float" | "double" | "decimal" => "number".to_owned(),
        "bool" => "boolean".to_owned(),
        "list" | "set" => "array".to_owned(),
        "map" | "dict" | "json" | "jsonobject" => "object".to_owned(),
        _ => {
            schema.remove("type");
            let message = format!("removed the unknown type `{stated}`; any value is allowed");
            corrections.left_out("type", &format!("{pointer}/type"), message);
            return;
        }
    };
    if schema.get("type") != Some(&json!(kind)) {
        corrections.add(
            "type",
            &format!("{pointer}/type"),
            format!("replaced `{stated}` by `{kind}`"),
        );
        schema.insert("type".to_owned(), json!(kind));
    }
}

/// A list of types, as in OpenAPI 3.1: the first one other than null, which makes it nullable.
fn several_kinds(schema: &mut Map<String, Value>, kinds: &[Value]) -> String {
    if kinds.iter().any(|kind| kind == "null") {
        schema.insert("nullable".to_owned(), json!(true));
    }
    let first = kinds.iter().find(|kind| *kind != "null");
    first.and_then(Value::as_str).unwrap_or("null").to_owned()
}

fn format(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let Some(stated) = schema.get("format").cloned() else {
        return;
    };
    let kind = schema
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let stated = stated.as_str().unwrap_or_default().to_owned();
    let is_known = match kind.as_str() {
        "integer" => matches!(stated.as_str(), "int32" | "int64"),
        "number" => matches!(stated.as_str(), "float" | "double"),
        "string" => TEXT_FORMATS.contains(&stated.as_str()),
        _ => false,
    };
    if !is_known {
        schema.remove("format");
        let what = if kind.is_empty() {
            "a value of any type"
        } else {
            &kind
        };
        let message = format!("removed the format `{stated}`, which does not apply to {what}");
        corrections.add("format", &format!("{pointer}/format"), message);
    }
}

/// Descriptions and patterns are strings; a pattern is an ECMAScript regular expression.
fn texts(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    for key in ["description", "title", "pattern"] {
        match schema.get(key) {
            None | Some(Value::String(_)) => {}
            Some(_) => {
                schema.remove(key);
                corrections.left_out(
                    "text",
                    &format!("{pointer}/{key}"),
                    format!("removed `{key}`: expected a string"),
                );
            }
        }
    }
    let pattern = schema.get("pattern").and_then(Value::as_str);
    if pattern.is_some_and(|pattern| regress::Regex::new(pattern).is_err()) {
        schema.remove("pattern");
        let message = "removed an invalid ECMAScript regular expression";
        corrections.left_out("pattern", &format!("{pointer}/pattern"), message);
    }
    let pattern = schema.get("pattern").and_then(Value::as_str);
    if pattern.is_some_and(|pattern| {
        pattern.starts_with('$') && pattern.len() > 1 && !pattern.contains('|')
    }) {
        schema.remove("pattern");
        let message = "removed a regular expression that never matches: `$` is the end of the text";
        corrections.left_out("pattern", &format!("{pointer}/pattern"), message);
    }
    if let Some(Value::String(name)) = schema.get("discriminator").cloned() {
        schema.insert("discriminator".to_owned(), json!({ "propertyName": name }));
        corrections.add(
            "discriminator",
            pointer,
            "changed the discriminator to an object",
        );
    }
}

fn members(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let kind = schema
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    if kind == "array" {
        match schema.get("items").cloned() {
            Some(Value::Object(_)) => {}
            Some(Value::Array(items)) if !items.is_empty() => {
                schema.insert("items".to_owned(), items[0].clone());
                corrections.review("items", pointer, "kept the first of several `items`");
            }
            _ => {
                schema.insert("items".to_owned(), json!({}));
                corrections.left_out(
                    "items",
                    pointer,
                    "added `items` for any value, because none were given",
                );
            }
        }
    } else if !kind.is_empty() && schema.remove("items").is_some() {
        corrections.add(
            "items",
            pointer,
            format!("removed `items`, which does not apply to {kind}"),
        );
    }
    if !kind.is_empty() && kind != "object" {
        for key in ["properties", "additionalProperties"] {
            if schema.remove(key).is_some() {
                corrections.left_out(
                    "properties",
                    pointer,
                    format!("removed `{key}`, which does not apply to {kind}"),
                );
            }
        }
    }
    match schema.get("additionalProperties") {
        None | Some(Value::Bool(_) | Value::Object(_)) => {}
        Some(_) => {
            schema.remove("additionalProperties");
            corrections.add(
                "properties",
                pointer,
                "removed `additionalProperties`: expected a schema or a boolean",
            );
        }
    }
    if schema.get("properties").is_some_and(|it| !it.is_object()) {
        schema.remove("properties");
        corrections.left_out(
            "properties",
            pointer,
            "removed `properties`: expected a mapping",
        );
    }
    let not_schemas: Vec<String> = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, property)| !property.is_object())
        .map(|(name, _)| name.clone())
        .collect();
    for name in not_schemas {
        schema["properties"][&name] = json!({});
        let pointer = codegen_document::pointer::join(&format!("{pointer}/properties"), &name);
        corrections.left_out(
            "properties",
            &pointer,
            "missing schema of the property; any value is allowed",
        );
    }
}

/// `required` is a list of property names without duplicates.
fn required(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let Some(stated) = schema.get("required").cloned() else {
        return;
    };
    let pointer = format!("{pointer}/required");
    let Some(names) = stated.as_array() else {
        schema.remove("required");
        corrections.add(
            "required",
            &pointer,
            "removed `required`: expected a list of names",
        );
        return;
    };
    let mut kept: Vec<Value> = Vec::new();
    for name in names.iter().filter(|name| name.is_string()) {
        if !kept.contains(name) {
            kept.push(name.clone());
        }
    }
    if kept.is_empty() {
        schema.remove("required");
        corrections.add("required", &pointer, "removed an empty `required`");
    } else if kept.len() < names.len() {
        schema.insert("required".to_owned(), Value::Array(kept));
        corrections.add("required", &pointer, "removed duplicate names");
    }
}
