//! The same operation in every layout, language and notation gives the same facts.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

mod layouts;

use std::path::Path;

use layouts::{Field, Language, Layout, Notation, Operation, Table, write};
use serde_json::{Value, json};

fn field(words: &'static str, facts: Value) -> Field {
    Field { facts, words }
}

/// An invented operation with every kind of fact.
fn operation(words: &'static str) -> Operation {
    let path = vec![field(
        words,
        json!({"name": "shop_id", "required": true, "type": "String", "min_length": 1, "max_length": 64}),
    )];
    let query = vec![
        field(
            words,
            json!({"name": "limit", "required": false, "type": "Integer", "minimum": 1, "maximum": 500, "default": 20}),
        ),
        field(
            words,
            json!({"name": "sort", "required": false, "type": "String", "default": "NAME_UP", "values": [
            {"value": "NAME_UP", "meaning": "升序"}, {"value": "NAME_DOWN", "meaning": "降序"}]}),
        ),
    ];
    let body = vec![
        field(
            words,
            json!({"name": "kind", "required": true, "type": "Integer", "values": [
            {"value": 0, "meaning": "普通"}, {"value": 1, "meaning": "特殊"}]}),
        ),
        field(
            words,
            json!({"name": "labels", "required": false, "type": "Array of strings", "min_items": 1, "max_items": 9}),
        ),
        field(
            words,
            json!({"name": "owner", "required": true, "type": "Owner object"}),
        ),
        field(
            words,
            json!({"name": "open", "required": false, "type": "Boolean", "default": true}),
        ),
    ];
    let owner = vec![field(
        words,
        json!({"name": "owner_name", "required": true, "type": "String", "min_length": 2, "max_length": 36}),
    )];
    let answer = vec![
        field(
            words,
            json!({"name": "total", "type": "Long", "minimum": 0, "maximum": 999999999999u64}),
        ),
        field(
            words,
            json!({"name": "goods", "type": "Array of Good objects", "min_items": 0, "max_items": 500}),
        ),
    ];
    let good = vec![
        field(words, json!({"name": "good_id", "type": "String"})),
        field(
            words,
            json!({"name": "price", "type": "Float", "minimum": 0, "maximum": 1000}),
        ),
        field(
            words,
            json!({"name": "state", "type": "String", "values": [{"value": "SOLD_OUT"}, {"value": "IN_STOCK"}]}),
        ),
    ];
    let error = || {
        vec![
            field(
                words,
                json!({"name": "error_code", "type": "String", "min_length": 8, "max_length": 36}),
            ),
            field(words, json!({"name": "error_msg", "type": "String"})),
        ]
    };
    let table = |role, status, type_name, fields| Table {
        role,
        status,
        type_name,
        fields,
    };
    Operation {
        title: "Invented title",
        method: "POST",
        uri: "/v2/{shop_id}/goods",
        tables: vec![
            table("path", None, None, path),
            table("query", None, None, query),
            table("body", None, None, body),
            table("type", None, Some("Owner"), owner),
            table("response", Some("200"), None, answer),
            table("type", Some("200"), Some("Good"), good),
            table("response", Some("400"), None, error()),
            table("response", Some("404"), None, error()),
        ],
        examples: vec![
            (
                "request",
                None,
                json!({"kind": 1, "labels": ["a b", "{"], "owner": {"owner_name": "x"}, "open": false}),
            ),
            (
                "response",
                Some("200"),
                json!({"total": 1, "goods": [{"good_id": "1", "price": 1, "state": "SOLD_OUT"}]}),
            ),
            (
                "response",
                Some("400"),
                json!({"error_code": "SHOP.0001", "error_msg": "no"}),
            ),
        ],
        statuses: vec!["200", "400", "404"],
    }
}

/// The facts that a page has to give: without lines, meanings only where the layout keeps them.
fn expected(operation: &Operation) -> Vec<Value> {
    operation
        .tables
        .iter()
        .map(|table| {
            let rows: Vec<Value> = table
                .fields
                .iter()
                .map(|field| bare(&field.facts))
                .collect();
            let mut facts = json!({"role": table.role, "rows": rows});
            if let Some(status) = table.status {
                facts["status"] = status.into();
            }
            if let Some(name) = table.type_name {
                facts["type_name"] = name.into();
            }
            facts
        })
        .collect()
}

fn bare(row: &Value) -> Value {
    let mut row = row.clone();
    let members = row.as_object_mut().unwrap();
    members.remove("line");
    if let Some(values) = members.get_mut("values").and_then(Value::as_array_mut) {
        for value in values {
            value.as_object_mut().unwrap().remove("meaning");
        }
    }
    row
}

fn read(text: &str) -> (Value, Vec<Value>) {
    let page = codegen_pages::read(Path::new("page"), text.as_bytes()).unwrap();
    let page = serde_json::to_value(&page).unwrap();
    let mut tables = Vec::new();
    for operation in page["operations"].as_array().unwrap() {
        for table in operation["tables"].as_array().into_iter().flatten() {
            let mut table = table.clone();
            let rows = table["rows"].as_array().unwrap().iter().map(bare).collect();
            table["rows"] = Value::Array(rows);
            tables.push(table);
        }
    }
    (page, tables)
}

/// Layouts without captions lose the order of nothing, but flattened lists lose their bullets.
fn combinations() -> impl Iterator<Item = (Layout, Language, Notation)> {
    Layout::ALL.into_iter().flat_map(|layout| {
        [Language::Chinese, Language::English]
            .into_iter()
            .flat_map(move |language| {
                [Notation::Labels, Notation::Blocks]
                    .into_iter()
                    .map(move |notation| (layout, language, notation))
            })
    })
}

#[test]
fn every_layout_gives_the_same_facts() {
    let mut failures = String::new();
    for (layout, language, notation) in combinations() {
        let words = match language {
            Language::Chinese => "虚构的字段。",
            Language::English => "Invented field.",
        };
        let operation = operation(words);
        let text = write(&operation, layout, language, notation);
        let (page, tables) = read(&text);
        let wanted = expected(&operation);
        for (index, wanted) in wanted.iter().enumerate() {
            let found = tables.get(index).unwrap_or(&Value::Null);
            if found != wanted {
                failures += &format!(
                    "{layout:?} {language:?} {notation:?}\n  wanted {wanted}\n  found  {found}\n"
                );
            }
        }
        if layout != Layout::Lines {
            let operations = page["operations"].as_array().unwrap();
            let first = &operations[0];
            let statuses = json!(operation.statuses);
            let good = operations.len() == 1
                && first["method"] == "POST"
                && first["uri"] == operation.uri
                && first["statuses"] == statuses
                && page["title"] == operation.title;
            if !good {
                failures += &format!("{layout:?} {language:?}: {}\n", page);
            }
        }
        let bodies: Vec<Value> = page["operations"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|operation| {
                operation["examples"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default()
            })
            .map(|example| example["value"].clone())
            .collect();
        let wanted: Vec<Value> = operation
            .examples
            .iter()
            .map(|example| example.2.clone())
            .collect();
        if bodies != wanted {
            failures += &format!("{layout:?} {language:?}: examples {bodies:?}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
