//! Writes Rust source: types, clients, and what tests, example programs and the mock server need.

mod body_examples;
mod call_builders;
mod call_docs;
mod client_crate;
mod conformance;
mod crate_roots;
mod destination;
mod emission;
mod enums;
mod example_programs;
mod layout;
mod mock_documents;
mod model_crate;
mod operation_tables;
mod pagination;
mod request_builders;
mod resource_docs;
mod rust_types;
mod source;
mod standalone_tests;
mod structs;
mod time_accessors;
mod tokens;
mod type_files;
mod waiters;

use serde_json::Value;

pub(crate) use crate_roots::{owned_folders, roots, shared_files};
pub(crate) use destination::Destination;
pub(crate) use emission::Emission;
pub(crate) use layout::Layout;
pub use mock_documents::compact;

use crate::output::GeneratedFile;
use crate::target::Samples;

/// The files of a document in this workspace.
pub(crate) fn workspace_files(emission: &Emission<'_>, document: &Value) -> Vec<GeneratedFile> {
    let mut files = emission.model_files();
    files.extend(emission.client_files());
    files.extend(emission.conformance_files());
    files.push(emission.mock_document(document));
    files
}

/// The files of a document in a crate of its own.
pub(crate) fn standalone_files(emission: &Emission<'_>, samples: &Samples) -> Vec<GeneratedFile> {
    let mut files = emission.model_files();
    files.extend(emission.client_files());
    files.extend(emission.standalone_test_files());
    files.extend(emission.example_programs(samples));
    files
}
