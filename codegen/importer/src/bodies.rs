//! Request bodies: form fields among the parameters, files, media types.

use codegen_document::pointer::join;
use serde_json::{Map, Value, json};

use crate::correction::Corrections;
use crate::responses;
use crate::walk;

pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let known = document
        .pointer("/components/parameters")
        .cloned()
        .unwrap_or_default();
    walk::operations(document, &mut |operation, pointer| {
        form_fields(operation, pointer, &known, corrections);
        media_types(operation, pointer, corrections);
    });
    remove_form_components(document);
}

/// Moves parameters in `formData` or `body`, as in Swagger 2, to the request body.
fn form_fields(operation: &mut Value, pointer: &str, known: &Value, corrections: &mut Corrections) {
    let Some(parameters) = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
    else {
        return;
    };
    let place = |parameter: &Value| {
        let reference = parameter.get("$ref").and_then(Value::as_str);
        let name = reference.and_then(|it| it.strip_prefix("#/components/parameters/"));
        name.and_then(|name| known.get(name))
            .unwrap_or(parameter)
            .clone()
    };
    let is_in =
        |parameter: &Value, what: &str| place(parameter).get("in").is_some_and(|it| it == what);
    let fields: Vec<Value> = parameters
        .iter()
        .filter(|parameter| is_in(parameter, "formData"))
        .map(&place)
        .collect();
    let whole = parameters
        .iter()
        .find(|parameter| is_in(parameter, "body"))
        .map(&place);
    parameters.retain(|parameter| !is_in(parameter, "formData") && !is_in(parameter, "body"));
    if let Some(body) = whole {
        corrections.add(
            "body-parameter",
            pointer,
            "moved the parameter in `body` to the request body",
        );
        operation["requestBody"] = json!({
            "required": body.get("required").cloned().unwrap_or(json!(false)),
            "content": { "application/json": { "schema": body.get("schema") } },
        });
    }
    if fields.is_empty() {
        return;
    }
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut has_file = false;
    for field in fields {
        let name = field
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut schema = field
            .get("schema")
            .cloned()
            .unwrap_or(json!({ "type": "string" }));
        has_file |= schema.get("type").is_some_and(|kind| kind == "file")
            || schema
                .get("format")
                .is_some_and(|format| format == "binary");
        if let (Some(description), Some(schema)) =
            (field.get("description"), schema.as_object_mut())
        {
            schema.entry("description").or_insert(description.clone());
        }
        if field.get("required") == Some(&json!(true)) {
            required.push(json!(name));
        }
        properties.insert(name.to_owned(), schema);
    }
    let media_type = if has_file {
        "multipart/form-data"
    } else {
        "application/x-www-form-urlencoded"
    };
    let mut schema = json!({ "type": "object", "properties": properties });
    let is_required = !required.is_empty();
    if is_required {
        schema["required"] = Value::Array(required);
    }
    let message = format!("moved the parameters in `formData` to a body of type {media_type}");
    corrections.add("body-parameter", pointer, message);
    operation["requestBody"] =
        json!({ "required": is_required, "content": { media_type: { "schema": schema } } });
}

fn remove_form_components(document: &mut Value) {
    let parameters = document.pointer_mut("/components/parameters");
    if let Some(parameters) = parameters.and_then(Value::as_object_mut) {
        let is_form = |parameter: &Value| {
            let place = parameter.get("in").and_then(Value::as_str);
            matches!(place, Some("formData" | "body"))
        };
        parameters.retain(|_, parameter| !is_form(parameter));
    }
}

/// A body without content, or a media type without schema, becomes JSON of any shape.
fn media_types(operation: &mut Value, pointer: &str, corrections: &mut Corrections) {
    let Some(body) = operation
        .get_mut("requestBody")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    let pointer = format!("{pointer}/requestBody");
    let has_content = body
        .get("content")
        .and_then(Value::as_object)
        .is_some_and(|content| !content.is_empty());
    if body.contains_key("$ref") {
        return;
    }
    if !has_content {
        body.insert(
            "content".to_owned(),
            json!({ "application/json": { "schema": {} } }),
        );
        corrections.review(
            "body-content",
            &pointer,
            "missing `content`: added JSON of any shape",
        );
        return;
    }
    let mut contents = body.get_mut("content").and_then(Value::as_object_mut);
    if let Some(contents) = &mut contents {
        responses::files(contents, &pointer, corrections);
    }
    for (media_type, content) in contents.into_iter().flatten() {
        if content.get("schema").is_none() {
            content["schema"] = json!({});
            let pointer = join(&format!("{pointer}/content"), media_type);
            corrections.review("body-content", &pointer, "added a schema for any value");
        }
    }
}
