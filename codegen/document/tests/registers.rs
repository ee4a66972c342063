//! The manifest and the ledger.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails may panic"
)]

use std::path::Path;

use codegen_document::{Document, Ledger, LoadError, Manifest};
use serde_json::{Value, json};

fn ledger(text: &str) -> Result<Ledger, LoadError> {
    Ledger::read(Document::parse("ledger.yaml", text.to_owned()).unwrap())
}

fn messages(text: &str) -> Vec<String> {
    match ledger(text) {
        Err(LoadError::Invalid(invalid)) => invalid
            .problems
            .iter()
            .map(|problem| format!("{}: {}", problem.position.line, problem.message))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_project_has_a_manifest() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let manifest = Manifest::load(&specs).unwrap();
    let apic = manifest
        .documents
        .iter()
        .find(|entry| entry.module.as_deref() == Some("apic"))
        .unwrap();
    assert_eq!(apic.file, Path::new("roma-apic.yaml"));
    assert_eq!(apic.crate_name, "roma");
}

#[test]
fn a_wrong_manifest_is_an_error_with_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[[document]]\nfile = \"a.yaml\"\ncrate = \"a\"\nmodul = \"b\"\n";
    std::fs::write(folder.path().join("manifest.toml"), text).unwrap();
    let error = Manifest::load(folder.path()).unwrap_err();
    assert_eq!(error.location().unwrap().line, 4, "{error}");
    assert!(error.to_string().contains("modul"), "{error}");
}

#[test]
fn an_entry_has_everything_it_says() {
    let text = "\
- document: a.yaml
  pointer: /paths/~1status
  trap: 7
  rule: example-schema
  page: says something
  why: something else
  value: null
  parse_fails_at: data.total
- {document: b.yaml, pointer: '', trap: B, page: p, why: w, absent: required}
";
    let ledger = ledger(text).unwrap();
    let [first, second] = &ledger.entries[..] else {
        panic!("{ledger:?}")
    };
    assert_eq!(first.trap.as_deref(), Some("7"));
    assert_eq!(first.value, Some(Value::Null));
    assert_eq!(first.parse_fails_at.as_deref(), Some("data.total"));
    assert_eq!(first.location.to_string(), "ledger.yaml:1:3");
    assert_eq!(second.trap.as_deref(), Some("B"));
    assert_eq!(second.absent.as_deref(), Some("required"));
    assert_eq!(second.value, None);
    assert_eq!(second.location.line, 9);
}

#[test]
fn a_value_keeps_its_structure() {
    let text = "[{document: a, pointer: /x, trap: B, page: p, why: w, value: {b: [1], a: no}}]";
    let ledger = ledger(text).unwrap();
    assert_eq!(ledger.entries[0].value, Some(json!({"b": [1], "a": "no"})));
}

#[test]
fn everything_wrong_is_told_at_once() {
    assert_eq!(
        messages("- {document: a, pointer: x, page: p, reason: w}\n- [1]\n"),
        [
            "1: an entry of the ledger has no `reason`",
            "1: the entry has no `why`",
            "1: `x` is no JSON pointer",
            "1: the entry has neither `trap` nor `rule`",
            "1: the entry claims nothing that can be checked",
            "2: the entry is a list, not a mapping",
        ]
    );
    assert_eq!(
        messages("a: 1\n"),
        ["1: the ledger is a mapping, not a list"]
    );
    assert!(
        messages("- {document: 1, pointer: /x, trap: B, page: p, why: w, absent: a}\n")[0]
            .contains("`document` is an integer, not a string")
    );
}

#[test]
fn an_entry_may_end() {
    let entry = |until: &str| {
        format!("- {{document: a, pointer: /x, rule: r, page: p, why: w, until: {until}}}\n")
    };
    let until = ledger(&entry("2030-12-31")).unwrap().entries[0]
        .until
        .clone();
    assert_eq!(until.as_deref(), Some("2030-12-31"));
    for wrong in ["2030-13-01", "2030-1-1", "31.12.2030", "'2030-12-3é'"] {
        assert!(
            messages(&entry(wrong))[0].ends_with("is no date"),
            "{wrong}"
        );
    }
}

#[test]
fn a_document_without_module_is_the_whole_crate() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[[document]]\nfile = \"a.yaml\"\ncrate = \"a\"\n";
    std::fs::write(folder.path().join("manifest.toml"), text).unwrap();
    let manifest = Manifest::load(folder.path()).unwrap();
    assert_eq!(manifest.documents[0].module, None);
}
