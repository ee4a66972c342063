//! Why a document may say what a record does not: the ledger, and sources that `x-source` names.

use codegen_document::{Document, Ledger, LedgerEntry, Node, pointer};
use serde_json::Value;

use crate::record::Record;

/// What explains the facts of a document.
pub(super) struct Evidence<'a> {
    pub(super) document: &'a Document,
    /// The records of all operations: components are shared.
    pub(super) records: &'a [&'a Record],
    /// The records of official definitions.
    pub(super) definitions: &'a [&'a Record],
    file: String,
    ledger: Option<&'a Ledger>,
}

/// Where a source is from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Source<'a> {
    Page(&'a str),
    Official(&'a str),
    Example(&'a str),
}

impl<'a> Evidence<'a> {
    pub(super) fn new(
        document: &'a Document,
        records: &'a [&'a Record],
        definitions: &'a [&'a Record],
        ledger: Option<&'a Ledger>,
    ) -> Evidence<'a> {
        let name = document.path().file_name();
        Evidence {
            document,
            records,
            definitions,
            file: name
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            ledger,
        }
    }

    /// The place of a pointer, as `file:line:column`.
    pub(super) fn place(&self, pointer: &str) -> String {
        self.document.location(pointer).to_string()
    }

    /// What the ledger says of a keyword of some schemas.
    pub(super) fn keyword(&self, schemas: &[String], keyword: &str) -> Option<String> {
        schemas.iter().find_map(|schema| {
            let here = pointer::join(schema, keyword);
            self.entry(|entry| {
                let exact = entry.pointer == here || entry.pointer.starts_with(&format!("{here}/"));
                let absent = entry.pointer == *schema && entry.absent.as_deref() == Some(keyword);
                let whole = entry.pointer == *schema && is_schema(entry);
                exact || absent || whole
            })
        })
    }

    /// What the ledger says of the node at a pointer, or of anything within it.
    pub(super) fn node(&self, pointer: &str) -> Option<String> {
        self.entry(|entry| {
            entry.pointer == *pointer || entry.pointer.starts_with(&format!("{pointer}/"))
        })
    }

    /// What else than a page is the source of a status or an example.
    pub(super) fn other_source(&self, pointer: &str) -> Option<String> {
        if let Some(entry) = self.node(pointer) {
            return Some(entry);
        }
        match self.source(pointer)? {
            Source::Official(name) => Some(format!("official definition of {name}")),
            Source::Page(_) | Source::Example(_) => None,
        }
    }

    /// What the ledger says of a key that the node at a pointer does not have.
    pub(super) fn absent(&self, pointer: &str, key: &str) -> Option<String> {
        self.entry(|entry| entry.pointer == *pointer && entry.absent.as_deref() == Some(key))
    }

    /// The first entry that is meant, and whose claim still holds.
    fn entry(&self, meant: impl Fn(&LedgerEntry) -> bool) -> Option<String> {
        let entries = self.ledger.into_iter().flat_map(|ledger| &ledger.entries);
        let entry = entries
            .filter(|entry| entry.document == self.file && entry.rule.is_none())
            .find(|entry| meant(entry) && self.holds(entry))?;
        let trap = entry.trap.as_deref().unwrap_or_default();
        Some(format!(
            "ledger {trap} ({}): {}",
            entry.location,
            entry.why.trim()
        ))
    }

    fn holds(&self, entry: &LedgerEntry) -> bool {
        let Some(node) = self.document.at(&entry.pointer) else {
            return false;
        };
        let value = entry
            .value
            .as_ref()
            .is_none_or(|value| same(value, &node.to_json()));
        let absent = entry
            .absent
            .as_deref()
            .is_none_or(|key| node.get(key).is_none());
        value && absent
    }

    /// The nearest source of what is at a pointer.
    pub(super) fn source(&self, at: &str) -> Option<Source<'a>> {
        let mut at = at.to_owned();
        loop {
            if let Some(node) = self.document.at(&at).and_then(|node| node.get("x-source")) {
                return source(node);
            }
            at.truncate(at.rfind('/')?);
        }
    }
}

fn source(node: &Node) -> Option<Source<'_>> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    if let Some(name) = text("official") {
        return Some(Source::Official(name));
    }
    if let Some(example) = text("example") {
        return Some(Source::Example(example));
    }
    text("page").map(Source::Page)
}

/// Whether an entry says what a whole schema is. Such an entry tells as well what it has not.
fn is_schema(entry: &LedgerEntry) -> bool {
    let Some(Value::Object(schema)) = &entry.value else {
        return false;
    };
    schema.contains_key("type") || schema.contains_key("$ref")
}

/// Whether two values are the same, whether numbers are written as integers or not.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}
