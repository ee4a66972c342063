//! Writes the Rust: model types, calls, and what the tests need to know about both.

mod calls;
mod client;
mod conformance;
mod documentation;
mod enumerations;
mod examples;
mod grouping;
mod limits;
mod mock;
mod model;
mod modules;
mod pages;
mod requests;
mod setters;
mod source;
mod structures;
mod times;

use codegen_document::ManifestEntry;

pub(crate) use modules::{owned_folders, roots, shared_files};

use crate::contract::Contract;
use crate::output::GeneratedFile;
use crate::reading::Generated;

/// Everything that emission of one document looks at.
pub(crate) struct Emission<'a> {
    pub(crate) entry: &'a ManifestEntry,
    pub(crate) contract: &'a Contract,
    pub(crate) generated: &'a Generated,
}

impl Emission<'_> {
    /// The files of this document alone.
    pub(crate) fn files(&self, document: &serde_json::Value) -> Vec<GeneratedFile> {
        let mut files = self.model();
        files.extend(self.client());
        files.push(self.conformance());
        files.push(self.mock(document));
        files
    }

    /// The path of the document's types from outside of the model crate.
    fn model_path(&self) -> String {
        module_path(
            &format!("huaweicloud_{}_model", self.entry.crate_name),
            self.entry,
        )
    }

    /// The path of the document's calls from outside of the client crate.
    fn client_path(&self) -> String {
        module_path(
            &format!("huaweicloud_{}", self.entry.crate_name),
            self.entry,
        )
    }

    fn document_name(&self) -> String {
        self.entry.file.display().to_string()
    }
}

fn module_path(crate_name: &str, entry: &ManifestEntry) -> String {
    match &entry.module {
        Some(module) => format!("{crate_name}::{module}"),
        None => crate_name.to_owned(),
    }
}
