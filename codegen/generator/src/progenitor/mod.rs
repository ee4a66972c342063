//! Has progenitor determine the types of a contract, and verifies that they are those of the contract.
//!
//! 1. `dialect` writes the contract as a document that progenitor handles.
//! 2. `engine` runs progenitor. If progenitor rejects the document, `fault` finds the operation or type
//!    at fault.
//! 3. `parsed_output` parses what progenitor wrote: which structs with which fields, and which operations
//!    with which arguments, under which names on the wire and of which types.
//! 4. `comparison` compares this with the contract, so that another version of progenitor cannot change
//!    the generated crates unnoticed.

mod comparison;
mod dialect;
mod disagreement;
mod engine;
mod fault;
mod parsed_output;
#[cfg(test)]
mod tests;

use codegen_contract::{Contract, Problem};

use disagreement::disagreement;
use parsed_output::ParsedOutput;

/// Runs progenitor for a contract and verifies that it determines the same structs, fields, arguments,
/// bodies and successes.
///
/// # Errors
///
/// What progenitor rejects or determines differently, at the operation or component.
pub(crate) fn verify(contract: &Contract) -> Result<(), Vec<Problem>> {
    let run = |contract: &Contract| engine::run(&dialect::document(contract), contract);
    let source = run(contract).map_err(|message| {
        let fails = |part: &Contract| run(part).err();
        vec![fault::find(contract, message, fails)]
    })?;
    let output =
        ParsedOutput::parse(&source).map_err(|message| vec![disagreement("", &message)])?;
    match comparison::differences(contract, &output) {
        problems if problems.is_empty() => Ok(()),
        problems => Err(problems),
    }
}
