//! What was left to a person: where a document says something else than the record, and nothing
//! explains it.

use std::collections::BTreeMap;

use codegen_pages::{ComparedFact, Record, State, compare};

use crate::folder::Folder;

/// What `docs compare` finds of each operation, with the places.
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
