//! Documents and generated files have a maximum length.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::Manifest;
use codegen_generator::generate;

/// The maximum number of lines of a generated file.
const MAXIMUM_GENERATED: usize = 2_000;
/// The maximum number of lines of a document.
const MAXIMUM_DOCUMENT: usize = 3_000;

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

#[test]
fn no_generated_file_is_long() {
    let generation = generate(&specs(), &[]).unwrap();
    let operations: usize = generation.reports.iter().map(|it| it.operations).sum();
    let sources = generation.files.iter().filter(|file| {
        let extension = file.path.extension().unwrap();
        extension == "rs" || extension == "md"
    });
    let lengths: Vec<_> = sources
        .map(|file| (file.text.lines().count(), &file.path))
        .collect();
    let long: Vec<_> = lengths
        .iter()
        .filter(|it| it.0 > MAXIMUM_GENERATED)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
    // Each operation has a file in the client crate, and most have one in the model crate.
    let (seen, least) = (lengths.len(), operations * 3 / 2);
    assert!(
        seen > least,
        "only {seen} files for {operations} operations"
    );
}

#[test]
fn no_document_is_long() {
    let mut documents = Vec::new();
    let mut folders: Vec<PathBuf> = Manifest::load(&specs())
        .unwrap()
        .modules
        .iter()
        .map(|module| specs().join(&module.documents))
        .collect();
    let modules = folders.len();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "yaml") {
                let lines = fs::read_to_string(&path).unwrap().lines().count();
                documents.push((lines, path));
            }
        }
    }
    let long: Vec<_> = documents
        .iter()
        .filter(|it| it.0 > MAXIMUM_DOCUMENT)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
    // Ledgers count too, and most documents have one.
    let seen = documents.len();
    assert!(
        seen > 5 * modules,
        "only {seen} documents in {modules} modules"
    );
}

#[test]
fn a_long_document_becomes_short_files() {
    let specs = tempfile::tempdir().unwrap();
    let manifest = "[[module]]\ndocuments = \"long.yaml\"\ncrate = \"long\"\n";
    fs::write(specs.path().join("manifest.toml"), manifest).unwrap();
    fs::write(specs.path().join("long.yaml"), long_document()).unwrap();
    let generation = generate(specs.path(), &[]).unwrap();
    let files = generation.files.iter();
    let files: Vec<_> = files
        .filter(|file| file.path.starts_with("generated-client"))
        .collect();
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    assert!(
        lines > 10 * MAXIMUM_GENERATED,
        "{lines} lines need not be split"
    );
    for file in files {
        let lines = file.text.lines().count();
        let path = file.path.display();
        assert!(lines < MAXIMUM_GENERATED, "{path} has {lines} lines");
        syn::parse_file(&file.text).map_or_else(
            |error| assert!(path.to_string().ends_with(".md"), "{path}: {error}"),
            |_| (),
        );
    }
}

/// Two hundred operations that share two hundred types.
fn long_document() -> String {
    let head = "openapi: 3.0.3\ninfo: { title: Long, version: 1.0.0 }\npaths:\n";
    let mut paths = String::new();
    let mut schemas = String::new();
    for number in 0..200 {
        paths += &format!(
            "  /v1/things/{number}:\n    post:\n      operationId: MakeThing{number}\n      \
             requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: \
             \"#/components/schemas/Thing0\" }} }} }} }}\n      responses:\n        \
             \"204\": {{ description: Made. }}\n"
        );
        let next = match number {
            199 => "type: string".to_owned(),
            _ => format!("$ref: \"#/components/schemas/Thing{}\"", number + 1),
        };
        schemas += &format!(
            "    Thing{number}:\n      type: object\n      properties:\n        next: {{ {next} }}\n"
        );
    }
    format!("{head}{paths}components:\n  schemas:\n{schemas}")
}
