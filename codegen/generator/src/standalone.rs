//! A crate for a single document: its types, its client and example programs.

use codegen_contract::{Contract, Problem};
use serde_json::Value;

use crate::emit::{self, Destination, Emission, Layout};
use crate::output::GeneratedFile;
use crate::progenitor;
use crate::target::CrateTarget;

/// The generated crate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Crate {
    /// The document's title.
    pub title: String,
    /// The files except `Cargo.toml`, with paths relative to the crate.
    pub files: Vec<GeneratedFile>,
    /// The number of structs and enums.
    pub types: usize,
    /// The operations, in the document's order.
    pub operations: Vec<CrateOperation>,
}

/// An operation of a generated crate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CrateOperation {
    /// The `operationId`.
    pub id: String,
    /// The name of the client's method.
    pub method: String,
    /// The module of its resource; `None` if the crate has a single resource.
    pub resource: Option<String>,
    /// A call of it as shown in its documentation.
    pub example: String,
}

/// Generates the files of a document whose references are all local.
///
/// # Errors
///
/// Everything for which no code can be generated.
pub fn generate_crate(document: &Value, target: &CrateTarget) -> Result<Crate, Vec<Problem>> {
    let contract = Contract::read(document)?;
    progenitor::verify(&contract)?;
    let destination = Destination::standalone(target);
    let layout = Layout::Tags(target.resources.clone());
    let emission = Emission::new(&destination, &contract, layout, document);
    let operations = contract.operations.iter();
    let operations = operations.map(|operation| CrateOperation {
        id: operation.id.clone(),
        method: operation.method_name.clone(),
        resource: target.resources.get(&operation.pointer).cloned(),
        example: emission.call_example(operation),
    });
    Ok(Crate {
        title: contract.title.clone(),
        files: emit::standalone_files(&emission, &target.samples),
        types: contract.types.len(),
        operations: operations.collect(),
    })
}
