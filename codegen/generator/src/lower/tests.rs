//! Each pass before and after, on the smallest document that shows it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use similar::TextDiff;

use super::{DIALECT, Pass, STRUCTURE};

fn case(name: &str) -> Option<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lower/cases");
    let text = fs::read_to_string(folder.join(format!("{name}.yaml"))).ok()?;
    Some(serde_yaml::from_str(&text).unwrap())
}

fn difference(before: &Value, after: &Value) -> String {
    let (before, after) = (format!("{before:#}"), format!("{after:#}"));
    let diff = TextDiff::from_lines(&before, &after);
    diff.unified_diff()
        .context_radius(4)
        .missing_newline_hint(false)
        .to_string()
}

fn passes() -> impl Iterator<Item = &'static Pass> {
    STRUCTURE.iter().chain(DIALECT)
}

#[test]
fn every_pass_does_what_its_case_shows() {
    for pass in passes() {
        let before = case(pass.name).unwrap_or_else(|| panic!("{} has no case", pass.name));
        let mut after = before.clone();
        let count = (pass.apply)(&mut after).unwrap();
        assert!(
            count > 0,
            "{} finds nothing to do in its own case",
            pass.name
        );
        let shown = format!("{count} changes\n{}", difference(&before, &after));
        insta::assert_snapshot!(pass.name, shown);
    }
}

#[test]
fn every_pass_is_done_after_one_run() {
    // Naming changes nothing, it counts.
    for pass in passes().filter(|pass| pass.name != "naming") {
        let mut document = case(pass.name).unwrap();
        (pass.apply)(&mut document).unwrap();
        let once = document.clone();
        (pass.apply)(&mut document).unwrap();
        assert_eq!(once, document, "{} changes its own result", pass.name);
    }
}

#[test]
fn no_pass_panics_on_a_document_that_is_none() {
    let shapes = [
        "null",
        "[]",
        "{}",
        "{paths: 1}",
        "{paths: {/a: 1}}",
        "{paths: {/a: {get: []}}}",
        "{paths: {/a: {get: {responses: {}}}}}",
        "{components: 3}",
        "{components: {schemas: [1]}}",
        "{components: {schemas: {A: 1, B: {properties: 4}}}}",
        "{paths: {/a: {get: {parameters: [1, {schema: 2}], requestBody: 5, responses: {'200': 6}}}}}",
    ];
    for shape in shapes {
        let document: Value = serde_yaml::from_str(shape).unwrap();
        for pass in passes() {
            // An error is as good as success here.
            let _ = (pass.apply)(&mut document.clone());
        }
    }
}
