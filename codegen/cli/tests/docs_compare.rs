//! `huaweicloud-codegen docs compare` on the command line.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A small library: one operation, its record, its definition, and a ledger.
struct Library {
    root: tempfile::TempDir,
}

impl Library {
    fn new() -> Library {
        let library = Library {
            root: tempfile::tempdir().unwrap(),
        };
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
        copy(&fixtures, &library.root.path().join("specs"));
        library
    }

    fn compare(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
            .args(["docs", "compare", "--documents", "specs"])
            .args(arguments)
            .current_dir(self.root.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.root.path().join("specs").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {file}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
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

#[test]
fn the_documents_of_this_workspace_match_the_pages() {
    let output = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .args(["docs", "compare"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
}

#[test]
fn equal_and_explained_facts() {
    insta::assert_snapshot!(shown(&Library::new().compare(&["--explained"])));
}

#[test]
fn each_difference_has_both_locations() {
    let library = Library::new();
    library.edit("library.yaml", "maximum: 50", "maximum: 60");
    library.edit("library.yaml", "- CLOSED", "- CLOESD");
    library.edit(
        "library.yaml",
        "        publisher:\n",
        "        invented:\n          type: string\n        publisher:\n",
    );
    library.edit("library.yaml", "name: shelf", "name: shelves");
    library.edit("library.yaml", "\"404\":", "\"410\":");
    library.edit("library.yaml", "title: Moss", "title: Mos");
    insta::assert_snapshot!(shown(&library.compare(&[])));
}

#[test]
fn a_stale_claim_explains_nothing() {
    let library = Library::new();
    library.edit("library.yaml", "maxLength: 80", "maxLength: 81");
    insta::assert_snapshot!(shown(&library.compare(&[])));
}

#[test]
fn a_source_without_the_fact_explains_nothing() {
    let library = Library::new();
    library.edit(
        "records/official/ListBooks.yaml",
        "maximum: 999",
        "maximum: 998",
    );
    library.edit("library.yaml", "official: Publisher", "official: Printer");
    insta::assert_snapshot!(shown(&library.compare(&["ListBooks"])));
}

#[test]
fn invalid_input_is_an_error() {
    let mut outputs = Vec::new();
    let library = Library::new();
    outputs.push(shown(&library.compare(&["LisBooks"])));

    library.edit("ledger.yaml", "  why:", "  wy:");
    outputs.push(shown(&library.compare(&[])));

    let library = Library::new();
    library.edit(
        "records/ListBooks.yaml",
        "required: false",
        "required: maybe",
    );
    outputs.push(shown(&library.compare(&[])));

    let library = Library::new();
    fs::remove_dir_all(library.root.path().join("specs/records")).unwrap();
    outputs.push(shown(&library.compare(&[])));

    let library = Library::new();
    fs::remove_file(library.root.path().join("specs/manifest.toml")).unwrap();
    outputs.push(shown(&library.compare(&[])));
    for output in &outputs {
        assert!(output.starts_with("exit code 2\n"), "{output}");
    }
    insta::assert_snapshot!(outputs.join("\n"));
}

#[test]
fn an_operation_without_a_record() {
    let library = Library::new();
    fs::remove_file(library.root.path().join("specs/records/ListBooks.yaml")).unwrap();
    let output = library.compare(&[]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());
}

#[test]
fn a_record_without_an_operation() {
    let library = Library::new();
    library.edit(
        "records/ListBooks.yaml",
        "operation: ListBooks",
        "operation: ListPapers",
    );
    let output = library.compare(&["ListPapers"]);
    insta::assert_snapshot!(shown(&output));
}

#[test]
fn one_json_object_per_operation() {
    let output = Library::new().compare(&["--format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let objects: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(objects.len(), 1);
    assert_eq!(objects[0]["operation"], "ListBooks");
    let fact = &objects[0]["facts"][0];
    assert_eq!(fact["state"], "found");
    assert_eq!(fact["recorded"], "GET");
}

#[test]
fn the_web_page_has_every_fact_and_loads_nothing() {
    let library = Library::new();
    library.edit("library.yaml", "maximum: 50", "maximum: 60");
    library.edit(
        "ledger.yaml",
        "the copy counts",
        "a <script> & \\\"b\\\" counts",
    );
    let json = library.compare(&["--format", "json"]);
    let json = String::from_utf8(json.stdout).unwrap();
    let operation: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    let output = library.compare(&["--format", "html"]);
    assert_eq!(output.status.code(), Some(1));
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains("<details class=\"group\" data-name=\"ListBooks\" open>"),
        "{page}"
    );
    for state in ["found", "explained", "missing", "invented"] {
        let facts = operation["facts"].as_array().unwrap().iter();
        let count = facts.filter(|fact| fact["state"] == state).count();
        assert!(
            page.contains(&format!(">{count} {state}</span>")),
            "{count} {state}"
        );
    }
    let rows = page.matches("<tr class=").count();
    assert_eq!(rows, operation["facts"].as_array().unwrap().len());
    assert_eq!(page.matches("✗ differs").count(), 1);
    assert!(
        page.contains("a &lt;script&gt; &amp; &quot;b&quot; counts"),
        "{page}"
    );
    assert!(
        !page.contains("{{"),
        "a place of the template was not filled"
    );
    // An empty icon keeps the browser from requesting one.
    let page = page.replace(r#"<link rel="icon" href="data:,">"#, "");
    for loads in [
        "src=",
        "href=",
        "url(",
        "@import",
        "fetch(",
        "XMLHttpRequest",
        "<link",
    ] {
        assert!(!page.contains(loads), "{loads}");
    }
}
