//! Examples of requests and responses, verbatim.

use std::sync::LazyLock;

use codegen_document::pointer;
use codegen_pages::MessageKind;
use regex::Regex;
use serde_json::{Map, Value, json};

use crate::draft::Draft;
use crate::explorer::{Explorer, parameter_at};
use crate::pages::{self, Pages};
use crate::pagination;
use crate::resolve;

/// Adds the examples of all sources, without duplicates.
pub(crate) fn add(draft: &mut Draft, explorer: &Explorer, pages: &Pages) {
    for (at, id) in draft.operations() {
        let found = found(draft, &at, &id, explorer, pages);
        if let Some(call) = found.call {
            let mut request = request(&call, &path(&at));
            if let Some(parameters) = request["parameters"].as_object_mut() {
                parameters.retain(|name, _| has_parameter(&draft.document, &at, name));
            }
            if let Some(operation) = draft.document.pointer_mut(&at) {
                operation["x-request-example"] = request;
            }
        }
        for value in found.requests {
            put(draft, &format!("{at}/requestBody"), &id, value);
        }
        for (status, value) in found.responses {
            error_body(draft, &at, &status, &value);
            put(draft, &format!("{at}/responses/{status}"), &id, value);
        }
    }
}

#[derive(Default)]
struct Found {
    call: Option<String>,
    requests: Vec<Value>,
    responses: Vec<(String, Value)>,
}

fn found(draft: &Draft, at: &str, id: &str, explorer: &Explorer, pages: &Pages) -> Found {
    let mut found = Found::default();
    let examples = pages::operation(pages, id).map(|operation| &operation.examples);
    for example in examples.into_iter().flatten() {
        match (example.role, &example.status) {
            (MessageKind::Request, _) if example.value.is_string() => {
                found.call = found.call.or(example.value.as_str().map(str::to_owned));
            }
            (MessageKind::Request, _) => push(&mut found.requests, example.value.clone()),
            (MessageKind::Response, status) => {
                let status = status.clone().or_else(|| success(draft, at));
                found
                    .responses
                    .extend(status.map(|it| (it, example.value.clone())));
            }
        }
    }
    if let Some(operation) = explorer.operation(id) {
        of_explorer(draft, at, operation, &mut found);
    }
    of_definition(draft, at, &mut found);
    found
}

fn of_explorer(draft: &Draft, at: &str, operation: &Value, found: &mut Found) {
    for (key, value) in operation.as_object().into_iter().flatten() {
        let is_request = key.starts_with("x-request-example");
        if is_request && key.contains("url") {
            found.call = found.call.take().or(value.as_str().map(str::to_owned));
        } else if is_request && !key.contains("description") {
            bodies(value)
                .into_iter()
                .for_each(|value| push(&mut found.requests, value));
        } else if key.starts_with("x-response-example") && !key.contains("description") {
            let status = success(draft, at);
            let values = bodies(value).into_iter();
            found.responses.extend(
                status
                    .into_iter()
                    .flat_map(|status| values.clone().map(move |value| (status.clone(), value))),
            );
        }
    }
    let responses = operation.get("responses").and_then(Value::as_object);
    for (status, response) in responses.into_iter().flatten() {
        let examples = response.get("examples").and_then(Value::as_object);
        for value in examples
            .into_iter()
            .flatten()
            .flat_map(|(_, value)| bodies(value))
        {
            found.responses.push((status.clone(), value));
        }
    }
}

/// Moves the examples of the definition to their names.
fn of_definition(draft: &Draft, at: &str, found: &mut Found) {
    let of = |holder: &str| -> Vec<Value> {
        let content = draft.document.pointer(&format!("{at}/{holder}/content"));
        let media = content.and_then(Value::as_object).into_iter().flatten();
        let mut values = Vec::new();
        for (_, media) in media {
            values.extend(media.get("example").cloned());
            let named = media.get("examples").and_then(Value::as_object);
            values.extend(
                named
                    .into_iter()
                    .flatten()
                    .filter_map(|(_, it)| it.get("value").cloned()),
            );
        }
        values
    };
    of("requestBody")
        .into_iter()
        .for_each(|value| push(&mut found.requests, value));
    let responses = draft
        .document
        .pointer(&format!("{at}/responses"))
        .and_then(Value::as_object);
    for (status, _) in responses.into_iter().flatten() {
        let values = of(&format!("responses/{status}")).into_iter();
        found
            .responses
            .extend(values.map(|value| (status.clone(), value)));
    }
}

fn push(values: &mut Vec<Value>, value: Value) {
    if !values.contains(&value) {
        values.push(value);
    }
}

