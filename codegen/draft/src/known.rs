//! The existing contents of the folder.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use codegen_document::{Document, METHODS, Node, reference};
use indexmap::IndexMap;
use serde_json::Value;

use crate::walk;

/// The operations and components of the existing documents.
#[derive(Debug, Default)]
pub(crate) struct Known {
    operations: HashSet<String>,
    /// From a component, as `schemas/Name`, to its document.
    components: HashMap<String, String>,
    /// The properties of error bodies, by the names of their schemas.
    errors: Vec<(String, Vec<String>)>,
}

impl Known {
    pub(crate) fn read(existing: &[(PathBuf, Document)]) -> Known {
        let mut known = Known::default();
        for (path, document) in existing {
            let file = name(path);
            let items = document.at("/paths").into_iter().flat_map(Node::entries);
            for item in items {
                for method in METHODS {
                    let id = item.value.get(method).and_then(|it| it.get("operationId"));
                    known
                        .operations
                        .extend(id.and_then(Node::as_str).map(str::to_owned));
                }
            }
            for section in document
                .at("/components")
                .into_iter()
                .flat_map(Node::entries)
            {
                for component in section.value.entries() {
                    let name = format!("{}/{}", section.key, component.key);
                    known.components.insert(name, file.clone());
                    if section.key == "schemas" && component.key.ends_with("Error") {
                        let properties = component.value.get("properties");
                        let names = properties.into_iter().flat_map(Node::entries);
                        let names = names.map(|it| it.key.to_owned()).collect();
                        known.errors.push((component.key.to_owned(), names));
                    }
                }
            }
        }
        known
    }

    pub(crate) fn has_operation(&self, id: &str) -> bool {
        self.operations.contains(id)
    }

    /// The error body with these properties.
    pub(crate) fn error(&self, schema: &Value) -> Option<&str> {
        let properties = schema.get("properties").and_then(Value::as_object)?;
        let is_same = |names: &&(String, Vec<String>)| {
            names.1.len() == properties.len()
                && names.1.iter().all(|it| properties.contains_key(it))
        };
        self.errors
            .iter()
            .find(is_same)
            .map(|(name, _)| name.as_str())
    }

    /// The document of a component.
    pub(crate) fn document(&self, component: &str) -> Option<&str> {
        self.components.get(component).map(String::as_str)
    }
}

/// The path of a document without `.yaml`, with `/` on every platform.
pub(crate) fn name(path: &std::path::Path) -> String {
    let parts = path.iter().map(|part| part.to_string_lossy());
    let name = parts.collect::<Vec<_>>().join("/");
    name.trim_end_matches(".yaml").to_owned()
}

/// The most frequent schema of error responses.
pub(crate) fn common_error(document: &Value) -> Option<String> {
    let mut counts: IndexMap<String, usize> = IndexMap::new();
    for (_, _, operation) in walk::listed(document) {
        let responses = operation.get("responses").and_then(Value::as_object);
        let failures = responses
            .into_iter()
            .flatten()
            .filter(|(status, _)| !status.starts_with('2'));
        for (_, response) in failures {
            for target in reference::all(response) {
                if let Some(name) = target.strip_prefix("#/components/schemas/") {
                    *counts.entry(name.to_owned()).or_default() += 1;
                }
            }
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(name, _)| name)
}
