//! Writes the Rust: model types, calls, and what the tests need to know about both.

mod calls;
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
mod requests;
mod source;
mod structures;
mod times;
mod types;
mod waiting;

use std::collections::HashMap;

use codegen_contract::Contract;
use codegen_document::{Document, ManifestEntry, names};

pub(crate) use modules::{owned_folders, roots, shared_files};

use self::layout::Layout;
use crate::output::GeneratedFile;

/// Everything that emission of one document looks at.
pub(crate) struct Emission<'a> {
    entry: &'a ManifestEntry,
    contract: &'a Contract,
    layout: Layout<'a>,
    /// What the document says of its tags.
    tags: HashMap<&'a str, &'a str>,
    /// By each type, the operations that lead to it, by their indexes.
    users: HashMap<String, Vec<usize>>,
}

impl<'a> Emission<'a> {
    /// The emission of a document, which is `json` as well.
    pub(crate) fn new(
        entry: &'a ManifestEntry,
        contract: &'a Contract,
        document: &'a Document,
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
            entry,
            contract,
            layout: Layout::new(document),
            tags: overview::tags(json),
            users,
        }
    }

    /// The files of this document alone.
    pub(crate) fn files(&self, document: &serde_json::Value) -> Vec<GeneratedFile> {
        let mut files = self.model();
        files.extend(self.client());
        files.extend(self.conformance());
        files.push(self.mock(document));
        files
    }

    /// The path of the document's types from outside of the model crate.
    fn model_path(&self) -> String {
        module_path(
            &format!(
                "huaweicloud_{}_model",
                self.entry.crate_name.replace('-', "_")
            ),
            self.entry,
        )
    }

    /// The path of the document's calls from outside of the client crate.
    fn client_path(&self) -> String {
        module_path(&self.client_crate(), self.entry)
    }

    /// The name of the client crate in Rust.
    fn client_crate(&self) -> String {
        format!("huaweicloud_{}", self.entry.crate_name.replace('-', "_"))
    }

    /// The path of the document's own module, from within one of its two crates.
    fn own_path(&self) -> String {
        module_path("crate", self.entry)
    }

    fn document_name(&self) -> String {
        self.entry.documents.display().to_string()
    }

    /// A file of this document with its header.
    fn file(&self, path: std::path::PathBuf, text: &str) -> GeneratedFile {
        let name = self.document_name();
        GeneratedFile {
            path,
            text: source::header(&name) + text,
            document: Some(name),
        }
    }
}

fn module_path(crate_name: &str, entry: &ManifestEntry) -> String {
    match &entry.module {
        Some(module) => format!("{crate_name}::{module}"),
        None => crate_name.to_owned(),
    }
}
