//! Passwords, codes and tokens never appear in debug output.

use std::collections::BTreeMap;

use codegen_document::secrets::{self, Evidence};
use conformance::{Direction, case, documents, operations};
use serde_json::Value;

/// Every property of every schema: its location, name and schema.
fn properties(document: &Value) -> Vec<(String, String, Value)> {
    let mut found = Vec::new();
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    for (component, schema) in schemas.into_iter().flatten() {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            found.push((
                format!("{component}.{name}"),
                name.clone(),
                property.clone(),
            ));
        }
    }
    found
}

fn is_telling(name: &str) -> bool {
    secrets::evidence(name, None) == Some(Evidence::Certain)
}

#[test]
fn every_string_with_a_secret_name_is_a_secret() {
    let mut secrets = 0;
    let mut open = Vec::new();
    for (file, document) in documents().unwrap() {
        for (place, name, schema) in properties(&document.to_json()) {
            let is_text = schema["type"] == "string";
            match (is_telling(&name) && is_text, schema["format"] == "password") {
                (true, false) => open.push(format!("{file}: {place}")),
                (_, true) => secrets += 1,
                _ => {}
            }
        }
    }
    assert!(
        open.is_empty(),
        "not `format: password`: {}",
        open.join(", ")
    );
    assert!(
        secrets >= 4,
        "only {secrets} secrets: are the documents still read?"
    );
}

#[test]
fn debug_output_contains_no_secret_of_any_example() {
    let documents: BTreeMap<String, Value> = documents()
        .unwrap()
        .into_iter()
        .map(|(name, document)| (name, document.to_json()))
        .collect();
    let mut hidden = 0;
    for operation in operations().unwrap() {
        let case = case(&operation.document, &operation.id).unwrap();
        let names: Vec<String> = properties(&documents[&operation.document])
            .into_iter()
            .filter(|(_, _, schema)| schema["format"] == "password")
            .map(|(_, name, _)| name)
            .collect();
        for example in &operation.examples {
            let read = match example.direction {
                Direction::Request => case.read_request,
                direction => direction.is_success().then_some(case.read_response),
            };
            let Some(Ok(reading)) = read.map(|read| read(&example.value)) else {
                continue;
            };
            for secret in texts_of(&example.value, &names) {
                let label = operation.label(example);
                assert!(!reading.debug.contains(&secret), "{label} shows {secret}");
                hidden += 1;
            }
        }
    }
    assert!(
        hidden >= 3,
        "only {hidden} secrets in examples: are they still found?"
    );
}

/// The strings of all fields with these names.
fn texts_of(value: &Value, names: &[String]) -> Vec<String> {
    match value {
        Value::Array(items) => items
            .iter()
            .flat_map(|item| texts_of(item, names))
            .collect(),
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| match value {
                Value::String(text) if names.contains(name) && !text.is_empty() => {
                    vec![text.clone()]
                }
                value => texts_of(value, names),
            })
            .collect(),
        _ => Vec::new(),
    }
}
