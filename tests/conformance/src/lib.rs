//! Holds documents, generated types, clients and mock server against each other.
//!
//! The tests in `tests/` run over every operation of the documents: what is tested is found in the
//! documents, and how to call it in the generated [`cases`]. A new operation needs no new test.

mod case;
mod examples;
#[rustfmt::skip]
mod generated;
pub mod leaves;
mod schema;
mod variants;

pub use case::{Answer, Arguments, Call, Called, Case, Read, Reading, Refusal};
pub use examples::{Direction, DocumentedOperation, Example, documents, operations, specs};
pub use schema::{is_enumeration, time_notation};
pub use variants::{Expectation, Variant, nodes, variants};

/// The case of every operation, as the generator wrote it.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    generated::CASES.iter().copied().flatten()
}

/// The ledger of the documents.
///
/// # Errors
///
/// The ledger cannot be loaded.
pub fn ledger() -> Result<codegen_document::Ledger, codegen_document::LoadError> {
    codegen_document::Ledger::load(&examples::specs())
}

/// The case of an operation of a document.
pub fn case(document: &str, operation: &str) -> Option<&'static Case> {
    cases().find(|case| case.document == document && case.operation == operation)
}
