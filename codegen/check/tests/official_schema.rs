//! The rule `structure` agrees with the official JSON Schema of OpenAPI 3.0, for a document with every
//! object and for systematic mutations of it.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::path::Path;

use codegen_check::{Source, check_on};
use codegen_document::Document;
use jsonschema::Validator;
use serde_json::{Value, json};

fn official() -> Validator {
    let schema = include_str!("official/openapi-3.0.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    // The rule does not check formats (`email`, `uri-reference`).
    jsonschema::draft4::options()
        .should_validate_formats(false)
        .build(&schema)
        .unwrap()
}

fn complete() -> Value {
    let path = Path::new("tests/fixtures/complete.yaml");
    Document::load(path).unwrap().to_json()
}

/// The messages of the rule `structure`.
fn findings(document: &Value) -> Vec<String> {
    let text = serde_json::to_string(document).unwrap();
    let document = Document::parse("document.json", text).unwrap();
    check_on(&[Source::Document(document)], "2030-06-15")
        .into_iter()
        .filter(|diagnostic| diagnostic.rule == "structure")
        .map(|diagnostic| format!("{}: {}", diagnostic.pointer, diagnostic.message))
        .collect()
}

/// Findings that follow from the specification, but not from its schema.
fn only_we_find(finding: &str) -> bool {
    [
        // The schema ignores names with other characters.
        "invalid component name",
        // Only the specification excludes it.
        "`value` and `externalValue` are mutually exclusive",
    ]
    .iter()
    .any(|message| finding.contains(message))
}

/// In a callback, any key is allowed, even `$ref`. In components, the schema ignores names with `$`.
fn is_reference_as_name(finding: &str) -> bool {
    let pointer = finding.split(": ").next().unwrap_or_default();
    let segments: Vec<_> = pointer.rsplit('/').take(3).collect();
    matches!(
        segments[..],
        ["$ref", _, "callbacks"] | ["$ref", _, "components"]
    )
}

/// The document with only the paths and components of a place, which is faster to check.
fn reduced(document: &Value, pointer: &str) -> Value {
    let mut document = document.clone();
    let segments: Vec<_> = codegen_document::pointer::segments(pointer).collect();
    for (group, depth) in [("paths", 3), ("components", 2)] {
        let Some(mut fields) = document[group].as_object_mut() else {
            continue;
        };
        if segments.first().is_none_or(|first| first != group) {
            fields.clear();
            continue;
        }
        for segment in segments.iter().skip(1).take(depth) {
            // `responses` is required.
            fields.retain(|key, _| key == segment || key == "responses");
            match fields
                .get_mut(segment.as_ref())
                .and_then(Value::as_object_mut)
            {
                Some(inner) => fields = inner,
                None => break,
            }
        }
    }
    document
}

/// Calls `visit` with every place of a document, as a JSON pointer.
fn places(value: &Value, pointer: &str, visit: &mut impl FnMut(&str)) {
    visit(pointer);
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                places(value, &codegen_document::pointer::join(pointer, key), visit);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{pointer}/{index}"), visit);
            }
        }
        _ => {}
    }
}

fn replaced(document: &Value, pointer: &str, value: Value) -> Value {
    let mut document = document.clone();
    *document.pointer_mut(pointer).unwrap() = value;
    document
}

/// The document with a change to the mapping that contains a place.
fn changed(
    document: &Value,
    pointer: &str,
    change: impl FnOnce(&mut serde_json::Map<String, Value>, &str),
) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    let key = codegen_document::pointer::unescape(key).into_owned();
    let mut document = document.clone();
    change(document.pointer_mut(parent)?.as_object_mut()?, &key);
    Some(document)
}

/// The mutations of a document at one place.
fn broken(document: &Value, pointer: &str) -> Vec<Value> {
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(2.5),
        json!("text"),
        json!(""),
        json!([]),
        json!({}),
        json!(["text", "text"]),
        json!({"$ref": "#/components/schemas/Thing"}),
        json!({"key": "text"}),
        json!({"x-key": 1}),
    ];
    let mut documents: Vec<_> = values
        .into_iter()
        .map(|value| replaced(document, pointer, value))
        .collect();
    documents.extend(changed(document, pointer, |fields, key| {
        fields.shift_remove(key);
    }));
    documents.extend(changed(document, pointer, |fields, key| {
        let value = fields.shift_remove(key).unwrap_or_default();
        fields.insert(format!("{key}x"), value);
    }));
    for key in [
        "example",
        "examples",
        "schema",
        "content",
        "bearerFormat",
        "x-more",
        "more",
    ] {
        documents.extend(changed(document, pointer, |fields, _| {
            fields.entry(key).or_insert(json!({}));
        }));
    }
    documents
}

#[test]
fn the_official_schema_accepts_what_we_accept() {
    let complete = complete();
    assert!(official().is_valid(&complete));
    assert_eq!(findings(&complete), Vec::<String>::new());
}

/// Mutates the document at every place that is selected.
fn compare(is_selected: impl Fn(&str) -> bool) {
    let official = official();
    let complete = complete();
    let mut pointers = Vec::new();
    places(&complete, "", &mut |pointer| {
        pointers.push(pointer.to_owned())
    });
    pointers.retain(|pointer| is_selected(pointer));
    let (mut total, mut wrong) = (0, 0);
    for pointer in pointers {
        for document in broken(&reduced(&complete, &pointer), &pointer) {
            let accepted = official.is_valid(&document);
            let mut findings = findings(&document);
            if accepted {
                findings.retain(|finding| !only_we_find(finding) && !is_reference_as_name(finding));
            }
            total += 1;
            wrong += usize::from(!accepted);
            assert_eq!(
                accepted,
                findings.is_empty(),
                "changed at {pointer}: we find {findings:?}, the official schema {:?}\n{}",
                official
                    .validate(&document)
                    .map_err(|error| error.to_string()),
                document.pointer(&pointer).unwrap_or(&Value::Null),
            );
        }
    }
    assert!(wrong > total / 3 && wrong < total, "{wrong} of {total}");
}

#[test]
fn both_reject_the_same_paths() {
    compare(|pointer| pointer.starts_with("/paths"));
}

#[test]
fn both_reject_the_same_components() {
    compare(|pointer| pointer.starts_with("/components"));
}

#[test]
fn both_reject_the_same_remaining_parts() {
    compare(|pointer| !pointer.starts_with("/paths") && !pointer.starts_with("/components"));
}
