//! Turns OpenAPI documents into the Rust of the model and client crates.
//!
//! The way of a document, each step in a module of its own:
//!
//! 1. `codegen-contract` reads what the document becomes: names, types, limits, documentation.
//! 2. `progenitor`: progenitor determines the types, and has to agree with the contract.
//! 3. `emit`: the files of the crates, of the conformance tests and of the mock server.
//! 4. `output`: the files are compared with what is there, or written.
//!
//! Nothing here touches the network, and the same documents give the same bytes.

mod doc_text;
mod emit;
mod error;
mod generation;
mod output;
mod progenitor;
mod standalone;
mod target;

pub use emit::compact;
pub use error::{Error, LocatedProblem};
pub use generation::{Generation, Report, generate};
pub use output::{Difference, GeneratedFile, differences, write};
pub use standalone::{Crate, CrateOperation, generate_crate};
pub use target::{CrateTarget, Sample, Samples};
