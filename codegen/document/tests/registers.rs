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
    Ledger::read(
        Document::parse("ledger.yaml", text.to_owned()).unwrap(),
        None,
    )
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
        .modules
        .iter()
        .find(|entry| entry.module.as_deref() == Some("apic"))
        .unwrap();
    assert_eq!(apic.documents, Path::new("roma/apic"));
    assert_eq!(apic.crate_name, "roma");
    assert_eq!(apic.name(), "roma-apic");
}

#[test]
fn a_wrong_manifest_is_an_error_with_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[[module]]\ndocuments = \"a.yaml\"\ncrate = \"a\"\nmodul = \"b\"\n";
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
  rule: example-schema
  page: says something
  why: something else
  value: null
  parse_fails_at: data.total
- {document: b.yaml, pointer: '', page: p, why: w, absent: required}
";
    let ledger = ledger(text).unwrap();
    let [first, second] = &ledger.entries[..] else {
        panic!("{ledger:?}")
    };
    assert_eq!(first.value, Some(Value::Null));
    assert_eq!(first.parse_fails_at.as_deref(), Some("data.total"));
    assert_eq!(first.location.to_string(), "ledger.yaml:1:3");
    assert_eq!(second.absent.as_deref(), Some("required"));
    assert_eq!(second.value, None);
    assert_eq!(second.location.line, 8);
}

#[test]
fn a_value_keeps_its_structure() {
    let text = "[{document: a, pointer: /x, page: p, why: w, value: {b: [1], a: no}}]";
    let ledger = ledger(text).unwrap();
    assert_eq!(ledger.entries[0].value, Some(json!({"b": [1], "a": "no"})));
}

#[test]
fn everything_wrong_is_told_at_once() {
    assert_eq!(
        messages("- {document: a, pointer: x, page: p, reason: w}\n- [1]\n"),
        [
            "1: a ledger entry is missing `reason`",
            "1: the entry is missing `why`",
            "1: `x` is not a JSON pointer",
            "1: the entry claims nothing that can be checked",
            "2: the entry is a list, not a mapping",
        ]
    );
    assert_eq!(
        messages("a: 1\n"),
        ["1: the ledger is a mapping, not a list"]
    );
    assert!(
        messages("- {document: 1, pointer: /x, page: p, why: w, absent: a}\n")[0]
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
            messages(&entry(wrong))[0].ends_with("is not a date"),
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
    assert_eq!(manifest.modules[0].module, None);
}

/// A document with a parameter of its own and one by reference, and a schema.
const SHOP: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /books/{id}:
    parameters:
      - {$ref: 'common.yaml#/components/parameters/Id'}
    get:
      operationId: ShowBook
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses: {'200': {description: A book.}}
components:
  schemas:
    Book: {type: object, properties: {a/b: {type: string}}}
";

#[test]
fn names_lead_to_pointers() {
    let document = Document::parse("books.yaml", SHOP.to_owned()).unwrap();
    let pointer = |names: &str| {
        let text = format!("- {{{names}, page: p, why: w, absent: a}}\n");
        let source = Document::parse("books.ledger.yaml", text).unwrap();
        let ledger = Ledger::read(source, Some(&document)).unwrap();
        assert_eq!(ledger.entries[0].document, "books.yaml");
        ledger.entries[0].pointer.clone()
    };
    let operation = "/paths/~1books~1{id}/get";
    assert_eq!(pointer("operation: ShowBook"), operation);
    assert_eq!(
        pointer("operation: ShowBook, parameter: limit, at: /schema"),
        format!("{operation}/parameters/0/schema")
    );
    assert_eq!(
        pointer("operation: ShowBook, parameter: Id"),
        "/paths/~1books~1{id}/parameters/0"
    );
    assert_eq!(
        pointer("schema: Book, property: a/b, at: /type"),
        "/components/schemas/Book/properties/a~1b/type"
    );
    assert_eq!(pointer("at: /info/title"), "/info/title");
    // What the document does not have leads nowhere, and can be reported.
    for missing in [
        "operation: HideBook",
        "operation: ShowBook, parameter: offset",
    ] {
        assert!(document.at(&pointer(missing)).is_none(), "{missing}");
    }
}

#[test]
fn names_have_to_fit_together() {
    let wrong = |names: &str| {
        messages(&format!(
            "- {{document: a, {names}, page: p, why: w, absent: a}}\n"
        ))
    };
    assert_eq!(
        wrong("parameter: limit"),
        ["1: `parameter` without `operation`"]
    );
    assert_eq!(wrong("property: id"), ["1: `property` without `schema`"]);
    assert_eq!(
        wrong("operation: A, pointer: /x"),
        ["1: `pointer` next to names"]
    );
}
