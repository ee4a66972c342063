//! The problem that is reported if progenitor rejects or changes a contract.

use codegen_contract::Problem;

/// A problem that only a change of the generator can solve.
pub(super) fn disagreement(pointer: &str, message: &str) -> Problem {
    Problem::new(
        pointer,
        format!("progenitor and the generator disagree: {message}"),
        "report this together with the document: the generator supports the output of progenitor 0.15.1, \
         and must write documents that progenitor accepts",
    )
}
