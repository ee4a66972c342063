//! Edits in every layout.

use codegen_document::Document;
use serde_json::{Value, json};

use crate::edit::{Edit, EditError, Slot, edited};

fn set(pointer: &str, value: Value) -> Edit {
    Edit::Set {
        pointer: pointer.to_owned(),
        value,
    }
}

fn insert(mapping: &str, slot: Slot, key: &str, value: Value) -> Edit {
    Edit::Insert {
        mapping: mapping.to_owned(),
        slot,
        key: key.to_owned(),
        value,
    }
}

fn item(list: &str, index: usize, value: Value) -> Edit {
    Edit::InsertItem {
        list: list.to_owned(),
        index,
        value,
    }
}

fn remove(pointer: &str) -> Edit {
    Edit::Remove {
        pointer: pointer.to_owned(),
    }
}

fn after(key: &str) -> Slot {
    Slot::After(key.to_owned())
}

/// The text after an edit. `edited` compares its meaning with the edited tree.
fn text(name: &str, before: &str, edit: Edit) -> Result<String, EditError> {
    let document = Document::parse(name, before.to_owned()).unwrap();
    edited(&document, &[edit]).map(|document| document.text().to_owned())
}

fn yaml(before: &str, edit: Edit) -> String {
    let shown = format!("{edit:?}");
    text("a.yaml", before, edit).unwrap_or_else(|error| panic!("{error}: {shown} in {before:?}"))
}

#[test]
fn flow_style_stays_flow_style() {
    let before = "a: {type: string, enum: [x, z]} # why\nb: {}\nc: []\n";
    for (edit, expected) in [
        (
            set("/a/type", json!("integer")),
            "a: {type: integer, enum: [x, z]} # why",
        ),
        (
            insert("/a", after("type"), "maxLength", json!(5)),
            "a: {type: string, maxLength: 5, enum: [x, z]} # why",
        ),
        (
            insert(
                "/a",
                Slot::Before("type".to_owned()),
                "title",
                json!("a, b"),
            ),
            "a: {title: \"a, b\", type: string, enum: [x, z]} # why",
        ),
        (
            insert("/a", Slot::End, "items", json!({"type": "string"})),
            "a: {type: string, enum: [x, z], items: {type: string}} # why",
        ),
        (
            item("/a/enum", 1, json!("v")),
            "a: {type: string, enum: [x, v, z]} # why",
        ),
        (
            item("/a/enum", 0, json!("w")),
            "a: {type: string, enum: [w, x, z]} # why",
        ),
        (remove("/a/enum/0"), "a: {type: string, enum: [z]} # why"),
        (remove("/a/enum/1"), "a: {type: string, enum: [x]} # why"),
        (remove("/a/type"), "a: {enum: [x, z]} # why"),
        (remove("/a/enum"), "a: {type: string} # why"),
        (
            set("/a/enum", json!(["q"])),
            "a: {type: string, enum: [q]} # why",
        ),
    ] {
        let after = yaml(before, edit);
        assert_eq!(after, format!("{expected}\nb: {{}}\nc: []\n"));
    }
    assert!(yaml(before, insert("/b", Slot::End, "k", json!(1))).contains("b: {k: 1}\n"));
    assert!(yaml(before, item("/c", 0, json!(1))).contains("c: [1]\n"));
}

#[test]
fn brackets_over_several_lines_stay() {
    let before = "a: {\n  type: string, # of text\n  enum: [x,\n    z]\n}\nb: 1\n";
    assert_eq!(
        yaml(before, insert("/a", after("type"), "maxLength", json!(5))),
        "a: {\n  type: string,\n  maxLength: 5, # of text\n  enum: [x,\n    z]\n}\nb: 1\n"
    );
    assert_eq!(
        yaml(before, remove("/a/enum/1")),
        "a: {\n  type: string, # of text\n  enum: [x]\n}\nb: 1\n"
    );
    assert_eq!(yaml(before, remove("/a")), "b: 1\n");
}

