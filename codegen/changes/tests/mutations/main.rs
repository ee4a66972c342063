//! No difference is missed: every node of a document is changed in every way, one change at a time,
//! and each has to be reported at its location.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may panic"
)]

#[allow(dead_code, reason = "other tests use more of it")]
#[path = "../support/mod.rs"]
mod support;

mod equivalents;
mod mutation;
mod parts;
mod place;
mod samples;
mod tables;
mod values;

use std::path::Path;

use codegen_changes::compare;
use codegen_document::{Document, Manifest};
use serde_json::{Value, json};

/// The number of keys between a change and its reported location: a `required` list represents its
/// items, an object a key that was added.
const NEAR: usize = 1;

/// Tries every `step`th change in both directions.
fn all_is_seen(base: &Value, step: usize) {
    let tried = seen(base, |_| step);
    assert!(tried > 200, "only {tried} changes");
}

/// Tries as many changes as the number of steps allows. Returns their number.
fn seen(base: &Value, step: impl Fn(usize) -> usize) -> usize {
    let before = support::document("old.json", base);
    assert_eq!(compare(&before, &before), [], "a document against itself");
    let mutations = mutation::all(base);
    let step = step(mutations.len()).max(1);
    let tried: Vec<_> = mutations.iter().step_by(step).collect();
    let count = tried.len();
    let mut wrong = Vec::new();
    for mutation in tried {
        let value = mutation.applied(base);
        let after = Document::parse("new.json", value.to_string()).expect("JSON");
        for changes in [compare(&before, &after), compare(&after, &before)] {
            let mut distance = place::distance(&mutation.pointer, &changes);
            if let Some(name) = mutation.what.strip_prefix("renamed to ") {
                // An addition may be reported instead of the removal that goes with it.
                let holder = mutation.pointer.rsplit_once('/').map_or("", |it| it.0);
                let renamed = codegen_document::pointer::join(holder, name);
                distance = distance
                    .into_iter()
                    .chain(place::distance(&renamed, &changes))
                    .min();
            }
            if distance.is_none_or(|distance| distance > NEAR) {
                let what = if changes.is_empty() {
                    "unseen"
                } else {
                    "reported elsewhere"
                };
                wrong.push(format!("{} {}: {what}", mutation.pointer, mutation.what));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    count
}

#[test]
fn documents_that_become_crates() {
    all_is_seen(&support::cases("crates").base, 1);
}

#[test]
fn documents_with_request_bodies() {
    all_is_seen(&support::cases("bodies").base, 1);
}

#[test]
fn third_party_documents() {
    all_is_seen(&support::cases("foreign").base, 1);
}

#[test]
fn parameters_of_paths_that_operations_replace() {
    let text = json!({"type": "string"});
    let own = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}});
    let base = json!({
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            "/things/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": true, "schema": text},
                    {"name": "language", "in": "header", "schema": text}
                ],
                "get": {
                    "operationId": "ShowThing",
                    "parameters": [own],
                    "responses": {"200": {"description": "It."}}
                }
            },
            "/nothing": {"parameters": [{"name": "language", "in": "query", "schema": text}]}
        }
    });
    all_is_seen(&base, 1);
}

/// How many changes to each of our documents are tried. All of them would take hours.
const OF_EACH: usize = 16;

#[test]
fn documents_of_this_project() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let manifest = Manifest::load(&specs).expect("a manifest");
    let mut tried = 0;
    for entry in manifest.modules {
        let module = Document::bundle(&specs.join(&entry.documents)).expect("a module");
        for (file, _) in module.files() {
            let document = Document::bundle(file).expect("a document");
            if document
                .at("/paths")
                .is_some_and(|paths| paths.entries().next().is_some())
            {
                tried += seen(&document.to_json(), |all| all.div_ceil(OF_EACH));
            }
        }
    }
    assert!(tried > 300, "only {tried} changes");
}
