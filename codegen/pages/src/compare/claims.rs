//! The claims of the ledger about a document. Each excuses the fact that it is about.

use codegen_document::{Document, Ledger, LedgerEntry, Node, pointer};
use serde_json::Value;

use crate::compare::equality::same;

/// The claims of the ledger about one document.
pub(super) struct Claims<'a> {
    document: &'a Document,
    file: String,
    ledger: Option<&'a Ledger>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(document: &'a Document, ledger: Option<&'a Ledger>) -> Claims<'a> {
        let name = document.path().file_name();
        Claims {
            document,
            file: name
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            ledger,
        }
    }

    /// The claim about a keyword of some schemas, where `owner` has the keyword: its value, its
    /// absence, or a whole schema.
    pub(super) fn keyword(
        &self,
        schemas: &[String],
        owner: Option<&str>,
        keyword: &str,
    ) -> Option<String> {
        if let Some(owner) = owner {
            let here = pointer::join(owner, keyword);
            return self.find(|entry| {
                entry.value.is_some() && (entry.pointer == here || entry.pointer == owner)
            });
        }
        self.find(|entry| {
            let of = schemas.contains(&entry.pointer);
            of && (entry.absent.as_deref() == Some(keyword) || is_whole(entry))
        })
    }

    /// The claim about the value of a node.
    pub(super) fn value(&self, pointer: &str) -> Option<String> {
        self.find(|entry| entry.pointer == pointer && entry.value.is_some())
    }

    /// The claim about the component that schemas refer to.
    pub(super) fn reference(&self, schemas: &[String]) -> Option<String> {
        schemas
            .iter()
            .find_map(|schema| self.value(&pointer::join(schema, "$ref")))
    }

    /// The claim about a key that the node at a pointer lacks.
    pub(super) fn absent(&self, pointer: &str, key: &str) -> Option<String> {
        self.find(|entry| entry.pointer == *pointer && entry.absent.as_deref() == Some(key))
    }

    /// The first matching entry whose claim is true.
    fn find(&self, meant: impl Fn(&LedgerEntry) -> bool) -> Option<String> {
        let entries = self.ledger.into_iter().flat_map(|ledger| &ledger.entries);
        let entry = entries
            .filter(|entry| entry.document == self.file && entry.rule.is_none())
            .find(|entry| meant(entry) && self.holds(entry))?;
        Some(format!("ledger ({}): {}", entry.location, entry.why.trim()))
    }

    fn holds(&self, entry: &LedgerEntry) -> bool {
        let node = self.document.at(&entry.pointer);
        let value = match (&entry.value, node) {
            (Some(value), Some(node)) => same(value, &node.to_json()),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let absent = match (&entry.absent, node) {
            (Some(key), Some(node)) => node.get(key).is_none(),
            (Some(_), None) => false,
            (None, _) => true,
        };
        value && absent
    }

    /// Whether the document has a node.
    pub(super) fn node(&self, pointer: &str) -> Option<&'a Node> {
        self.document.at(pointer)
    }
}

/// Whether an entry states a whole schema, and thereby its missing keywords too. This does not
/// include the targets of references.
fn is_whole(entry: &LedgerEntry) -> bool {
    let Some(Value::Object(schema)) = &entry.value else {
        return false;
    };
    schema.contains_key("type") && !schema.contains_key("$ref") && !schema.contains_key("allOf")
}
