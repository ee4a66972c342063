//! Nothing is longer than a person reads in one sitting.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::Manifest;
use codegen_generator::generate;

/// Lines of a generated file, and of a document.
const MOST_GENERATED: usize = 2_000;
const MOST_OF_A_DOCUMENT: usize = 3_000;

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
    let long: Vec<_> = lengths.iter().filter(|it| it.0 > MOST_GENERATED).collect();
    assert!(long.is_empty(), "{long:#?}");
    // A file each for the types and the call, but for operations that have no types of their own.
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
        .filter(|it| it.0 > MOST_OF_A_DOCUMENT)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
    // A ledger is a document too, and few documents have none.
    let seen = documents.len();
    assert!(
        seen > 5 * modules,
        "only {seen} documents in {modules} modules"
    );
}