#[test]
fn json_stays_json() {
    let before =
        "{\n  \"a\": {\n    \"type\": \"string\",\n    \"enum\": [\"x\"]\n  },\n  \"b\": 1\n}\n";
    let json = |edit| text("a.json", before, edit).unwrap();
    assert_eq!(
        json(insert(
            "/a",
            after("type"),
            "items",
            json!({"type": "string"})
        )),
        before.replace(
            "\"string\",\n",
            "\"string\",\n    \"items\": {\n      \"type\": \"string\"\n    },\n"
        )
    );
    assert_eq!(
        json(set("/b", json!("text"))),
        before.replace(": 1", ": \"text\"")
    );
    assert_eq!(json(remove("/b")), before.replace(",\n  \"b\": 1", ""));
    assert_eq!(
        json(item("/a/enum", 1, json!("y"))),
        before.replace("[\"x\"]", "[\"x\", \"y\"]")
    );
    assert_eq!(
        json(Edit::Rename {
            pointer: "/b".to_owned(),
            key: "c".to_owned()
        }),
        before.replace("\"b\"", "\"c\"")
    );
}

#[test]
fn texts_over_several_lines_go_as_a_whole() {
    for value in [
        "|\n    one\n\n    # no comment\n    two\n",
        ">-\n    one\n    two\n",
        "\"one\n    two\"\n",
        "'one\n\n    two'\n",
        "one\n    two\n",
    ] {
        let before = format!("x:\n  a: 1\n  b: {value}  c: 2 # kept\n");
        assert_eq!(
            yaml(&before, remove("/x/b")),
            "x:\n  a: 1\n  c: 2 # kept\n",
            "{value}"
        );
        assert_eq!(
            yaml(&before, set("/x/b", json!("new"))),
            "x:\n  a: 1\n  b: new\n  c: 2 # kept\n",
            "{value}"
        );
        assert_eq!(
            yaml(&before, insert("/x", after("b"), "d", json!(3))),
            format!("x:\n  a: 1\n  b: {value}  d: 3\n  c: 2 # kept\n"),
            "{value}"
        );
    }
}

#[test]
fn comments_at_any_column_stay() {
    let before = "x:\n  a:\n    one: 1\n# far left\n    two: 2\n  # about b\n  b: 3\n";
    assert_eq!(
        yaml(before, insert("/x", after("a"), "new", json!(0))),
        "x:\n  a:\n    one: 1\n# far left\n    two: 2\n  new: 0\n  # about b\n  b: 3\n"
    );
    assert_eq!(
        yaml(before, remove("/x/a/two")),
        "x:\n  a:\n    one: 1\n# far left\n  # about b\n  b: 3\n"
    );
    assert_eq!(
        yaml(before, insert("/x/a", after("one"), "new", json!(0))),
        "x:\n  a:\n    one: 1\n    new: 0\n# far left\n    two: 2\n  # about b\n  b: 3\n"
    );
}

#[test]
fn keys_in_quotes_and_lists_without_indentation() {
    let before = "'200': # ok\n  \"a b\": x\nlist:\n- name: one\n  in: query\n- name: two\n";
    assert_eq!(
        yaml(before, set("/200/a b", json!("y"))),
        before.replace(": x", ": \"y\"")
    );
    assert_eq!(
        yaml(
            before,
            item("/list", 1, json!({"name": "new", "in": "path"}))
        ),
        before.replace("- name: two", "- name: new\n  in: path\n- name: two")
    );
    assert_eq!(
        yaml(before, remove("/list/0")),
        before.replace("- name: one\n  in: query\n", "")
    );
    assert_eq!(
        yaml(before, insert("", after("200"), "404", json!("none"))),
        before.replace("list:", "\"404\": none\nlist:")
    );
}

#[test]
fn a_text_without_an_end_of_line_and_with_those_of_windows() {
    assert_eq!(
        yaml("a: 1", insert("", Slot::End, "b", json!(2))),
        "a: 1\nb: 2\n"
    );
    assert_eq!(
        yaml("a:\r\n  b: 1\r\n", insert("/a", after("b"), "c", json!(2))),
        "a:\r\n  b: 1\r\n  c: 2\r\n"
    );
}

#[test]
fn what_several_places_share_is_refused() {
    let before = "a: &shared\n  type: string\nb: *shared\nc: *shared\n";
    for edit in [
        set("/a/type", json!("integer")),
        set("/b/type", json!("integer")),
        insert("/b", after("type"), "maxLength", json!(1)),
        insert("/a", after("type"), "maxLength", json!(1)),
        remove("/a/type"),
        remove("/c/type"),
    ] {
        let error = text("a.yaml", before, edit).unwrap_err();
        assert_eq!(error, EditError::Otherwise);
    }
}
