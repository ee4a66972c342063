//! Generates the Rust source of model and client crates from OpenAPI documents.
//!
//! The steps, each in a module of its own:
//!
//! 1. `codegen-contract` determines what the document becomes: names, types, limits and documentation.
//! 2. `progenitor` has progenitor determine the types, and verifies that they are the same.
//! 3. `emit` writes the source of the crates and of the conformance tests, and the documents of the mock
//!    server.
//! 4. `output` compares the files with those on disk, or writes them.
//!
//! Generation does not access the network, and the same documents always result in the same files.

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