/// The bodies of an example: its value, or those in its text.
fn bodies(value: &Value) -> Vec<Value> {
    let Some(text) = value.as_str() else {
        return if value.is_null() {
            Vec::new()
        } else {
            vec![value.clone()]
        };
    };
    let read: Option<Value> = serde_json::from_str(text.trim()).ok();
    match read {
        Some(Value::Array(items)) if items.iter().all(Value::is_string) && !items.is_empty() => {
            items.iter().flat_map(bodies).collect()
        }
        Some(value @ (Value::Object(_) | Value::Array(_))) => vec![value],
        _ => Vec::new(),
    }
}

fn success(draft: &Draft, at: &str) -> Option<String> {
    let success = pagination::success(&draft.document, at)?;
    success.rsplit('/').next().map(str::to_owned)
}

/// Adds an example to its body.
fn put(draft: &mut Draft, holder: &str, id: &str, value: Value) {
    let at = resolve::target(&draft.document, holder);
    let content = draft
        .document
        .pointer_mut(&format!("{at}/content"))
        .and_then(Value::as_object_mut);
    let media = content.and_then(|content| content.iter_mut().next());
    let Some((_, media)) = media.filter(|(name, _)| name.contains("json")) else {
        let part = holder.rsplit('/').next().unwrap_or_default();
        let what = if part == "requestBody" {
            "the request".to_owned()
        } else {
            format!("status {part}")
        };
        draft.notes.contradiction(
            id,
            format!("an example has a JSON body for {what}, which the definition lacks"),
        );
        return;
    };
    let Some(media) = media.as_object_mut() else {
        return;
    };
    media.shift_remove("example");
    let examples = media.entry("examples").or_insert_with(|| json!({}));
    let Some(examples) = examples.as_object_mut() else {
        return;
    };
    examples.retain(|name, _| name.starts_with("documented"));
    if examples
        .values()
        .any(|known| known.get("value") == Some(&value))
    {
        return;
    }
    let name = match examples.len() {
        0 => "documented".to_owned(),
        count => format!("documented_{}", count + 1),
    };
    examples.insert(name, json!({ "value": value }));
}

/// An error whose body only an example shows gets the body of other errors, if that has all fields
/// of the example.
fn error_body(draft: &mut Draft, at: &str, status: &str, value: &Value) {
    let response = format!("{at}/responses/{status}");
    if status.starts_with('2') || resolve::body(&draft.document, &response).is_some() {
        return;
    }
    let Some(shown) = value.as_object() else {
        return;
    };
    let Some(name) = fitting_error(draft, shown) else {
        return;
    };
    if let Some(response) = draft.document.pointer_mut(&response) {
        response["x-source"] = json!({ "example": status });
        response["content"] = json!({ "application/json": {
            "schema": { "$ref": format!("#/components/schemas/{name}") },
        }});
    }
}

/// The most frequent error body of the draft, if it has these fields.
fn fitting_error(draft: &Draft, shown: &Map<String, Value>) -> Option<String> {
    let name = draft.common_error.clone()?;
    let properties = draft
        .document
        .pointer(&pointer::join("/components/schemas", &name))?
        .get("properties")?;
    shown
        .keys()
        .all(|key| properties.get(key).is_some())
        .then_some(name)
}

/// The documented call: its address, and its parameter values.
fn request(call: &str, path: &str) -> Value {
    static METHOD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\s+").ok());
    let url = METHOD
        .as_ref()
        .map_or(call.into(), |pattern| pattern.replace(call.trim(), ""))
        .into_owned();
    let mut parameters = Map::new();
    let (address, query) = url.split_once('?').unwrap_or((&url, ""));
    let parts: Vec<&str> = address.rsplit('/').collect();
    for (template, part) in path.rsplit('/').zip(parts) {
        let name = template
            .strip_prefix('{')
            .and_then(|it| it.strip_suffix('}'));
        if let Some(name) = name.filter(|_| is_value(part)) {
            parameters.insert(name.to_owned(), json!(part));
        }
    }
    for pair in query.split('&') {
        if let Some((name, value)) = pair.split_once('=')
            && is_value(value)
        {
            parameters.insert(name.to_owned(), json!(value));
        }
    }
    json!({ "url": url, "parameters": parameters })
}

fn has_parameter(document: &Value, at: &str, name: &str) -> bool {
    let places = ["path", "query"];
    places
        .iter()
        .any(|place| parameter_at(document, at, name, place).is_some())
}

/// Whether part of an address is a value instead of a placeholder.
fn is_value(part: &str) -> bool {
    !part.is_empty() && !part.contains(['{', '}', '$', ':', '<', '*'])
}

/// The path in an operation's pointer.
fn path(at: &str) -> String {
    let path = pointer::segments(at)
        .nth(1)
        .unwrap_or_default()
        .into_owned();
    path.split('#').next().unwrap_or_default().to_owned()
}
