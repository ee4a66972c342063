//! Checks the impact on the wire against the values that schemas allow.
//!
//! A document has one schema, in a request or in a response. For each change to the schema, an
//! independent validator checks many values before and after. A value that only the old schema
//! allows breaks requests; one that only the new schema allows breaks responses.

use codegen_changes::{Change, ChangeKind, Wire, compare};
use codegen_document::Document;
use serde_json::{Value, json};

use crate::mutation::{self, Mutation};
use crate::samples;
use crate::support;

const SCHEMAS: &str = "/components/schemas";

/// Only every n-th change is tried, because each takes a few thousand values.
const STEP: usize = 5;

/// Kinds that are judged by convention: strictly, an object that does not list a field allows any
/// value there, and a value that matches two alternatives is invalid.
const BY_CUSTOM: [ChangeKind; 4] = [
    ChangeKind::FieldAdded,
    ChangeKind::FieldRemoved,
    ChangeKind::AlternativeAdded,
    ChangeKind::AlternativeRemoved,
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Request,
    Response,
}

/// A document whose only schema is used in this direction.
fn document(schemas: &Value, side: Side) -> Value {
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
    let mut operation = json!({
        "operationId": "UseThing",
        "responses": {"204": {"description": "Done."}}
    });
    match side {
        Side::Request => operation["requestBody"] = json!({"content": content, "required": true}),
        Side::Response => {
            operation["responses"] = json!({"200": {"description": "It.", "content": content}});
        }
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": schemas}
    })
}

/// The schema `Thing` as JSON Schema. `None` if it is not valid.
fn validator(document: &Value) -> Option<jsonschema::Validator> {
    let schemas = document.pointer(SCHEMAS)?;
    let mut schema = json!({"$ref": "#/components/schemas/Thing"});
    schema["components"] = json!({"schemas": samples::as_json_schema(schemas)});
    jsonschema::draft4::new(&schema).ok()
}

/// Whether a value that breaks was not reported as breaking.
fn is_missed(changes: &[Change], witness: Option<&Value>) -> bool {
    let tells = |change: &Change| {
        change.wire == Wire::Breaking || BY_CUSTOM.contains(&change.kind) || opens(change)
    };
    witness.is_some() && !changes.iter().any(tells)
}

/// Whether a closed object now allows new optional fields.
fn opens(change: &Change) -> bool {
    change.kind == ChangeKind::AdditionalPropertiesChanged && change.wire == Wire::Compatible
}

fn hold(name: &str, side: Side) {
    let schemas = &samples::schemas()[name];
    let base = document(schemas, side);
    let before = support::document("old.json", &base);
    let mutations = mutation::all(&base).into_iter();
    let mutations = mutations.filter(|it| it.pointer.starts_with(SCHEMAS));
    let mutations: Vec<Mutation> = mutations.filter(is_schema_still).collect();
    assert!(mutations.len() > 300, "{name}: only {}", mutations.len());
    let mut wrong = Vec::new();
    for mutation in mutations.iter().step_by(STEP) {
        let value = mutation.applied(&base);
        let after = Document::parse("new.json", value.to_string()).expect("JSON");
        let (Some(was), Some(is)) = (validator(&base), validator(&value)) else {
            continue;
        };
        let values = samples::of(&[schemas, value.pointer(SCHEMAS).unwrap_or(&Value::Null)]);
        let allowed: Vec<(bool, bool)> = values
            .iter()
            .map(|value| (was.is_valid(value), is.is_valid(value)))
            .collect();
        let witness = |lost: (bool, bool)| {
            let index = allowed.iter().position(|it| *it == lost)?;
            Some(&values[index])
        };
        let (lost, gained) = (witness((true, false)), witness((false, true)));
        let (forth, back) = (compare(&before, &after), compare(&after, &before));
        for (changes, lost, gained) in [(forth, lost, gained), (back, gained, lost)] {
            let witness = match side {
                Side::Request => lost,
                Side::Response => gained,
            };
            if is_missed(&changes, witness) {
                let (pointer, what) = (&mutation.pointer, &mutation.what);
                wrong.push(format!("{pointer} {what}: {witness:?}, yet {changes:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Whether the result is a meaningful schema: no keyword has a value of another type.
fn is_schema_still(mutation: &Mutation) -> bool {
    let key = mutation.pointer.rsplit('/').next().unwrap_or_default();
    !mutation.what.contains("odd item") && !["xml", "format"].contains(&key)
}

#[test]
fn requests_with_an_object() {
    hold("object", Side::Request);
}

#[test]
fn responses_with_an_object() {
    hold("object", Side::Response);
}

#[test]
fn requests_with_a_closed_object() {
    hold("closed", Side::Request);
}

#[test]
fn responses_with_a_closed_object() {
    hold("closed", Side::Response);
}

#[test]
fn requests_with_combinations() {
    hold("combined", Side::Request);
}

#[test]
fn responses_with_combinations() {
    hold("combined", Side::Response);
}
