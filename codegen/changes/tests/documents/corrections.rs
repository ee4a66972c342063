//! Which changes the ledger explains.

use codegen_changes::{Change, compare, mark_corrections};
use codegen_document::{Document, Ledger};

const OLD: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /books:
    get:
      operationId: ListBooks
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, default: 10}}
        - {name: author, in: query, schema: {type: string, enum: [a, b]}}
      responses:
        '200': {description: Books.}
";

fn changes(new: &str, ledger: &str, known: Option<&str>) -> Vec<Change> {
    let before = Document::parse("old.yaml", OLD.to_owned()).expect("YAML");
    let after = Document::parse("specs/shop.yaml", new.to_owned()).expect("YAML");
    let mut changes = compare(&before, &after);
    let known = known.map(read);
    mark_corrections(
        &mut changes,
        (&before, &after),
        &read(ledger),
        known.as_ref(),
    );
    changes
}

fn read(ledger: &str) -> Ledger {
    let source = Document::parse("ledger.yaml", ledger.to_owned()).expect("YAML");
    Ledger::read(source, None).unwrap_or_else(|error| panic!("{error}"))
}

fn entry(document: &str, pointer: &str, claim: &str) -> String {
    format!("- {{document: {document}, pointer: '{pointer}', page: p, why: w, {claim}}}\n")
}

#[test]
fn a_newly_valid_claim_explains_the_change() {
    let new = OLD.replace("required: true", "required: false");
    let pointer = "/paths/~1books/get/parameters/0/required";
    let found = changes(&new, &entry("shop.yaml", pointer, "value: false"), None);
    assert_eq!(found.len(), 1);
    assert!(found[0].correction);
    let other_document = entry("other.yaml", pointer, "value: false");
    assert!(!changes(&new, &other_document, None)[0].correction);
    let other_place = entry("shop.yaml", "/info/version", "value: '1'");
    assert!(!changes(&new, &other_place, None)[0].correction);
}

#[test]
fn a_claim_that_was_valid_before_explains_nothing() {
    let new = OLD.replace("default: 10", "default: 20");
    let pointer = "/paths/~1books/get/parameters/0";
    let claim =
        "value: {name: limit, in: query, required: true, schema: {type: integer, default: 20}}";
    assert!(changes(&new, &entry("shop.yaml", pointer, claim), None)[0].correction);
    let held = entry("shop.yaml", &format!("{pointer}/name"), "value: limit");
    assert!(!changes(&new, &held, None)[0].correction);
}

#[test]
fn removing_a_wrong_key_is_a_correction() {
    let new = OLD.replace(", enum: [a, b]", "");
    let pointer = "/paths/~1books/get/parameters/1/schema";
    let found = changes(&new, &entry("shop.yaml", pointer, "absent: enum"), None);
    assert_eq!(found.len(), 1);
    assert!(found[0].correction, "{found:?}");
}

#[test]
fn only_a_new_exception_explains_a_change() {
    let new = OLD.replace("default: 10", "default: ten");
    let pointer = "/paths/~1books/get/parameters/0/schema";
    let ledger = entry("shop.yaml", pointer, "rule: example-schema");
    assert!(changes(&new, &ledger, None)[0].correction);
    assert!(!changes(&new, &ledger, Some(&ledger))[0].correction);
}
