//! Which changes only correct the document: the service never changed.

use codegen_document::{Document, Ledger, LedgerEntry, Node};

use crate::change::Change;

/// Marks the changes that an entry of the ledger explains.
///
/// An entry that makes a claim about the document explains a change there if the claim is true of
/// the new document and not of the old one. An entry that only allows a finding of a check explains
/// a change there if `known`, the ledger of the old document, lacks it.
pub fn mark_corrections(
    changes: &mut [Change],
    (before, after): (&Document, &Document),
    ledger: &Ledger,
    known: Option<&Ledger>,
) {
    let name = after.path().file_name();
    let entries: Vec<&LedgerEntry> = ledger
        .entries
        .iter()
        .filter(|entry| name.is_some_and(|name| name == entry.document.as_str()))
        .filter(|entry| is_new(entry, (before, after), known))
        .collect();
    for change in changes {
        change.correction = entries.iter().any(|entry| explains(entry, change));
    }
}

fn is_new(
    entry: &LedgerEntry,
    (before, after): (&Document, &Document),
    known: Option<&Ledger>,
) -> bool {
    if entry.value.is_some() || entry.absent.is_some() {
        return holds(entry, after) && !holds(entry, before);
    }
    let is_same =
        |other: &LedgerEntry| (&other.pointer, &other.rule) == (&entry.pointer, &entry.rule);
    !known.is_some_and(|known| known.entries.iter().any(is_same))
}

fn holds(entry: &LedgerEntry, document: &Document) -> bool {
    let node = document.at(&entry.pointer);
    let has_value = match &entry.value {
        Some(value) => node.map(Node::to_json).as_ref() == Some(value),
        None => true,
    };
    let lacks_key = match &entry.absent {
        Some(key) => node.is_some_and(|node| node.get(key).is_none()),
        None => true,
    };
    has_value && lacks_key
}

fn explains(entry: &LedgerEntry, change: &Change) -> bool {
    let is_absent = entry.absent.as_ref().is_some_and(|key| {
        let pointer = codegen_document::pointer::join(&entry.pointer, key);
        is_within(&change.before_pointer, &pointer)
    });
    let is_claimed = entry.value.is_some() || entry.absent.is_none();
    is_absent || is_claimed && is_within(&change.after_pointer, &entry.pointer)
}

fn is_within(pointer: &str, outer: &str) -> bool {
    pointer
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
