//! Decisions that were left open: differences between a document and a record without an entry in
//! the ledger.

use std::collections::BTreeMap;

use codegen_pages::{ComparedFact, Record, State, compare};

use crate::folder::Folder;

/// The findings of `docs compare` for each operation, with their locations.
pub fn pending(folder: &Folder) -> BTreeMap<String, Vec<ComparedFact>> {
    let records = folder.records.iter().chain(&folder.definitions);
    let records: Vec<Record> = records.cloned().collect();
    let compared = compare(&records, &folder.documents, folder.ledger.as_ref());
    let mut found: BTreeMap<String, Vec<ComparedFact>> = BTreeMap::new();
    for operation in compared.operations {
        let open = operation
            .facts
            .into_iter()
            .filter(|fact| matches!(fact.state, State::Missing | State::Invented));
        found.entry(operation.operation).or_default().extend(open);
    }
    found
}
