//! Responses: descriptions, success statuses, files, invalid bodies.

use serde_json::{Map, Value, json};

use crate::correction::Corrections;
use crate::walk::{self, entries};

const JSON: &str = "application/json";

pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    walk::operations(document, &mut |operation, pointer| {
        let base = format!("{pointer}/responses");
        if !operation.get("responses").is_some_and(Value::is_object) {
            operation["responses"] = json!({});
        }
        for (response, pointer) in entries(operation.get_mut("responses"), &base) {
            correct_one(response, &pointer, corrections);
        }
        let responses = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut);
        if let Some(responses) = responses {
            success(responses, &base, corrections);
        }
    });
}

/// Adds a success status: without one, the result of an operation is unknown.
fn success(responses: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let is_success = |status: &str| status.starts_with(['2', '3']) || status == "default";
    if responses.keys().any(|status| is_success(status)) {
        return;
    }
    responses.insert("200".to_owned(), json!({ "description": "Success." }));
    let message = "added a success response without a body, because none is documented";
    corrections.review("no-success", pointer, message);
}

fn correct_one(response: &mut Value, pointer: &str, corrections: &mut Corrections) {
    let Some(object) = response.as_object_mut() else {
        *response = json!({ "description": "" });
        return;
    };
    if object.contains_key("$ref") {
        return;
    }
    if !object.get("description").is_some_and(Value::is_string) {
        object.insert("description".to_owned(), json!(""));
        corrections.add(
            "response-description",
            pointer,
            "added an empty description",
        );
    }
    let status = pointer.rsplit('/').next().unwrap_or_default();
    if matches!(status, "204" | "304") && object.remove("content").is_some() {
        let message = format!("removed the body of response {status}, which cannot have one");
        corrections.add("body-of-no-content", pointer, message);
    }
    let contents = object.get_mut("content").and_then(Value::as_object_mut);
    if let Some(contents) = contents {
        files(contents, pointer, corrections);
    }
    for (header, pointer) in entries(object.get_mut("headers"), &format!("{pointer}/headers")) {
        header_schema(header, &pointer, corrections);
    }
}

/// A file is not JSON.
pub(crate) fn files(
    contents: &mut Map<String, Value>,
    pointer: &str,
    corrections: &mut Corrections,
) {
    let is_file = |content: &Value| {
        let schema = content.get("schema");
        let is = |key: &str, what: &str| {
            schema
                .and_then(|it| it.get(key))
                .is_some_and(|it| it == what)
        };
        is("type", "file") || is("format", "binary")
    };
    if let Some(content) = contents
        .get(JSON)
        .filter(|content| is_file(content))
        .cloned()
    {
        contents.remove(JSON);
        let mut schema = json!({ "type": "string", "format": "binary" });
        if let Some(description) = content.pointer("/schema/description") {
            schema["description"] = description.clone();
        }
        contents.insert(
            "application/octet-stream".to_owned(),
            json!({ "schema": schema }),
        );
        let message =
            format!("changed the media type of a file from `{JSON}` to `application/octet-stream`");
        corrections.add("file-as-json", pointer, message);
    }
}

/// Moves keywords for the value into the schema of the header.
fn header_schema(header: &mut Value, pointer: &str, corrections: &mut Corrections) {
    let Some(object) = header.as_object_mut() else {
        return;
    };
    if object.contains_key("$ref") || object.contains_key("content") {
        return;
    }
    let kept = [
        "description",
        "required",
        "deprecated",
        "style",
        "explode",
        "schema",
        "example",
        "examples",
    ];
    let mut moved = Map::new();
    let stated: Vec<String> = object
        .keys()
        .filter(|key| !kept.contains(&key.as_str()) && !key.starts_with("x-"))
        .cloned()
        .collect();
    for key in &stated {
        if let Some(value) = object.remove(key) {
            moved.insert(key.clone(), value);
        }
    }
    if !object.contains_key("schema") {
        moved.entry("type").or_insert(json!("string"));
        object.insert("schema".to_owned(), Value::Object(moved));
        corrections.add(
            "header-schema",
            pointer,
            "moved the header's type into a schema",
        );
    } else if !stated.is_empty() {
        corrections.add(
            "header-schema",
            pointer,
            "removed keywords that belong in the header's schema",
        );
    }
}
