//! Turns OpenAPI documents into the Rust of the model and client crates.
//!
//! The way of a document, each step in a module of its own:
//!
//! 1. `lower`: passes turn the faithful document into the dialect that progenitor handles.
//! 2. `contract`: names, descriptions, limits and pages, read before the passes take them away.
//! 3. `engine`: progenitor runs, and the operation at fault is found where it fails.
//! 4. `reading`: progenitor's output is read back, exactly, as structs and calls.
//! 5. `emit`: the files of the crates, of the conformance tests and of the mock server.
//! 6. `output`: the files are compared with what is there, or written.
//!
//! Nothing here touches the network, and the same documents give the same bytes.

mod components;
mod contract;
mod emit;
mod engine;
mod generation;
mod limits;
mod lower;
mod operations;
mod output;
mod pagination;
mod problem;
mod prose;
mod reading;
mod rules;
mod schemas;

pub use generation::{Generation, Report, generate, lowered};
pub use output::{Difference, GeneratedFile, differences, write};
pub use problem::Error;
