//! `huaweicloud-codegen bundle` on the command line.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use codegen_document::{Document, METHODS, Manifest};
use serde_json::{Value, json};

fn bundle(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .arg("bundle")
        .args(arguments)
        .output()
        .unwrap()
}

/// The operations with their content, by ID.
fn operations(document: &Value) -> Vec<(&str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let methods = paths.values().flat_map(|item| item.as_object().unwrap());
    methods
        .filter(|(method, _)| METHODS.contains(&method.as_str()))
        .map(|(_, operation)| (operation["operationId"].as_str().unwrap(), operation))
        .collect()
}

/// The keys of extensions and the examples below a value, with the number of occurrences.
fn facts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if key.starts_with("x-") || key == "examples" || key == "description" {
                    found.push(format!("{key}: {member}"));
                }
                facts(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| facts(item, found)),
        _ => {}
    }
}

#[test]
fn a_bundle_is_valid_and_has_everything() {
    let folder = tempfile::tempdir().unwrap();
    let output = bundle(&["--output", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let mut seen = 0;
    for entry in Manifest::load(&specs).unwrap().modules {
        let module = Document::bundle(&specs.join(&entry.documents)).unwrap();
        let module = module.to_json();
        let file = folder.path().join(&entry.crate_name).with_extension("yaml");
        let whole = Document::load(&file).unwrap().to_json();
        let known: BTreeSet<&str> = operations(&whole).iter().map(|it| it.0).collect();
        let (mut expected, mut found) = (Vec::new(), Vec::new());
        for (id, operation) in operations(&module) {
            seen += 1;
            assert!(known.contains(id), "{id}");
            facts(operation, &mut expected);
        }
        facts(&whole, &mut found);
        for fact in expected {
            assert!(found.contains(&fact), "{fact}");
        }
        let sources = codegen_check::sources(&[file]).unwrap();
        let findings = codegen_check::check(&sources);
        let errors: Vec<_> = findings
            .iter()
            // The ledgers that excuse these are next to the documents.
            .filter(|it| !it.rule.starts_with("example-"))
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    assert!(seen >= 17, "{seen} operations");
}

#[test]
fn json_is_the_same_document() {
    let yaml = bundle(&["dcs"]);
    let json = bundle(&["dcs", "--format", "json"]);
    let yaml: Value = serde_yaml::from_slice(&yaml.stdout).unwrap();
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(yaml, json);
    assert!(!json.to_string().contains(".yaml#"), "{json}");
}

#[test]
fn a_bundled_file_includes_its_references() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("api.yaml");
    let text = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /pets: {$ref: 'paths/pets.yaml'}\n";
    fs::write(&root, text).unwrap();
    fs::create_dir(folder.path().join("paths")).unwrap();
    let pets = "get:\n  operationId: ListPets\n  responses:\n    '200':\n      description: Pets.\n      \
                content: {application/json: {schema: {$ref: '../Pet.yaml'}}}\n";
    fs::write(folder.path().join("paths/pets.yaml"), pets).unwrap();
    let pet =
        "type: object\nproperties:\n  parent: {$ref: '#'}\n  name: {$ref: 'parts.yaml#/name'}\n";
    fs::write(folder.path().join("Pet.yaml"), pet).unwrap();
    fs::write(folder.path().join("parts.yaml"), "name: {type: string}\n").unwrap();
    let output = bundle(&[root.to_str().unwrap(), "--format", "json"]);
    let bundled: Value = serde_json::from_slice(&output.stdout).unwrap();
    let pets = &bundled["paths"]["/pets"]["get"];
    assert_eq!(pets["operationId"], "ListPets");
    let schema = &pets["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(schema["$ref"], "#/components/schemas/Pet");
    let schemas = &bundled["components"]["schemas"];
    assert_eq!(schemas["name"], json!({"type": "string"}));
    let pet = &schemas["Pet"]["properties"];
    assert_eq!(pet["parent"]["$ref"], "#/components/schemas/Pet");
    assert_eq!(pet["name"]["$ref"], "#/components/schemas/name");
}

#[test]
fn invalid_bundles_are_errors() {
    let output = bundle(&["dsc"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("`dsc` is neither a file nor a product"),
        "{said}"
    );
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "a.yaml",
            "openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas: {A: {type: string}}\n",
        ),
        (
            "b.yaml",
            "openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas: {A: {type: number}}\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = bundle(&[folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("b.yaml:4:") && said.contains("a.yaml:4"),
        "{said}"
    );
}
