//! A definition with every kind of fault, and what becomes of it.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::path::Path;

use codegen_check::{Severity, Source};
use codegen_contract::Contract;
use codegen_document::Document;
use codegen_importer::{Imported, import};
use serde_json::{Value, json};

fn load(text: &str) -> Document {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("definition.json");
    std::fs::write(&path, text).unwrap();
    Document::load(&path).unwrap()
}

fn faulty() -> Imported {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty.json");
    import(&Document::load(&path).unwrap()).unwrap()
}

#[test]
fn every_correction_is_listed_with_its_place() {
    let imported = faulty();
    let lines: Vec<String> = imported
        .corrections
        .iter()
        .map(|it| {
            let (line, column) = (it.location.line, it.location.column);
            let (rule, word) = (it.rule, it.outcome.word());
            format!("{line}:{column}: {word}: {} [{rule}]", it.message)
        })
        .collect();
    insta::assert_snapshot!("corrections", lines.join("\n"));
    insta::assert_snapshot!("document", format!("{:#}", imported.document));
}

#[test]
fn the_result_is_valid_and_can_become_code() {
    let imported = faulty();
    let contract = Contract::read(&imported.document).unwrap();
    assert_eq!(contract.operations.len(), 5);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("things.json");
    std::fs::write(&path, format!("{:#}", imported.document)).unwrap();
    let errors: Vec<String> = codegen_check::check(&[Source::document(&path).unwrap()])
        .into_iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| format!("{}: {} [{}]", found.line, found.message, found.rule))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Each operation is called at the address that the definition states.
#[test]
fn addresses_are_those_of_the_definition() {
    let imported = faulty();
    let contract = Contract::read(&imported.document).unwrap();
    let calls: Vec<(&str, &str, &str)> = contract
        .operations
        .iter()
        .map(|it| (it.id.as_str(), it.method.as_str(), it.path.as_str()))
        .collect();
    assert_eq!(
        calls,
        [
            ("ListThings", "GET", "/v1/{project_id}/things"),
            ("ShowThing", "GET", "/v1/{project_id}/things/{id}"),
            ("StartThing", "POST", "/v1/{project_id}/things/{id}/action"),
            ("StopThing", "POST", "/v1/{project_id}/things/{id}/action"),
            ("UploadThing", "POST", "/v1/{project_id}/upload"),
        ]
    );
}

#[test]
fn importing_again_corrects_nothing() {
    let once = faulty().document;
    let again = import(&load(&format!("{once:#}"))).unwrap();
    assert_eq!(again.corrections, []);
    assert_eq!(again.document, once);
}

#[test]
fn what_is_no_definition_is_refused() {
    for (text, found) in [
        ("[]", "a list"),
        ("{\"swagger\": \"2.0\"}", "a mapping"),
        ("12", "an integer"),
    ] {
        let refusal = import(&load(text)).unwrap_err();
        assert!(refusal.contains("not an OpenAPI definition"), "{refusal}");
        assert!(refusal.contains(found), "{refusal}");
    }
}

/// Whatever a definition has where an object is expected: no panic.
#[test]
fn parts_of_another_type_are_survived() {
    let definition: Value = serde_json::from_str(include_str!("faulty.json")).unwrap();
    let mut pointers = Vec::new();
    collect(&definition, String::new(), &mut pointers);
    assert!(pointers.len() > 200);
    for pointer in pointers {
        for replacement in [
            json!(null),
            json!("text"),
            json!([]),
            json!({}),
            json!(1e300),
        ] {
            let mut mutated = definition.clone();
            *mutated.pointer_mut(&pointer).unwrap() = replacement;
            if let Ok(imported) = import(&load(&mutated.to_string())) {
                drop(Contract::read(&imported.document));
            }
        }
    }
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                collect(
                    value,
                    codegen_document::pointer::join(&pointer, key),
                    pointers,
                );
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(value, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}
