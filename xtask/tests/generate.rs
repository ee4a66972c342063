//! `cargo xtask generate` as a person runs it.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A copy of the documents in a folder of its own, generated.
fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    for folder in ["roma", "roma/apic", "dcs"] {
        fs::create_dir_all(root.path().join("specs").join(folder)).unwrap();
        for entry in fs::read_dir(specs.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap();
                let copy = root.path().join("specs").join(folder).join(name);
                fs::copy(&path, copy).unwrap();
            }
        }
    }
    let manifest = "[[module]]\ndocuments = \"roma/apic\"\ncrate = \"roma\"\nmodule = \"apic\"\n\n\
                    [[module]]\ndocuments = \"dcs\"\ncrate = \"dcs\"\n";
    fs::write(root.path().join("specs/manifest.toml"), manifest).unwrap();
    assert_eq!(generate(root.path(), &[]).status.code(), Some(0));
    root
}

fn generate(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--root"])
        .arg(root)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
        + &String::from_utf8(output.stderr.clone()).unwrap()
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} is not in {}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

const TYPES: &str = "generated-client/dcs-model/src/generated/instances/list_number_of_instances_in_different_status.rs";

#[test]
fn this_workspace_is_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--check"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

#[test]
fn an_edited_file_is_shown_as_a_diff_and_left_alone() {
    let root = workspace();
    edit(
        &root.path().join(TYPES),
        "pub running_count",
        "pub runing_count",
    );
    let output = generate(root.path(), &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(text(&output));
    assert!(
        fs::read_to_string(root.path().join(TYPES))
            .unwrap()
            .contains("runing_count")
    );
}

#[test]
fn added_and_removed_files_are_shown_as_diffs() {
    let root = workspace();
    fs::remove_file(
        root.path()
            .join("generated-client/dcs/src/generated/mod.rs"),
    )
    .unwrap();
    fs::write(
        root.path()
            .join("generated-client/dcs/src/generated/extra.rs"),
        "// mine\n",
    )
    .unwrap();
    let output = generate(root.path(), &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let text = text(&output);
    assert!(
        text.contains("--- /dev/null\n+++ generated/generated-client/dcs/src/generated/mod.rs"),
        "{text}"
    );
    assert!(
        text.contains("--- on-disk/generated-client/dcs/src/generated/extra.rs\n+++ /dev/null"),
        "{text}"
    );
    assert!(text.contains("2 of"), "{text}");
}

#[test]
fn a_property_renamed_in_a_document_changes_the_generated_type() {
    let root = workspace();
    edit(
        &root.path().join("specs/dcs/instances.yaml"),
        "        running_count:\n",
        "        runing_count:\n",
    );
    let output = generate(root.path(), &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output).contains("+    pub runing_count: Option<i64>,"),
        "{}",
        text(&output)
    );
}

#[test]
fn a_document_that_cannot_become_code_changes_nothing() {
    let root = workspace();
    let specs = root.path().join("specs");
    edit(
        &specs.join("dcs/instances.yaml"),
        "        running_count:\n",
        "        started_count:\n",
    );
    edit(
        &specs.join("roma/apic/statistics.yaml"),
        "operationId: ListStatisticsApi",
        "operationId: ListLiveDataDataSourcesV2",
    );
    let output = generate(root.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output);
    assert!(
        said.contains("statistics.yaml:") && said.contains("`ListLiveDataDataSourcesV2`"),
        "{said}"
    );
    assert!(
        !fs::read_to_string(root.path().join(TYPES))
            .unwrap()
            .contains("started_count")
    );
}

#[test]
fn the_summary_counts_what_was_read_and_written() {
    let root = workspace();
    fs::remove_file(root.path().join(TYPES)).unwrap();
    let output = generate(root.path(), &[]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output);
    let row = said
        .lines()
        .find(|line| line.trim_start().starts_with("dcs "))
        .unwrap();
    let numbers: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(
        (numbers[1], numbers.last().copied()),
        ("137", Some("1")),
        "{said}"
    );
    assert!(said.trim_end().ends_with(" ms"), "{said}");
    let again = text(&generate(root.path(), &[]));
    let row = again
        .lines()
        .find(|line| line.trim_start().starts_with("together"))
        .unwrap();
    assert_eq!(row.split_whitespace().last(), Some("0"), "{again}");
}

#[test]
fn an_unknown_document_is_named() {
    let root = workspace();
    let output = generate(root.path(), &["dsc.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(text(&output), @"error: `dsc.yaml` is not in the manifest, which lists `roma/apic`, `dcs`");
}

#[test]
fn no_colour_goes_into_a_pipe() {
    let root = workspace();
    edit(
        &root.path().join(TYPES),
        "pub running_count",
        "pub runing_count",
    );
    assert!(!text(&generate(root.path(), &["--check"])).contains('\u{1b}'));
}

/// What `import` writes becomes code.
#[test]
fn an_imported_document_is_generated() {
    let root = tempfile::tempdir().unwrap();
    let specs = root.path().join("specs");
    fs::create_dir(&specs).unwrap();
    let definition =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/importer/tests/faulty.json");
    let imported = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["import", "--quiet", "--output", "things.yaml"])
        .arg(definition)
        .current_dir(&specs)
        .output()
        .unwrap();
    assert_eq!(imported.status.code(), Some(0), "{}", text(&imported));
    let manifest = "[[document]]\nfile = \"things.yaml\"\ncrate = \"things\"\n";
    fs::write(specs.join("manifest.toml"), manifest).unwrap();
    let generated = generate(root.path(), &[]);
    assert_eq!(generated.status.code(), Some(0), "{}", text(&generated));
    let calls = root.path().join("generated-client/things/src/generated");
    assert!(calls.join("start_thing.rs").is_file());
}
