//! Nothing that differs goes unseen: whatever is changed, removed or added anywhere in a document
//! is reported as something.

use codegen_changes::compare;
use codegen_document::pointer;
use serde_json::{Value, json};

use crate::support;

/// Every JSON pointer of a value, the root's excepted.
fn pointers(value: &Value, base: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let pointer = pointer::join(base, &key);
        found.push(pointer.clone());
        pointers(child, &pointer, found);
    }
}

fn remove(value: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').expect("no root");
    let key = pointer::unescape(key);
    match value.pointer_mut(parent) {
        Some(Value::Object(object)) => drop(object.remove(key.as_ref())),
        Some(Value::Array(items)) => drop(items.remove(key.parse().expect("an index"))),
        _ => unreachable!("{pointer} has a parent"),
    }
}

/// The value with another name for the key that the pointer ends with, where it is one.
fn renamed(base: &Value, pointer: &str) -> Option<Value> {
    let mut value = base.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("no root");
    let key = pointer::unescape(key);
    let object = value.pointer_mut(parent)?.as_object_mut()?;
    let inner = object.remove(key.as_ref())?;
    let swapped: String = key
        .chars()
        .map(|letter| {
            if letter.is_lowercase() {
                letter.to_ascii_uppercase()
            } else {
                letter.to_ascii_lowercase()
            }
        })
        .collect();
    object.insert(swapped, inner);
    (value != *base).then_some(value)
}

/// Another value of the same kind.
fn other(value: &Value) -> Value {
    match value {
        Value::Null => json!("something"),
        Value::Bool(value) => json!(!value),
        Value::Number(number) => json!(number.as_f64().unwrap_or(0.0) + 7.0),
        Value::String(text) => json!(format!("{text}x")),
        Value::Array(items) => {
            let mut items = items.clone();
            items.push(json!("something"));
            Value::Array(items)
        }
        Value::Object(object) => {
            let mut object = object.clone();
            object.insert("x-something".to_owned(), json!(true));
            Value::Object(object)
        }
    }
}

fn all_is_seen(folder: &str) {
    let base = support::cases(folder).base;
    let before = support::document("old.json", &base);
    assert_eq!(compare(&before, &before), [], "a document against itself");
    let mut found = Vec::new();
    pointers(&base, "", &mut found);
    let mut unseen = Vec::new();
    for pointer in found {
        let mut removed = base.clone();
        remove(&mut removed, &pointer);
        let mut changed = base.clone();
        let node = changed.pointer_mut(&pointer).expect("it is there");
        *node = other(node);
        let mut odd = base.clone();
        let node = odd.pointer_mut(&pointer).expect("it is there");
        *node = if node.is_array() {
            json!("odd")
        } else {
            json!([1])
        };
        let mut values = vec![("removed", removed), ("changed", changed), ("odd", odd)];
        values.extend(renamed(&base, &pointer).map(|value| ("renamed", value)));
        for (what, value) in values {
            let after = support::document("new.json", &value);
            if compare(&before, &after).is_empty() {
                unseen.push(format!("{pointer} {what}"));
            }
            if compare(&after, &before).is_empty() {
                unseen.push(format!("{pointer} {what}, the other way round"));
            }
        }
    }
    assert!(unseen.is_empty(), "not reported:\n{}", unseen.join("\n"));
}

#[test]
fn everything_in_documents_that_become_crates_is_seen() {
    all_is_seen("crates");
}

#[test]
fn everything_in_documents_with_request_bodies_is_seen() {
    all_is_seen("bodies");
}

#[test]
fn everything_in_documents_that_nobody_here_wrote_is_seen() {
    all_is_seen("foreign");
}
