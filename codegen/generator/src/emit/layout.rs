//! The folder of each operation and type: one per resource. A resource is a file of the document, or a
//! tag. If there is a single resource, it has no folder.

use std::collections::HashMap;
use std::path::Path;

use codegen_document::{Document, names};
use indexmap::IndexSet;

/// A file with more lines is split if possible.
pub(super) const MAXIMUM_LINES: usize = 1_200;

/// How a document is divided into resources.
pub(crate) enum Layout<'a> {
    /// By file.
    Files {
        /// The document.
        document: &'a Document,
        /// The module of each file; empty if the document is a single file.
        modules: HashMap<&'a Path, String>,
    },
    /// By tag: the modules of operations and components by their JSON pointers; empty if there is a single
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

    /// The module of the resource to which the node at a pointer belongs; `None` if there is a single
    /// resource.
    pub(super) fn resource(&self, pointer: &str) -> Option<&str> {
        let module = match self {
            Self::Files { document, modules } => modules.get(document.file(pointer)),
            Self::Tags(modules) => modules.get(pointer),
        };
        module.map(String::as_str)
    }

    /// The path from the file of an operation to the module of the document.
    pub(super) fn path_to_root(&self) -> &'static str {
        let is_one = match self {
            Self::Files { modules, .. } => modules.is_empty(),
            Self::Tags(modules) => modules.is_empty(),
        };
        if is_one { "super" } else { "super::super" }
    }
}

/// The declaration of a module in the `mod.rs` of a folder.
pub(super) fn declaration(folder: Option<&str>, visible: &str, module: &str) -> String {
    let allowed = if folder == Some(module) {
        "#[allow(clippy::module_inception, reason = \"both are called as the documentation calls them\")]\n"
    } else {
        ""
    };
    format!("{allowed}{visible}mod {module};\n")
}

/// The path of a file in the folder of its resource.
pub(super) fn within(resource: Option<&str>, name: &str) -> String {
    match resource {
        Some(resource) => format!("{resource}/{name}"),
        None => name.to_owned(),
    }
}
