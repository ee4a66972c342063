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

mod alone;
mod emit;
mod generation;
mod output;
mod problem;
mod progenitor;
mod prose;

pub use alone::{Crate, CrateTarget, Sample, Samples, generate_crate};
pub use emit::compact;
pub use generation::{Generation, Report, generate};
pub use output::{Difference, GeneratedFile, differences, write};
pub use problem::{Error, Refusal};
