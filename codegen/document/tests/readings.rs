//! Our reading of the documents equals that of `serde_yaml`.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::path::{Path, PathBuf};

use codegen_document::Document;
use serde_json::{Value, json};

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

fn yaml_files() -> Vec<PathBuf> {
    let mut files = yaml_files_in(&specs());
    files.sort();
    assert!(files.len() > 40, "{files:?}");
    files
}

fn yaml_files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => yaml_files_in(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect()
}

#[test]
fn every_document_reads_the_same_both_ways() {
    for path in yaml_files() {
        let document = Document::load(&path).unwrap();
        let other: Value = serde_yaml::from_str(document.text()).unwrap();
        assert_eq!(document.to_json(), other, "{}", path.display());
        let order = |value: &Value| serde_json::to_string(value).unwrap();
        assert_eq!(
            order(&document.to_json()),
            order(&other),
            "{}",
            path.display()
        );
    }
}

#[test]
fn every_document_has_a_typed_view() {
    for path in yaml_files() {
        let document = Document::load(&path).unwrap();
        if document.root().get("openapi").is_some() {
            let typed = document.openapi().unwrap();
            assert_eq!(
                typed.openapi,
                document.at("/openapi").unwrap().as_str().unwrap()
            );
        }
    }
}

#[test]
fn the_features_of_yaml_read_the_same_both_ways() {
    let text = "\
responses:
  200: {description: no}
  default: {description: \"tab\\tand \\u00e9\"}
folded: >-
  one
  two

  three
kept: |+
  text

list:
- -1
- 1.50
- ~
- 'it''s'
- [a, {b: c}, ]
shared: &shared {x: 1}
again: *shared
9007199254740993: 18446744073709551615
";
    let document = Document::parse("test", text.to_owned()).unwrap();
    let other: Value = serde_yaml::from_str(text).unwrap();
    assert_eq!(document.to_json(), other);
    assert_eq!(
        document.at("/responses/200/description").unwrap().as_str(),
        Some("no")
    );
}

#[test]
fn json_is_read_too() {
    let text = "{\n\t\"a\": [1, 2.5, true, null],\n\t\"b\": {\"c/d\": \"\\u00e9\\\"\\/\"}\n}\n";
    let document = Document::parse("test.json", text.to_owned()).unwrap();
    assert_eq!(
        document.to_json(),
        json!({"a": [1, 2.5, true, null], "b": {"c/d": "é\"/"}})
    );
    assert_eq!(document.location("/b/c~1d").to_string(), "test.json:3:15");
}

#[test]
fn an_untyped_document_is_an_error_with_a_place() {
    let text = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: [1]\n";
    let error = Document::parse("a.yaml", text.to_owned())
        .unwrap()
        .openapi()
        .unwrap_err();
    assert!(error.to_string().starts_with("a.yaml:3:"), "{error}");
}
