//! `huaweicloud-codegen import` on the command line.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const DEFINITION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../importer/tests/faulty.json");

fn import(folder: &Path, definition: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .args(["import", definition, "--output", "things.yaml"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    format!(
        "exit code {}\n--- stdout\n{}--- stderr\n{}",
        output.status.code().unwrap(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

#[test]
fn corrections_are_counted_and_those_that_need_review_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(DEFINITION, folder.path().join("definition.json")).unwrap();
    let quiet = import(folder.path(), "definition.json", &["--quiet"]);
    insta::assert_snapshot!(said(&quiet));
    let all = said(&import(folder.path(), "definition.json", &[]));
    assert!(all.contains("corrected[path-key]"), "{all}");
    assert!(!said(&quiet).contains("corrected[path-key]"));
    assert!(!all.contains('\u{1b}'), "no colors in a pipe");
}

#[test]
fn failed_imports_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.json"), "[]").unwrap();
    fs::write(folder.path().join("broken.json"), "{\"a\": ").unwrap();
    for (definition, complaint) in [
        ("nowhere.json", "error: cannot read nowhere.json"),
        ("list.json", "error: list.json: not an OpenAPI definition"),
        ("broken.json", "error: broken.json:1:"),
    ] {
        let output = import(folder.path(), definition, &[]);
        assert_eq!(output.status.code(), Some(2));
        let said = said(&output);
        assert!(said.contains(complaint), "{said}");
    }
    assert!(!folder.path().join("things.yaml").exists());
}
