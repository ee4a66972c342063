//! Writes the Rust: model types, calls, and what the tests need to know about both.

mod calls;
mod cases;
mod client;
mod conformance;
mod documentation;
mod enumerations;
mod examples;
mod grouping;
mod layout;
mod mock;
mod model;
mod modules;
mod operations;
mod overview;
mod pages;
mod place;
mod programs;
mod requests;
mod source;
mod structures;
mod times;
mod types;
mod waiting;

use std::collections::HashMap;

use codegen_contract::Contract;
use codegen_document::names;

pub(crate) use modules::{owned_folders, roots, shared_files};
pub(crate) use place::Place;

pub(crate) use self::layout::Layout;
pub use self::mock::compact;
use crate::alone::Samples;
use crate::output::GeneratedFile;

/// Everything that emission of one document looks at.
pub(crate) struct Emission<'a> {
    place: &'a Place,
    contract: &'a Contract,
    layout: Layout<'a>,
    /// What the document says of its tags.
    tags: HashMap<&'a str, &'a str>,
    /// By each type, the operations that lead to it, by their indexes.
    users: HashMap<String, Vec<usize>>,
}

impl<'a> Emission<'a> {
    /// The emission of a document.
    pub(crate) fn new(
        place: &'a Place,
        contract: &'a Contract,
        layout: Layout<'a>,
        json: &'a serde_json::Value,
    ) -> Self {
        let mut users: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, operation) in contract.operations.iter().enumerate() {
            for component in &operation.components {
                let name = names::type_name(component);
                for name in [format!("{name}Input"), name] {
                    let known = users.entry(name).or_default();
                    if known.last() != Some(&index) {
                        known.push(index);
                    }
                }
            }
        }
        Self {
            place,
            contract,
            layout,
            tags: overview::tags(json),
            users,
        }
    }

    /// The files of this document in this workspace.
    pub(crate) fn files(&self, document: &serde_json::Value) -> Vec<GeneratedFile> {
        let mut files = self.model();
        files.extend(self.client());
        files.extend(self.conformance());
        files.push(self.mock(document));
        files
    }

    /// The files of this document in a crate of its own, with programs that call it.
    pub(crate) fn files_alone(&self, samples: &Samples) -> Vec<GeneratedFile> {
        let mut files = self.model();
        files.extend(self.client());
        files.extend(self.call_cases());
        files.extend(self.programs(samples));
        files
    }

    /// A file of this document with its header.
    fn file(&self, path: std::path::PathBuf, text: &str) -> GeneratedFile {
        GeneratedFile {
            path,
            text: source::header_of(&self.place.origin) + text,
            document: Some(self.place.document.clone()),
        }
    }
}
