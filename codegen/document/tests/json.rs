//! Files named `.json` are read as JSON, as `serde_json` reads them, with the place of every node.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails may panic"
)]

use codegen_document::{Document, LoadError};
use serde_json::Value;

fn problem(text: &str) -> String {
    match Document::parse("test.json", text.to_owned()) {
        Err(LoadError::Invalid(invalid)) => {
            let problem = &invalid.problems[0];
            let position = problem.position;
            format!("{}:{}: {}", position.line, position.column, problem.message)
        }
        other => panic!("{text:?}: {other:?}"),
    }
}

#[test]
fn escapes_mean_what_serde_json_says() {
    for text in [
        r#"{"a": "\ud83d\ude00 \u00e9 \" \\ \/ \b \f \n \r \t"}"#,
        r#"["\ud83d"]"#,
        r#"["\ud83d\u0041"]"#,
        r#"["\ude00"]"#,
        r#"["\u12G4"]"#,
        r#"["\x41"]"#,
        "[\"tab\there\"]",
        "[1, -0, 1e3, -1.5E-2, 18446744073709551615, 18446744073709551616, 9007199254740993]",
        "[01]",
        "[1.]",
        "[.5]",
        "[+1]",
        "[1e999]",
        "[true, false, null]",
        "[nul]",
        "[truely]",
        "[NaN]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\": 1,}",
        "{a: 1}",
        "{'a': 1}",
        "[1] 2",
        "[1",
        "{\"a\":",
        "\"open",
        "",
        " \n ",
        "// comment\n[1]",
        "\"\u{7f}\u{2028}\"",
    ] {
        let theirs: Option<Value> = serde_json::from_str(text).ok();
        let ours = Document::parse("test.json", text.to_owned()).ok();
        assert_eq!(ours.map(|document| document.to_json()), theirs, "{text}");
    }
}

#[test]
fn columns_count_characters_on_lines_of_any_ending() {
    let text = "{\r\n\t\"größe\": [1,\r\"\u{1F600}\", {\"b\": 2}]\n}";
    let document = Document::parse("test.json", text.to_owned()).unwrap();
    assert_eq!(document.location("/größe/0").to_string(), "test.json:2:12");
    assert_eq!(document.location("/größe/1").to_string(), "test.json:3:1");
    assert_eq!(
        document.location("/größe/2/b").to_string(),
        "test.json:3:12"
    );
}

#[test]
fn problems_have_a_place() {
    assert_eq!(
        problem("{\"a\": 1,\n \"a\": 2}"),
        "2:2: the key `a` was already used on line 1"
    );
    assert_eq!(
        problem("{\n  \"a\": 1,\n}"),
        "3:1: not JSON: a key is missing"
    );
    assert_eq!(
        problem("{\n  \"a\": 1\n  \"b\": 2}"),
        "3:3: not JSON: expected a comma or the end of this object"
    );
    assert!(problem("{\"a\": \"\\ud83d\"}").starts_with("1:8: "));
    assert!(problem(&"[".repeat(100_000)).contains("levels deep"));
    assert_eq!(problem("[1]]").split(": ").next(), Some("1:4"));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let document = Document::parse("test.json", "\u{feff}{\"a\": 1}".to_owned()).unwrap();
    assert_eq!(document.location("/a").to_string(), "test.json:1:7");
}

#[test]
fn files_that_may_never_end_are_not_opened() {
    for path in ["/dev/zero", "/"] {
        assert!(matches!(
            Document::load(path.as_ref()),
            Err(LoadError::Io { .. })
        ));
    }
}
