//! A document as a crate of its own: types, calls, and programs that call it.

use std::collections::HashMap;

use codegen_contract::{Contract, Problem};
use serde_json::{Map, Value};

use crate::emit::{Emission, Layout, Place};
use crate::output::GeneratedFile;
use crate::progenitor;

/// The crate that a document becomes.
#[derive(Clone, Debug)]
pub struct CrateTarget {
    /// The name of the crate.
    pub name: String,
    /// What the first line of each file says of its origin: a command and what it read.
    pub origin: String,
    /// The service as the variables of endpoints name it.
    pub service: String,
    /// The host of the service, with `{region}` where there is one in each region.
    pub host: Option<String>,
    /// By the JSON pointers of operations and components, the module of their resource; empty where
    /// there is one resource.
    pub resources: HashMap<String, String>,
    /// What operations are called with in programs.
    pub samples: Samples,
}

/// What operations are called with, by their names.
pub type Samples = HashMap<String, Sample>;

/// What an operation is called with.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Parameters and parts by their names on the wire.
    pub parameters: Map<String, Value>,
    /// The request body.
    pub body: Option<Value>,
}

/// A document as a crate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Crate {
    /// What the document is called.
    pub title: String,
    /// The files, by their paths from the folder of the crate, without its manifest.
    pub files: Vec<GeneratedFile>,
    /// How many structs and enums it has.
    pub types: usize,
    /// The operations in the order of the document.
    pub operations: Vec<CrateOperation>,
}

/// An operation of a crate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CrateOperation {
    /// The name in the document.
    pub id: String,
    /// The client's method.
    pub method: String,
    /// The module of its resource; `None` where there is one resource.
    pub resource: Option<String>,
    /// A program that calls it, as shown in documentation: without setup.
    pub example: String,
}

/// Makes the files of a document, whose references all lead into itself.
///
/// # Errors
///
/// Everything that cannot become code.
pub fn generate_crate(document: &Value, target: &CrateTarget) -> Result<Crate, Vec<Problem>> {
    let contract = Contract::read(document)?;
    progenitor::determine(&contract)?;
    let place = Place::alone(target);
    let layout = Layout::Tags(target.resources.clone());
    let emission = Emission::new(&place, &contract, layout, document);
    let operations = contract.operations.iter();
    let operations = operations.map(|operation| CrateOperation {
        id: operation.id.clone(),
        method: operation.method_name.clone(),
        resource: target.resources.get(&operation.pointer).cloned(),
        example: emission.example(operation),
    });
    Ok(Crate {
        title: contract.title.clone(),
        files: emission.files_alone(&target.samples),
        types: contract.types.len(),
        operations: operations.collect(),
    })
}
