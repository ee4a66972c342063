//! In which folder things stand: a folder a resource, and the resource is the file of the document
//! that defines them. A document that is one file has one resource, and no folder for it.

use std::collections::HashMap;
use std::path::Path;

use codegen_document::{Document, names};
use indexmap::IndexSet;

/// A file with more lines is split, where it has parts: well below what a person reads in one sitting.
pub(super) const MOST_LINES: usize = 1_200;

/// The resources of a document.
pub(crate) enum Layout<'a> {
    /// Each is a file of the document.
    Files {
        /// The document.
        document: &'a Document,
        /// By each file, the module of its resource; empty where the document is one file.
        modules: HashMap<&'a Path, String>,
    },
    /// Each is a tag: modules by the pointers of operations and components; empty where there is one
    /// tag.
    Tags(HashMap<String, String>),
}

impl<'a> Layout<'a> {
    pub(crate) fn of_files(document: &'a Document) -> Self {
        let files: Vec<&Path> = document.files().map(|(path, _)| path).collect();
        let stems = files
            .iter()
            .map(|path| path.file_stem().unwrap_or_default());
        let stems: Vec<_> = stems.map(|stem| stem.to_string_lossy()).collect();
        let distinct: Vec<&str> = stems
            .iter()
            .map(AsRef::as_ref)
            .collect::<IndexSet<_>>()
            .into_iter()
            .collect();
        let named: HashMap<_, _> = distinct.iter().zip(names::value_names(&distinct)).collect();
        let modules = files.iter().zip(&stems);
        let modules =
            modules.filter_map(|(path, stem)| Some((*path, named.get(&stem.as_ref())?.clone())));
        Self::Files {
            document,
            modules: if files.len() > 1 {
                modules.collect()
            } else {
                HashMap::new()
            },
        }
    }

    /// The module of the resource that has the node at a pointer; `None` where there is one resource.
    pub(super) fn resource(&self, pointer: &str) -> Option<&str> {
        let module = match self {
            Self::Files { document, modules } => modules.get(document.file(pointer)),
            Self::Tags(modules) => modules.get(pointer),
        };
        module.map(String::as_str)
    }

    /// The path from an operation's file to the module of the document.
    pub(super) fn up(&self) -> &'static str {
        let is_one = match self {
            Self::Files { modules, .. } => modules.is_empty(),
            Self::Tags(modules) => modules.is_empty(),
        };
        if is_one { "super" } else { "super::super" }
    }
}

/// The line that declares a module in the `mod.rs` of a folder.
pub(super) fn declaration(folder: Option<&str>, visible: &str, module: &str) -> String {
    let allowed = if folder == Some(module) {
        "#[allow(clippy::module_inception, reason = \"both are called as the documentation calls them\")]\n"
    } else {
        ""
    };
    format!("{allowed}{visible}mod {module};\n")
}

/// The path of a file below the folder of the document's module.
pub(super) fn within(resource: Option<&str>, name: &str) -> String {
    match resource {
        Some(resource) => format!("{resource}/{name}"),
        None => name.to_owned(),
    }
}
