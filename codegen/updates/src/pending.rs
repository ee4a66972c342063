//! What was left to a person: where a document says something else than the record, and nothing
//! explains it.

use codegen_pages::{ComparedFact, State, compare};

use crate::folder::Folder;

/// What `docs compare` finds of an operation, with the places.
pub fn pending(folder: &Folder, operation: &str) -> Vec<ComparedFact> {
    let record = folder
        .records
        .iter()
        .find(|record| record.operation == operation);
    let Some(record) = record else {
        return Vec::new();
    };
    let records = std::slice::from_ref(record);
    let compared = compare(records, &folder.documents, folder.ledger.as_ref());
    let own = compared
        .operations
        .into_iter()
        .filter(|compared| compared.operation == operation);
    own.flat_map(|compared| compared.facts)
        .filter(|fact| matches!(fact.state, State::Missing | State::Invented))
        .collect()
}
