//! `docs worklist`, `describe` and `coverage` as a person runs them.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Things, version: \"1\"}
paths:
  /things:
    get:
      operationId: ListThings
      summary: TODO # one sentence
      description: \"Lists the things of an owner, the newest first.\"
      parameters:
        - {name: owner, in: query, description: TODO, schema: {type: string}}
      responses: {\"200\": {description: TODO}}
    delete:
      operationId: DeleteThings
      parameters:
        - {name: owner, in: query, description: TODO, schema: {type: string}}
      responses: {\"200\": {description: \"The things are gone.\"}}
";

const DEFINITION: &str = r#"{"openapi": "3.0.0", "info": {"title": "SHOP", "version": "2030-01-01"}, "paths": {
  "/ListThings": {"x-url": "{endpoint}/things", "get": {"operationId": "ListThings", "tags": ["things"]}},
  "/CreateThing": {"x-url": "{endpoint}/things", "post": {"operationId": "CreateThing", "tags": ["things"]}},
  "/ListOthers": {"x-url": "{endpoint}/others", "get": {"operationId": "ListOthers", "tags": ["others"]}}
}}"#;

/// A workspace with one document.
struct Workspace(tempfile::TempDir);

impl Workspace {
    fn new() -> Workspace {
        let workspace = Workspace(tempfile::tempdir().unwrap());
        for (file, text) in [
            ("specs/manifest.toml", ""),
            ("specs/shop/things.yaml", DOCUMENT),
            ("definitions/shop.json", DEFINITION),
            (
                "specs/records/shop/ListThings.yaml",
                "operation: ListThings\n",
            ),
            (
                "README.md",
                "# Shop\n\n<!-- coverage:begin -->\n<!-- coverage:end -->\nEnd.\n",
            ),
        ] {
            workspace.write(file, text);
        }
        workspace
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap()
    }

    fn docs(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("docs")
            .args(arguments)
            .current_dir(self.0.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        shown(&output).replace(&self.0.path().display().to_string(), "[workspace]")
    }
}

fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    format!(
        "exit code {}\n{}{}",
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr)
    )
}

/// Writes a text into the entry of a worklist that has these words.
fn fill(list: &str, entry: &str, text: &str) -> String {
    let (before, rest) = list.split_once(entry).unwrap();
    let rest = rest.replacen("text: |-\n", &format!("text: |-\n      {text}\n"), 1);
    format!("{before}{entry}{rest}")
}

#[test]
fn texts_are_listed_written_and_kept_until_they_are_in_the_documents() {
    let workspace = Workspace::new();
    let mut shown = workspace.docs(&["worklist"]);
    let list = workspace.read("target/worklist.yaml");
    let list = fill(&list, "name: \"owner\"", "Who owns the things.");
    workspace.write("target/worklist.yaml", &list);
    shown += &workspace.docs(&["worklist"]);
    assert!(
        workspace
            .read("target/worklist.yaml")
            .contains("Who owns the things.")
    );
    shown += &workspace.docs(&["describe", "--dry-run"]);
    assert_eq!(workspace.read("specs/shop/things.yaml"), DOCUMENT);
    shown += &workspace.docs(&["describe"]);
    shown += &workspace.docs(&["worklist"]);
    insta::assert_snapshot!(shown);
    let expected = DOCUMENT.replace(
        "query, description: TODO",
        "query, description: \"Who owns the things.\"",
    );
    assert_eq!(workspace.read("specs/shop/things.yaml"), expected);
}

#[test]
fn a_meaning_is_worded_anew_at_all_its_places() {
    let workspace = Workspace::new();
    workspace.write(
        "specs/shop/things.yaml",
        &DOCUMENT.replace("TODO,", "Old words.,"),
    );
    let mut shown = workspace.docs(&[
        "worklist",
        "--all",
        "--name",
        "own*",
        "--output",
        "list.yaml",
    ]);
    let list = workspace.read("list.yaml");
    workspace.write(
        "list.yaml",
        &list.replace("      Old words.", "      New words."),
    );
    shown += &workspace.docs(&["describe", "list.yaml"]);
    insta::assert_snapshot!(shown);
    assert_eq!(
        workspace
            .read("specs/shop/things.yaml")
            .matches("New words.")
            .count(),
        2
    );
}

#[test]
fn a_list_that_does_not_fit_changes_nothing() {
    let workspace = Workspace::new();
    workspace.docs(&["worklist"]);
    let list = workspace.read("target/worklist.yaml");
    let list = fill(&list, "name: \"owner\"", "Who owns the things.");
    let list = fill(&list, "kind: operation summary", "TODO later");
    workspace.write("target/worklist.yaml", &list);
    insta::assert_snapshot!(workspace.docs(&["describe"]));
    assert_eq!(workspace.read("specs/shop/things.yaml"), DOCUMENT);
    let gone = DOCUMENT.replace("ListThings", "ShowThings");
    workspace.write("specs/shop/things.yaml", &gone);
    let list = workspace
        .read("target/worklist.yaml")
        .replace("TODO later", "");
    workspace.write("target/worklist.yaml", &list);
    insta::assert_snapshot!(workspace.docs(&["describe"]));
    assert_eq!(workspace.read("specs/shop/things.yaml"), gone);
    assert!(workspace.docs(&["worklist"]).contains("exit code 0"));
    assert!(
        workspace
            .read("target/worklist.yaml")
            .contains("Who owns the things.")
    );
}

#[test]
fn coverage_is_shown_recorded_and_written_into_the_readme() {
    let workspace = Workspace::new();
    let mut shown = workspace.docs(&["coverage"]);
    shown += &workspace.docs(&["coverage", "--record", "definitions/shop.json"]);
    shown += &workspace.docs(&["coverage"]);
    shown += &workspace.docs(&["coverage", "--format", "json"]);
    shown += &workspace.docs(&["coverage", "--readme", "--check"]);
    shown += &workspace.docs(&["coverage", "--readme"]);
    shown += &workspace.docs(&["coverage", "--readme", "--check"]);
    shown += &workspace.read("README.md");
    insta::assert_snapshot!(shown);
    let page = workspace.docs(&["coverage", "--format", "html"]);
    let rows = page
        .split("<tr")
        .filter_map(|row| row.strip_prefix(" class=\"item\""));
    let rows: Vec<&str> = rows.filter_map(|row| row.split("</tr>").next()).collect();
    insta::assert_snapshot!(rows.join("\n"));
    assert!(!page.contains("://"), "{page}");
}

#[test]
fn the_figures_of_this_workspace_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["docs", "coverage", "--readme", "--check"])
        .current_dir(root)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
}
