//! Checks that documents, generated types, clients and the mock server agree.
//!
//! The tests in `tests/` cover every operation of the documents: the data is collected from the
//! documents, and the generated [`cases`] know how to call it. A new operation does not need a new test.

mod arguments;
mod case;
mod examples;
#[rustfmt::skip]
mod generated;
pub mod leaves;
mod sample;
mod schema;
mod variants;

use std::sync::OnceLock;

use codegen_document::{Disk, Ledger, LedgerEntry, LoadError};

pub use arguments::{INSTANCE, PROJECT, arguments, is_placeholder, pairs, target};
pub use case::{Answer, Arguments, Call, Called, Case, Read, Reading, Refusal};
pub use examples::{Direction, DocumentedOperation, Example, documents, operations, specs};
pub use schema::{is_enumeration, time_notation};
pub use variants::{Expectation, Variant, nodes, variants};

/// The generated case of every operation.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    let resources = generated::CASES.iter().copied().flatten();
    resources.copied().flatten()
}

/// The entries of the ledgers, each with the documents that it is about, by their name in the
/// manifest.
///
/// # Errors
///
/// A document or ledger cannot be loaded.
pub fn ledger() -> Result<Vec<LedgerEntry>, LoadError> {
    static LEDGER: OnceLock<Vec<LedgerEntry>> = OnceLock::new();
    examples::kept(&LEDGER, read_ledger)
}

fn read_ledger() -> Result<Vec<LedgerEntry>, LoadError> {
    let mut entries = Vec::new();
    for (name, document) in documents()? {
        let own = Ledger::of(&document, &Disk)?;
        for mut entry in own.into_iter().flat_map(|ledger| ledger.entries) {
            entry.document.clone_from(&name);
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// The case of an operation of a document.
pub fn case(document: &str, operation: &str) -> Option<&'static Case> {
    cases().find(|case| case.document == document && case.operation == operation)
}
