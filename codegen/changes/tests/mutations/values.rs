//! The verdicts on the wire against the values that schemas really allow.
//!
//! A document has one schema, in a request or in a response. Whatever is changed in the schema,
//! many values are held against it before and after, by a validator that knows nothing of this
//! crate. Where a value is found that only the old schema allows, requests break; where one is
//! found that only the new schema allows, responses do.

use codegen_changes::{Change, ChangeKind, Wire, compare};
use codegen_document::Document;
use serde_json::{Value, json};

use crate::mutation::{self, Mutation};
use crate::samples;
use crate::support;

const SCHEMAS: &str = "/components/schemas";

/// Every how many-th change is tried; each takes a few thousand values.
const STEP: usize = 5;

/// Kinds whose values are judged by custom, not by the letter: to the letter, an object that says
/// nothing of a field allows anything there, and a value that two alternatives allow is none.
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

/// A document whose only schema stands there.
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

/// The schema `Thing` as JSON Schema has it; `None` where it is none.
fn validator(document: &Value) -> Option<jsonschema::Validator> {
    let schemas = document.pointer(SCHEMAS)?;
    let mut schema = json!({"$ref": "#/components/schemas/Thing"});
    schema["components"] = json!({"schemas": samples::as_json_schema(schemas)});
    jsonschema::draft4::new(&schema).ok()
}

/// Whether nobody told that the witness, a value that breaks, breaks.
fn is_missed(changes: &[Change], witness: Option<&Value>) -> bool {
    let tells = |change: &Change| {
        change.wire == Wire::Breaking || BY_CUSTOM.contains(&change.kind) || opens(change)
    };
    witness.is_some() && !changes.iter().any(tells)
}

/// Whether an object that had nothing else can have new optional fields.
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

/// Whether what comes out is a schema that means something: not where a keyword has a value of
/// another type.
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
