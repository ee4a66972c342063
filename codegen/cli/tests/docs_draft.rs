//! `huaweicloud-codegen docs draft` and `docs record` on the command line.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PAGE: &str = "# Listing Chairs

## URI

GET /v1/{shelf}/chairs

Table 1 Path Parameters

| Parameter | Mandatory | Type | Description |
| --- | --- | --- | --- |
| shelf | Yes | String | Invented. Minimum: 1 Maximum: 80 |

## Response Parameters

Status code: 200

Table 2 Response body parameters

| Parameter | Type | Description |
| --- | --- | --- |
| total | Integer | Invented. |

## Example Responses

Status code: 200

```
{\"total\": 3}
```
";

/// A folder with the library's documents and a page.
fn folder() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
    fs::create_dir_all(root.path().join("specs/records")).unwrap();
    for file in [
        "manifest.toml",
        "library.yaml",
        "ledger.yaml",
        "records/ListBooks.yaml",
    ] {
        fs::copy(library.join(file), root.path().join("specs").join(file)).unwrap();
    }
    fs::write(root.path().join("page.md"), PAGE).unwrap();
    root
}

fn docs(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .arg("docs")
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_drafted_and_recorded_operation_has_no_differences() {
    let root = folder();
    let root = root.path();
    let into = [
        "draft",
        "page.md",
        "--operation",
        "ListChairs",
        "--into",
        "specs/library.yaml",
    ];
    let output = docs(root, &into);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(
        errors(&output).contains("texts marked TODO are left to write"),
        "{}",
        errors(&output)
    );
    let again = docs(root, &into);
    assert_eq!(code(&again), 2);
    assert!(
        errors(&again).contains("the document has ListChairs (GET /v1/{shelf}/chairs) already")
    );

    let record = [
        "record",
        "page.md",
        "--operation",
        "ListChairs",
        "--documents",
        "specs",
    ];
    let output = docs(root, &record);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let path = root.join("specs/records/ListChairs.yaml");
    let kept = fs::read(&path).unwrap();
    docs(root, &record);
    assert_eq!(
        fs::read(&path).unwrap(),
        kept,
        "the same page gives the same record"
    );

    let output = docs(root, &["compare", "ListChairs", "--documents", "specs"]);
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(code(&output), 0, "{text}{}", errors(&output));
}

#[test]
fn a_draft_is_printed_or_written_to_a_new_file() {
    let root = folder();
    let root = root.path();
    let draft = ["draft", "page.md", "--operation", "ListChairs"];
    let shown = docs(root, &draft);
    assert_eq!(code(&shown), 0);
    let output = docs(root, &[&draft[..], &["--output", "new.yaml"]].concat());
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert_eq!(fs::read(root.join("new.yaml")).unwrap(), shown.stdout);
    let again = docs(root, &[&draft[..], &["--output", "new.yaml"]].concat());
    assert_eq!(code(&again), 2);
    assert!(
        errors(&again).contains("pass the path of a new file"),
        "{}",
        errors(&again)
    );
    assert_eq!(fs::read(root.join("new.yaml")).unwrap(), shown.stdout);
}

#[test]
fn a_page_about_another_operation_is_not_recorded() {
    let root = folder();
    let root = root.path();
    for (arguments, message) in [
        (
            &["page.md", "--operation", "ListBooks"][..],
            "the page describes GET /v1/{shelf}/chairs, but ListBooks is GET /v1/{shelf}/books",
        ),
        (
            &["page.md", "--operation", "ListTables"],
            "unknown operation ListTables in specs",
        ),
        (
            &["page.md", "--operation", "../x"],
            "invalid operation name `../x`",
        ),
        (
            &["page.md", "--operation", "ListBooks", "--part", "7"],
            "unknown part 7: the page has none",
        ),
        (
            &["specs/manifest.toml", "--operation", "ListBooks"],
            "no operation found",
        ),
        (
            &["nothing.md", "--operation", "ListBooks"],
            "cannot read nothing.md",
        ),
    ] {
        let output = docs(
            root,
            &[&["record", "--documents", "specs"], arguments].concat(),
        );
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(errors(&output).contains(message), "{}", errors(&output));
    }
    assert_eq!(fs::read_dir(root.join("specs/records")).unwrap().count(), 1);
}

/// A workspace and a definition of two operations.
fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("specs")).unwrap();
    fs::write(root.path().join("specs/manifest.toml"), "").unwrap();
    let answer = serde_json::json!({"200": {"description": "Invented."}});
    let operation = |id: &str, tag: &str| {
        serde_json::json!({
            "get": {"operationId": id, "tags": [tag], "summary": "Invented words.", "responses": answer},
            "x-url": format!("{{endpoint}}/v1/{id}"),
        })
    };
    let definition = serde_json::json!({
        "openapi": "3.0.0",
        "info": {"title": "FURNITURE", "version": "1"},
        "paths": {
            "ListChairs": operation("ListChairs", "Chairs"),
            "ListTables": operation("ListTables", "Tables"),
        },
    });
    fs::write(root.path().join("furniture.json"), definition.to_string()).unwrap();
    root
}

#[test]
fn a_whole_definition_becomes_documents() {
    let root = workspace();
    let root = root.path();
    let all = [
        "draft",
        "furniture.json",
        "--all",
        "--into",
        "specs/furniture",
    ];
    let output = docs(root, &all);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("created `"), "{}", errors(&output));

    let output = docs(root, &[&all[..], &["--only", "*Chairs"]].concat());
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let chairs = root.join("specs/furniture/chairs.yaml");
    let written = fs::read_to_string(&chairs)
        .unwrap()
        .replace("TODO: 200", "The chairs.");
    fs::write(&chairs, &written).unwrap();
    assert!(!root.join("specs/furniture/tables.yaml").exists());

    let output = docs(root, &all);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(root.join("specs/furniture/tables.yaml").exists());
    assert_eq!(fs::read_to_string(&chairs).unwrap(), written);
    let words = fs::read_to_string(root.join("target/worklist-sources.json")).unwrap();
    for file in ["furniture/chairs.yaml", "furniture/tables.yaml"] {
        assert!(words.contains(file), "{words}");
    }
}

#[test]
fn failed_drafts_write_nothing() {
    let root = workspace();
    let root = root.path();
    let names = root.join("specs/furniture/draft.toml");
    fs::create_dir_all(names.parent().unwrap()).unwrap();
    fs::write(&names, "[resources]\nChairs = \"chairs\"\n").unwrap();
    let output = docs(
        root,
        &[
            "draft",
            "furniture.json",
            "--all",
            "--into",
            "specs/furniture",
        ],
    );
    assert_eq!(code(&output), 2);
    assert!(
        errors(&output).contains("\"Tables\" = \"...\""),
        "{}",
        errors(&output)
    );
    assert_eq!(
        fs::read_dir(root.join("specs/furniture")).unwrap().count(),
        1
    );
}
