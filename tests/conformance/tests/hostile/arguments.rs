//! What an operation is called with.

use conformance::{Arguments, Case, Direction, DocumentedOperation};
use serde_json::json;

/// The documented parameters and body, and something for what else is required.
pub(crate) fn arguments(operation: &DocumentedOperation, case: &Case) -> Arguments {
    let documented = operation.request.clone();
    let mut parameters = documented.map(|(_, given)| given).unwrap_or_default();
    for parameter in &operation.parameters {
        let name = parameter["name"].as_str().unwrap_or_default();
        let configured = matches!(name, "project_id" | "instance_id");
        if parameter["required"] == true && !configured && !parameters.contains_key(name) {
            let number = parameter["schema"]["type"] == "integer";
            let value = if number { json!(1) } else { json!("c5bb8eb6") };
            parameters.insert(name.to_owned(), value);
        }
    }
    let mut examples = operation.examples.iter();
    let request = examples.find(|example| example.direction == Direction::Request);
    let empty = case.read_request.map(|_| json!({}));
    let body = request.map(|example| example.value.clone()).or(empty);
    Arguments {
        parameters,
        body,
        ..Arguments::default()
    }
}
