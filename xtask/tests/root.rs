//! Which workspace a command works on.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A copy of one document, as in a checkout that was copied or moved.
fn copy() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    fs::create_dir_all(root.path().join("specs/dcs")).unwrap();
    for entry in fs::read_dir(specs.join("dcs")).unwrap() {
        let path = entry.unwrap().path();
        let copy = root
            .path()
            .join("specs/dcs")
            .join(path.file_name().unwrap());
        fs::copy(&path, copy).unwrap();
    }
    let manifest = "[[module]]\ndocuments = \"dcs\"\ncrate = \"dcs\"\n";
    fs::write(root.path().join("specs/manifest.toml"), manifest).unwrap();
    root
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_copied_checkout_is_worked_on_where_it_is() {
    let root = copy();
    let below = root.path().join("somewhere/below");
    fs::create_dir_all(&below).unwrap();
    let output = run(&below, &["generate"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(
        root.path()
            .join("generated-client/dcs/src/generated/mod.rs")
            .is_file()
    );
    let document = root.path().join("specs/dcs/instances.yaml");
    let broken = fs::read_to_string(&document)
        .unwrap()
        .replace("operationId:", "operationID:");
    fs::write(&document, broken).unwrap();
    let output = run(root.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("operationID"), "{}", text(&output));
}

#[test]
fn a_named_root_goes_before_the_current_folder() {
    let (root, elsewhere) = (copy(), tempfile::tempdir().unwrap());
    let named = root.path().to_str().unwrap();
    let output = run(elsewhere.path(), &["generate", "--root", named]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(root.path().join("generated-client").is_dir());
}

#[test]
fn outside_of_a_workspace_the_error_says_what_to_do() {
    let elsewhere = tempfile::tempdir().unwrap();
    let output = run(elsewhere.path(), &["generate"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output);
    assert!(said.contains("no `specs/manifest.toml` in"), "{said}");
    assert!(said.contains("--root"), "{said}");
}
