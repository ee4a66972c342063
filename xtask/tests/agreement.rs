//! What the generator refuses, `check` finds before it, at its place.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

use codegen_check::{Severity, Source};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A folder like `specs/`, with the same rules on and a single document.
fn folder(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[[document]]\nfile = \"service.yaml\"\ncrate = \"service\"\n";
    fs::write(folder.path().join("manifest.toml"), manifest).unwrap();
    let rules = Path::new(ROOT).join("specs/check.toml");
    fs::copy(rules, folder.path().join("check.toml")).unwrap();
    fs::write(folder.path().join("service.yaml"), document).unwrap();
    folder
}

/// Line and message of what the generator refuses the document for.
fn refusal(folder: &Path) -> Option<(u32, String)> {
    let error = codegen_generator::generate(folder, &[]).err()?.to_string();
    let place = error.split("service.yaml:").nth(1).unwrap();
    let line = place.split(':').next().unwrap().parse().unwrap();
    Some((line, error))
}

/// The errors that `check` finds, as rules and lines.
fn errors(folder: &Path) -> Vec<(&'static str, u32)> {
    let sources = vec![
        Source::document(&folder.join("service.yaml")).unwrap(),
        Source::settings(folder).unwrap(),
    ];
    codegen_check::check(&sources)
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| (found.rule, found.line))
        .collect()
}

fn faults() -> Vec<PathBuf> {
    let folder = Path::new(ROOT).join("codegen/generator/tests/faults");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

/// Rules about what documents should say, which generated code can do without.
const HABITS: [&str; 5] = [
    "documented-errors",
    "documented-field",
    "documented-source",
    "documented-success",
    "unused-component",
];

/// progenitor itself only knows the operation: the cause is anywhere in these documents.
fn is_of_progenitor(message: &str) -> bool {
    message.contains("progenitor ")
}

#[test]
fn every_refusal_of_the_generator_is_found_by_check() {
    let faults = faults();
    assert!(faults.len() > 20, "{}", faults.len());
    for fault in faults {
        let folder = folder(&fs::read_to_string(&fault).unwrap());
        let (line, message) = refusal(folder.path()).unwrap();
        let found: Vec<_> = errors(folder.path())
            .into_iter()
            .filter(|(rule, _)| !HABITS.contains(rule))
            .collect();
        // An operation's names are written a line or more below the operation.
        let is_near = |at: u32| is_of_progenitor(&message) || (line..=line + 5).contains(&at);
        assert!(
            found.iter().any(|(_, at)| is_near(*at)),
            "{}: {message}\ncheck finds {found:?}",
            fault.display()
        );
    }
}

fn with_names(operation: &str, component: &str, parameter: &str) -> String {
    format!(
        r##"openapi: 3.0.3
info: {{title: Service, version: "1"}}
paths:
  /v1/things:
    get:
      operationId: {operation}
      summary: Shows the thing.
      description: Shows the thing.
      externalDocs: {{url: "https://example.com/ShowThing"}}
      parameters:
        - {{name: {parameter}, in: query, description: Which one., schema: {{type: string}}}}
      responses:
        "200":
          description: The thing.
          content:
            application/json:
              schema: {{$ref: "#/components/schemas/{component}"}}
              examples: {{documented: {{value: {{name: chair}}}}}}
components:
  schemas:
    {component}:
      type: object
      description: A thing.
      properties:
        name: {{type: string, description: What it is called.}}
"##
    )
}

#[test]
fn both_refuse_the_same_names() {
    let names = [
        "Box",
        "Client",
        "Check",
        "Clone",
        "Error",
        "Field",
        "Items",
        "Limits",
        "New",
        "Option",
        "Page",
        "Pages",
        "Paging",
        "Response",
        "Result",
        "Secret",
        "Self",
        "Send",
        "Stream",
        "String",
        "Thing",
        "Type",
        "Validate",
        "Vec",
        "Violations",
    ];
    let kinds = [
        |name: &str| with_names(name, "Thing", "id"),
        |name: &str| with_names("ShowThing", name, "id"),
        |name: &str| with_names("ShowThing", "Thing", name),
    ];
    let mut refused = 0;
    for name in names {
        for document in kinds.map(|kind| kind(name)) {
            let folder = folder(&document);
            let refusal = refusal(folder.path());
            let found: Vec<_> = errors(folder.path())
                .into_iter()
                .filter(|(rule, _)| ["client-type", "reserved-name"].contains(rule))
                .collect();
            refused += usize::from(refusal.is_some());
            assert_eq!(
                refusal.is_some(),
                !found.is_empty(),
                "{name}: {refusal:?} {found:?}\n{document}"
            );
        }
    }
    assert!(refused > 10, "{refused}");
}
