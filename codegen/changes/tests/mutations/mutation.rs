//! Every small change that can be made to a document, one at a time.

use codegen_document::pointer;
use serde_json::{Map, Value, json};

use crate::parts::{Part, part_of};
use crate::tables;

/// A small change to a document.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    /// The change: `removed`, `maximum set to 7`.
    pub(crate) what: String,
    /// The pointer in the document that has the node: the old one for a removal.
    pub(crate) pointer: String,
    edit: Edit,
}

#[derive(Clone, Debug)]
enum Edit {
    Set(Value),
    Remove,
    /// Renames the key.
    Rename(String),
}

impl Mutation {
    pub(crate) fn set(pointer: String, what: impl Into<String>, value: Value) -> Mutation {
        Mutation {
            what: what.into(),
            pointer,
            edit: Edit::Set(value),
        }
    }

    /// Applies the change.
    pub(crate) fn applied(&self, base: &Value) -> Value {
        let mut value = base.clone();
        let (parent, key) = split(&self.pointer);
        let holder = value.pointer_mut(&parent).expect("it has a parent");
        match (holder, &self.edit) {
            (Value::Object(object), Edit::Set(value)) => {
                object.insert(key, value.clone());
            }
            (Value::Object(object), Edit::Remove) => {
                object.shift_remove_or_remove(&key);
            }
            (Value::Object(object), Edit::Rename(name)) => {
                // At the same position, so that nothing else moves.
                let entries = std::mem::take(object).into_iter();
                *object = entries
                    .map(|(old, value)| (if old == key { name.clone() } else { old }, value))
                    .collect();
            }
            (Value::Array(items), edit) => {
                let index: usize = key.parse().expect("an index");
                match edit {
                    Edit::Set(value) if index < items.len() => items[index] = value.clone(),
                    Edit::Set(value) => items.push(value.clone()),
                    _ => drop(items.remove(index)),
                }
            }
            (other, _) => unreachable!("{other} holds nothing"),
        }
        value
    }
}

/// The order of keys in `serde_json` depends on features that other crates enable.
trait RemoveInPlace {
    fn shift_remove_or_remove(&mut self, key: &str);
}

impl RemoveInPlace for Map<String, Value> {
    fn shift_remove_or_remove(&mut self, key: &str) {
        self.retain(|name, _| name != key);
    }
}

/// The pointer of the parent, and the key in it.
fn split(pointer: &str) -> (String, String) {
    let (parent, key) = pointer.rsplit_once('/').expect("not the root");
    (parent.to_owned(), pointer::unescape(key).into_owned())
}

/// All changes of all nodes.
pub(crate) fn all(base: &Value) -> Vec<Mutation> {
    let mut found = Vec::new();
    visit(base, base, String::new(), Part::Root, &mut found);
    found
}

fn visit(base: &Value, node: &Value, at: String, part: Part, found: &mut Vec<Mutation>) {
    if !at.is_empty() {
        of_any(node, &at, found);
    }
    for (key, what, value) in tables::of(base, part, node) {
        found.push(Mutation::set(pointer::join(&at, &key), what, value));
    }
    match node {
        Value::Object(object) => {
            let new = pointer::join(&at, "x-something-new");
            found.push(Mutation::set(new, "an extension added", json!(true)));
            for (key, child) in object {
                renamed(object, key, &at, found);
                let child_part = part_of(part, key, child);
                visit(base, child, pointer::join(&at, key), child_part, found);
            }
        }
        Value::Array(items) => {
            let end = pointer::join(&at, &items.len().to_string());
            found.push(Mutation::set(end.clone(), "an item added", more(items)));
            found.push(Mutation::set(end, "an odd item added", json!(4711)));
            for (index, child) in items.iter().enumerate() {
                let child_part = part_of(part, "[]", child);
                let pointer = pointer::join(&at, &index.to_string());
                visit(base, child, pointer, child_part, found);
            }
        }
        _ => {}
    }
}

/// Changes that apply to any node.
fn of_any(node: &Value, at: &str, found: &mut Vec<Mutation>) {
    found.push(Mutation {
        what: "removed".to_owned(),
        pointer: at.to_owned(),
        edit: Edit::Remove,
    });
    let mut others = vec![json!([1]), json!("other"), json!(null)];
    match node {
        Value::Bool(value) => others.push(json!(!value)),
        Value::Number(number) => {
            let value = number.as_f64().unwrap_or_default();
            others.extend([
                json!(value + 7.0),
                json!(value - 1.0),
                json!(number.to_string()),
            ]);
        }
        Value::String(text) => others.extend([
            json!(format!("{text}x")),
            json!(""),
            json!(text.to_uppercase()),
        ]),
        Value::Array(items) => {
            others.push(json!([]));
            others.push(items.iter().rev().cloned().collect());
        }
        Value::Object(_) => others.push(json!({})),
        Value::Null => {}
    }
    others.retain(|other| other != node);
    for other in others {
        let what = format!("set to {other}")
            .chars()
            .take(60)
            .collect::<String>();
        found.push(Mutation::set(at.to_owned(), what, other));
    }
}

fn renamed(object: &Map<String, Value>, key: &str, at: &str, found: &mut Vec<Mutation>) {
    let swapped: String = key
        .chars()
        .map(|letter| match letter.is_lowercase() {
            true => letter.to_ascii_uppercase(),
            false => letter.to_ascii_lowercase(),
        })
        .collect();
    for name in [swapped, format!("{key}2")] {
        if !object.contains_key(&name) {
            found.push(Mutation {
                what: format!("renamed to {name}"),
                pointer: pointer::join(at, key),
                edit: Edit::Rename(name),
            });
        }
    }
}

/// One more item like the others.
fn more(items: &[Value]) -> Value {
    match items.first() {
        Some(Value::String(text)) => json!(format!("{text}-more")),
        Some(Value::Number(number)) => json!(number.as_f64().unwrap_or_default() + 1000.0),
        Some(Value::Object(object)) => {
            let mut object = object.clone();
            object.insert("name".to_owned(), json!("more"));
            Value::Object(object)
        }
        _ => json!("more"),
    }
}
