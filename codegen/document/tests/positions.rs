//! Every node and every key knows its place.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use codegen_document::{Document, Position, Span};

const TEXT: &str = "\
# a comment
openapi: 3.0.3
paths:
  /größe/{id}: {get: {x: [1, 'two']}}
  \"/quoted\":
    - first
    -
      key: value
empty:
last: |
  two
  lines
";

fn document() -> Document {
    Document::parse("folder/test.yaml", TEXT.to_owned()).unwrap()
}

fn place(pointer: &str) -> String {
    document().location(pointer).to_string()
}

/// The text between two positions of one line.
fn excerpt(span: Span) -> String {
    assert_eq!(span.start.line, span.end.line);
    let line = TEXT.lines().nth(span.start.line as usize - 1).unwrap();
    line.chars()
        .skip(span.start.column as usize - 1)
        .take((span.end.column - span.start.column) as usize)
        .collect()
}

#[test]
fn a_scalar_is_where_its_value_stands() {
    assert_eq!(place("/openapi"), "folder/test.yaml:2:10");
    assert_eq!(
        place("/paths/~1größe~1{id}/get/x/0"),
        "folder/test.yaml:4:27"
    );
    assert_eq!(
        place("/paths/~1größe~1{id}/get/x/1"),
        "folder/test.yaml:4:30"
    );
    assert_eq!(place("/paths/~1quoted/1/key"), "folder/test.yaml:8:12");
}

#[test]
fn a_collection_is_where_its_key_stands() {
    assert_eq!(place("/paths"), "folder/test.yaml:3:1");
    assert_eq!(place("/paths/~1größe~1{id}/get"), "folder/test.yaml:4:17");
    assert_eq!(place("/paths/~1quoted"), "folder/test.yaml:5:3");
    assert_eq!(place("/paths/~1quoted/1"), "folder/test.yaml:8:7");
}

#[test]
fn an_empty_value_is_just_after_its_colon() {
    assert_eq!(place("/empty"), "folder/test.yaml:9:6");
    assert!(document().at("/empty").unwrap().is_null());
}

#[test]
fn what_does_not_exist_is_at_its_nearest_ancestor() {
    assert_eq!(place("/paths/~1quoted/7/key"), place("/paths/~1quoted"));
    assert_eq!(place("/openapi/deeper"), place("/openapi"));
    assert_eq!(place("/missing"), "folder/test.yaml:2:1");
    assert!(document().at("/missing").is_none());
    assert_eq!(
        document().nearest("/openapi/deeper").as_str(),
        Some("3.0.3")
    );
}

#[test]
fn spans_cover_exactly_the_text() {
    let document = document();
    let list = document.at("/paths/~1größe~1{id}/get/x").unwrap();
    assert_eq!(excerpt(list.span()), "[1, 'two']");
    assert_eq!(excerpt(list.items()[1].span()), "'two'");
    let paths = document.at("/paths").unwrap();
    let keys: Vec<_> = paths
        .entries()
        .map(|entry| excerpt(entry.key_span))
        .collect();
    assert_eq!(keys, ["/größe/{id}", "\"/quoted\""]);
}

#[test]
fn a_block_ends_with_its_last_child() {
    let document = document();
    let span = document.at("/paths").unwrap().span();
    assert_eq!(span.start, Position { line: 4, column: 3 });
    assert_eq!(
        span.end,
        Position {
            line: 8,
            column: 17
        }
    );
}

#[test]
fn windows_line_ends_count_once() {
    let document = Document::parse("test", "a: 1\r\nb:\r\n  c: 2\r\n".to_owned()).unwrap();
    assert_eq!(document.location("/b/c").to_string(), "test:3:6");
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let document = Document::parse("test", "\u{FEFF}a: 1\n".to_owned()).unwrap();
    assert_eq!(document.at("/a").unwrap().as_i64(), Some(1));
}

#[test]
fn an_alias_is_where_it_is_used() {
    let text = "a: &shared {b: 1}\nc: *shared\n";
    let document = Document::parse("test", text.to_owned()).unwrap();
    assert_eq!(
        document.at("/c").unwrap().position(),
        Position { line: 2, column: 4 }
    );
    assert_eq!(document.location("/c/b").to_string(), "test:1:16");
}
