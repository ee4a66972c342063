//! Components that are no longer used.

use std::collections::BTreeSet;

use codegen_document::{Content, Document, Node, pointer};

use crate::edit::{Edit, edited};

/// The document without the components that were used before and no longer are, and their pointers.
pub(super) fn removed(before: &Document, mut document: Document) -> (Document, Vec<String>) {
    let known = orphans(before);
    let mut gone = Vec::new();
    loop {
        let fresh = orphans(&document);
        let Some(orphan) = fresh.into_iter().find(|orphan| !known.contains(orphan)) else {
            return (document, gone);
        };
        let edit = Edit::Remove {
            pointer: orphan.clone(),
        };
        match edited(&document, &[edit]) {
            Ok(next) => document = next,
            Err(_) => return (document, gone),
        }
        gone.push(orphan);
    }
}

fn orphans(document: &Document) -> Vec<String> {
    let mut referred = BTreeSet::new();
    references(document.root(), &mut referred);
    let mut orphans = Vec::new();
    for kind in [
        "schemas",
        "parameters",
        "responses",
        "headers",
        "requestBodies",
    ] {
        let list = format!("/components/{kind}");
        for entry in document.at(&list).into_iter().flat_map(Node::entries) {
            let at = pointer::join(&list, entry.key);
            if !referred.contains(at.as_str()) {
                orphans.push(at);
            }
        }
    }
    orphans
}

/// Every string that looks like a reference, wherever it is.
fn references<'a>(node: &'a Node, found: &mut BTreeSet<&'a str>) {
    match node.content() {
        Content::String(text) => found.extend(text.strip_prefix('#')),
        Content::Sequence(items) => items.iter().for_each(|item| references(item, found)),
        Content::Mapping(mapping) => mapping
            .entries()
            .for_each(|entry| references(entry.value, found)),
        _ => {}
    }
}
