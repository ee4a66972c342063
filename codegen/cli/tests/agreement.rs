//! `check` finds everything that the generator rejects, at the same location.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

use codegen_check::Source;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A folder like `specs/`, with the same rules and a single document.
fn folder(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[[document]]\nfile = \"service.yaml\"\ncrate = \"service\"\n";
    fs::write(folder.path().join("manifest.toml"), manifest).unwrap();
    let rules = Path::new(ROOT).join("specs/check.toml");
    fs::copy(rules, folder.path().join("check.toml")).unwrap();
    fs::write(folder.path().join("service.yaml"), document).unwrap();
    folder
}

/// The locations at which the generator rejects the document. `None` if it cannot be read.
fn refusals(folder: &Path) -> Option<Vec<(usize, usize, String)>> {
    match codegen_generator::generate(folder, &[]) {
        Ok(_) => Some(Vec::new()),
        Err(codegen_generator::Error::Document(refusals)) => Some(
            refusals
                .into_iter()
                .map(|it| (it.location.line, it.location.column, it.message))
                .collect(),
        ),
        Err(_) => None,
    }
}

/// The locations of the findings of the rule `generated-code`.
fn findings(folder: &Path) -> Vec<(usize, usize, String)> {
    let sources = vec![
        Source::document(&folder.join("service.yaml")).unwrap(),
        Source::settings(folder).unwrap(),
    ];
    codegen_check::check(&sources)
        .into_iter()
        .filter(|found| found.rule == "generated-code")
        .map(|found| (found.line as usize, found.column as usize, found.message))
        .collect()
}

fn faults() -> Vec<PathBuf> {
    let folder = Path::new(ROOT).join("codegen/generator/tests/faults");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[test]
fn check_finds_exactly_what_the_generator_rejects() {
    let mut compared = 0;
    for fault in faults() {
        let folder = folder(&fs::read_to_string(&fault).unwrap());
        // A file that is not YAML is reported by another rule.
        let Some(mut refusals) = refusals(folder.path()) else {
            continue;
        };
        let mut found = findings(folder.path());
        refusals.sort();
        found.sort();
        assert_eq!(refusals, found, "{}", fault.display());
        assert!(!refusals.is_empty(), "{}", fault.display());
        compared += 1;
    }
    assert!(compared > 18, "{compared}");
}

fn with_names(operation: &str, component: &str, parameter: &str) -> String {
    format!(
        r##"openapi: 3.0.3
info: {{title: Service, version: "1"}}
paths:
  /v1/things:
    get:
      operationId: "{operation}"
      summary: Shows the thing.
      description: Shows the thing.
      externalDocs: {{url: "https://example.com/ShowThing"}}
      parameters:
        - {{name: "{parameter}", in: query, description: Which one., schema: {{type: string}}}}
      responses:
        "200":
          description: The thing.
          content:
            application/json:
              schema: {{$ref: "#/components/schemas/{component}"}}
              examples: {{documented: {{value: {{name: chair}}}}}}
components:
  schemas:
    "{component}":
      type: object
      description: A thing.
      properties:
        name: {{type: string, description: What it is called.}}
"##
    )
}

/// Names that are used by Rust, the standard library or generated code: each is changed,
/// and none is rejected.
#[test]
fn no_name_is_rejected() {
    let names = [
        "Box",
        "Client",
        "Check",
        "Clone",
        "Default",
        "Error",
        "Field",
        "Items",
        "Limits",
        "New",
        "Option",
        "Page",
        "Pages",
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
        "1st",
        "2xx",
        "is-ready",
        "gen",
        "_",
    ];
    for name in names {
        for document in [
            with_names(name, "Thing", "id"),
            with_names("ShowThing", name, "id"),
            with_names("ShowThing", "Thing", name),
        ] {
            let folder = folder(&document);
            assert_eq!(refusals(folder.path()), Some(vec![]), "{name}\n{document}");
            assert_eq!(findings(folder.path()), [], "{name}\n{document}");
        }
    }
}
