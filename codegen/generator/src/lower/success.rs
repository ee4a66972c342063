//! Each operation keeps its one success response. Error responses go: every error is decoded by
//! the runtime into its one error type, and progenitor panics on two error shapes.

use serde_json::{Map, Value};

use crate::problem::Problem;
use crate::schemas::{METHODS, entries};

const JSON: &str = "application/json";

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut removed = 0;
    for (pointer, item) in entries(document.pointer_mut("/paths"), "/paths") {
        for method in METHODS {
            let operation = item.get_mut(method).and_then(Value::as_object_mut);
            if let Some(operation) = operation {
                removed += keep_success(operation, &format!("{pointer}/{method}"))?;
            }
        }
    }
    Ok(removed)
}

fn keep_success(operation: &mut Map<String, Value>, pointer: &str) -> Result<usize, Problem> {
    let responses_pointer = format!("{pointer}/responses");
    let Some(responses) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return Err(Problem::new(
            pointer,
            "no responses; document at least the success",
        ));
    };
    let before = responses.len();
    responses.retain(|status, _| status.starts_with('2'));
    let removed = before - responses.len();
    let successes: Vec<String> = responses.keys().cloned().collect();
    let [success] = successes.as_slice() else {
        let found = match successes.as_slice() {
            [] => "no success status".to_owned(),
            several => format!("the success statuses {}", several.join(" and ")),
        };
        let message =
            format!("{found}; a generated method returns one type, so document exactly one");
        return Err(Problem::new(responses_pointer, message));
    };
    let response_pointer = format!("{responses_pointer}/{success}");
    match responses.get_mut(success).and_then(Value::as_object_mut) {
        Some(response) => keep_json(response, &response_pointer)?,
        None => {
            return Err(Problem::new(
                response_pointer,
                "the response is not an object",
            ));
        }
    }
    if let Some(body) = operation
        .get_mut("requestBody")
        .and_then(Value::as_object_mut)
    {
        keep_json(body, &format!("{pointer}/requestBody"))?;
    }
    Ok(removed)
}

fn keep_json(holder: &mut Map<String, Value>, pointer: &str) -> Result<(), Problem> {
    holder.remove("headers");
    holder.remove("links");
    let Some(content) = holder.get("content").and_then(Value::as_object) else {
        return Ok(());
    };
    let schema = content
        .get(JSON)
        .and_then(|media_type| media_type.get("schema"));
    match (content.len(), schema) {
        (0, _) | (1, Some(_)) => Ok(()),
        _ => Err(Problem::new(
            format!("{pointer}/content"),
            format!("only one media type, {JSON}, with a schema can become code"),
        )),
    }
}
