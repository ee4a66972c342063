//! Equivalent documents: no difference has an impact on the wire.

use codegen_changes::{Wire, compare};
use codegen_document::{Document, pointer};
use serde_json::{Map, Value, json};

use crate::mutation::{self, Mutation};
use crate::parts::{Kind, Part, part_of};
use crate::support;
use crate::tables::INLINED;

/// Keys whose value is already the default.
fn said_anyway(kind: Kind, node: &Value) -> Vec<(&'static str, Value)> {
    let kind_of_schema = node["type"].as_str();
    match kind {
        Kind::Schema => {
            let mut rows = vec![
                ("nullable", json!(false)),
                ("deprecated", json!(false)),
                ("readOnly", json!(false)),
                ("writeOnly", json!(false)),
                ("minLength", json!(0)),
                ("minItems", json!(0)),
                ("minProperties", json!(0)),
                ("uniqueItems", json!(false)),
                ("exclusiveMaximum", json!(false)),
            ];
            if kind_of_schema == Some("object") {
                rows.push(("additionalProperties", json!(true)));
            }
            rows
        }
        Kind::Parameter => {
            let mut rows = vec![
                ("deprecated", json!(false)),
                ("allowReserved", json!(false)),
                ("allowEmptyValue", json!(false)),
            ];
            match node["in"].as_str() {
                Some("path") => {
                    rows.extend([("style", json!("simple")), ("explode", json!(false))])
                }
                Some("header") => rows.extend([
                    ("style", json!("simple")),
                    ("explode", json!(false)),
                    ("required", json!(false)),
                ]),
                Some("query") => rows.extend([
                    ("style", json!("form")),
                    ("explode", json!(true)),
                    ("required", json!(false)),
                ]),
                _ => {}
            }
            rows
        }
        Kind::Header | Kind::Body => vec![("required", json!(false))],
        Kind::Operation => vec![("deprecated", json!(false))],
        _ => Vec::new(),
    }
}

fn visit(node: &Value, at: &str, part: Part, found: &mut Vec<Mutation>) {
    let is_reference = node.get("$ref").is_some();
    if let (Part::One(kind), Value::Object(object), false) = (part, node, is_reference) {
        for (key, value) in said_anyway(kind, node) {
            if !object.contains_key(key) {
                let what = format!("{key} said");
                found.push(Mutation::set(pointer::join(at, key), what, value));
            }
        }
    }
    if part == Part::One(Kind::Schema) {
        let wrapped = json!({"allOf": [node]});
        found.push(Mutation::set(at.to_owned(), "within allOf", wrapped));
        if is_reference {
            let described = json!({"description": "Words.", "allOf": [node]});
            found.push(Mutation::set(at.to_owned(), "described", described));
            for (key, value) in [("type", json!("array")), ("nullable", json!(true))] {
                let beside = pointer::join(at, key);
                found.push(Mutation::set(beside, "beside the reference", value));
            }
        }
    }
    match node {
        Value::Object(object) => {
            for (key, child) in object {
                let at = pointer::join(at, key);
                visit(child, &at, part_of(part, key, child), found);
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                let at = pointer::join(at, &index.to_string());
                visit(child, &at, part_of(part, "[]", child), found);
            }
        }
        _ => {}
    }
}

/// Reverses the keys of all objects.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let entries = object.iter().rev();
            let entries = entries.map(|(key, value)| (key.clone(), reversed(value)));
            Value::Object(entries.collect::<Map<String, Value>>())
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

fn nobody_feels_it(folder: &str) {
    let base = support::cases(folder).base;
    let before = support::document("old.json", &base);
    let mut mutations = Vec::new();
    visit(&base, "", Part::Root, &mut mutations);
    let inlined = mutation::all(&base).into_iter();
    mutations.extend(inlined.filter(|it| it.what == INLINED));
    assert!(mutations.len() > 300, "only {}", mutations.len());
    let mut wrong = Vec::new();
    for mutation in mutations {
        let value = mutation.applied(&base);
        let after = Document::parse("new.json", value.to_string()).expect("JSON");
        for changes in [compare(&before, &after), compare(&after, &before)] {
            let felt = changes.iter().filter(|change| change.wire != Wire::None);
            wrong.extend(felt.map(|change| {
                let (pointer, what) = (&mutation.pointer, &mutation.what);
                format!(
                    "{pointer} {what}: {}: {}",
                    change.kind.name(),
                    change.message
                )
            }));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn documents_that_become_crates() {
    nobody_feels_it("crates");
}

#[test]
fn documents_with_request_bodies() {
    nobody_feels_it("bodies");
}

#[test]
fn third_party_documents() {
    nobody_feels_it("foreign");
}

#[test]
fn notation_and_order_are_not_changes() {
    for folder in ["crates", "bodies", "foreign"] {
        let base = support::cases(folder).base;
        let json = support::document("old.json", &base);
        let yaml = serde_yaml::to_string(&reversed(&base)).expect("YAML");
        let yaml = Document::parse("new.yaml", yaml).expect("YAML");
        assert_eq!(compare(&json, &yaml), [], "{folder}");
        assert_eq!(compare(&yaml, &json), [], "{folder}");
    }
}

#[test]
fn anchors_quotes_and_number_formats_are_not_changes() {
    let plain = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /books:
    get:
      operationId: ListBooks
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 1000, default: 10}}
        - {name: offset, in: query, schema: {type: integer, maximum: 1000, default: 10}}
      responses: {'200': {description: 'Two words.'}}
";
    let anchored = "\
openapi: \"3.0.3\"
info: {title: 'Shop', version: \"1\"}
paths:
  /books:
    get:
      operationId: ListBooks
      parameters:
        - name: limit
          in: query
          schema: &amount
            type: integer
            maximum: 1.0e+3
            default: 10.0
        - {name: offset, in: query, schema: *amount}
      responses:
        \"200\":
          description: >-
            Two
            words.
";
    let parse = |name: &str, text: &str| Document::parse(name, text.to_owned()).expect("YAML");
    let (one, other) = (parse("old.yaml", plain), parse("new.yaml", anchored));
    assert_eq!(compare(&one, &other), []);
    assert_eq!(compare(&other, &one), []);
}
