//! A definition with everything that definitions should not have: the crate still compiles, and its
//! operations can be called.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use codegen_client::{Client, Output, Runtime, Settings, client};

fn hostile() -> Client {
    let definition = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/hostile.json");
    let settings = Settings {
        runtime: Runtime::of_program(),
        own_workspace: true,
        ..Settings::default()
    };
    client(&definition, &settings, &|_| {}).unwrap()
}

#[test]
fn omissions_are_listed_with_their_locations() {
    let client = hostile();
    let omissions = client.omissions.iter().map(|it| {
        let text = it.to_string();
        let name = text.find("hostile.json").unwrap();
        format!("{}\n", &text[name..])
    });
    let renamed = client
        .renamed
        .iter()
        .map(|(old, new)| format!("{old} -> {new}\n"));
    insta::assert_snapshot!(format!(
        "{} of {} operations\n{}{}",
        client.operations,
        client.found,
        omissions.collect::<String>(),
        renamed.collect::<String>(),
    ));
}

#[test]
fn the_same_definition_results_in_the_same_files() {
    assert_eq!(hostile().files, hostile().files);
}

#[test]
fn the_rest_compiles_without_a_warning_and_can_be_called() {
    let root = tempfile::tempdir().unwrap();
    let output = Output::new(root.path(), &hostile().files).unwrap();
    output.write(&output.differences().unwrap()).unwrap();
    // The versions and the compiled dependencies of this workspace.
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::copy(workspace.join("Cargo.lock"), root.path().join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    for arguments in [
        &["test", "--tests", "--examples"][..],
        &["doc", "--no-deps"],
    ] {
        let run = Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--offline", "--target-dir"])
            .arg(target)
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(root.path())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&run.stderr) + String::from_utf8_lossy(&run.stdout);
        let is_clean = run.status.success() && !text.contains("warning:");
        assert!(is_clean, "cargo {}:\n{text}", arguments.join(" "));
    }
}
