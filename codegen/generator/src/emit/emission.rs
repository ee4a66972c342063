//! What all code of a document is written from.

use std::collections::HashMap;
use std::path::PathBuf;

use codegen_contract::{Contract, Operation, Type};
use codegen_document::names;
use indexmap::IndexMap;
use serde_json::Value;

use super::destination::Destination;
use super::layout::Layout;
use super::source;
use crate::output::GeneratedFile;

/// Operations by the module of their resource, which is `None` if there is a single resource.
pub(super) type Resources<'a> = IndexMap<Option<&'a str>, Vec<&'a Operation>>;

/// The document whose code is written, and where it is written.
pub(crate) struct Emission<'a> {
    pub(super) destination: &'a Destination,
    pub(super) contract: &'a Contract,
    pub(super) layout: Layout<'a>,
    /// The descriptions of the document's tags.
    pub(super) tags: HashMap<&'a str, &'a str>,
    /// The indexes of the operations that use each type.
    pub(super) users: HashMap<String, Vec<usize>>,
}

impl<'a> Emission<'a> {
    pub(crate) fn new(
        destination: &'a Destination,
        contract: &'a Contract,
        layout: Layout<'a>,
        document: &'a Value,
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
            destination,
            contract,
            layout,
            tags: tags(document),
            users,
        }
    }

    /// The operations by resource.
    pub(super) fn resources(&self) -> Resources<'_> {
        let mut resources = Resources::new();
        for operation in &self.contract.operations {
            let resource = self.layout.resource(&operation.pointer);
            resources.entry(resource).or_default().push(operation);
        }
        resources
    }

    /// Whether a type is an enumeration, whose setters also take a string or an integer.
    pub(super) fn is_enumeration(&self, kind: &Type) -> bool {
        matches!(kind, Type::Named(name) if self.contract.enumeration(name).is_some())
    }

    /// A file of this document with its header.
    pub(super) fn file(&self, path: PathBuf, text: &str) -> GeneratedFile {
        GeneratedFile {
            path,
            text: source::header_of(&self.destination.origin) + text,
            document: Some(self.destination.document.clone()),
        }
    }
}

/// The descriptions of the document's tags.
fn tags(document: &Value) -> HashMap<&str, &str> {
    let tags = document["tags"].as_array().into_iter().flatten();
    tags.filter_map(|tag| Some((tag["name"].as_str()?, tag["description"].as_str()?)))
        .collect()
}
