//! The file of each type: that of the only operation that uses it, or else the shared types of the
//! resource that defines it.

use std::collections::HashSet;

use codegen_document::names;
use indexmap::IndexMap;

use super::emission::Emission;

/// The types of a file, or of a folder if the file would be too long.
pub(super) struct TypeFile {
    /// The module of the resource; `None` if there is a single resource.
    pub(super) resource: Option<String>,
    /// The module of the file.
    pub(super) module: String,
    /// The Rust names of its types, in reading order.
    pub(super) types: Vec<String>,
}

impl Emission<'_> {
    /// All types by file.
    pub(super) fn type_files(&self) -> Vec<TypeFile> {
        let mut files: IndexMap<(Option<&str>, String), Vec<String>> = IndexMap::new();
        let mut placed: HashSet<String> = HashSet::new();
        for operation in &self.contract.operations {
            for component in &operation.components {
                let name = names::type_name(component);
                for name in [format!("{name}Input"), name] {
                    let Some(definition) = self.contract.types.get(&name) else {
                        continue;
                    };
                    if !placed.insert(name.clone()) {
                        continue;
                    }
                    let resource = self.layout.resource(definition.pointer());
                    let is_used_once = self.users.get(&name).map_or(0, Vec::len) < 2
                        && resource == self.layout.resource(&operation.pointer);
                    let module = if is_used_once {
                        operation.method_name.clone()
                    } else {
                        self.common_module(resource)
                    };
                    files.entry((resource, module)).or_default().push(name);
                }
            }
        }
        let files = files.into_iter();
        files
            .map(|((resource, module), types)| TypeFile {
                resource: resource.map(str::to_owned),
                module,
                types,
            })
            .collect()
    }

    /// The module of shared types, whose name is not that of an operation.
    fn common_module(&self, resource: Option<&str>) -> String {
        let Some(resource) = resource else {
            return "shared".to_owned();
        };
        let mut module = "types".to_owned();
        let is_taken = |module: &str| {
            let mut operations = self.contract.operations.iter();
            operations.any(|operation| {
                operation.method_name == module
                    && self.layout.resource(&operation.pointer) == Some(resource)
            })
        };
        while is_taken(&module) {
            module.push('_');
        }
        module
    }

    /// A sentence with links to the documentation of the operations that use a type.
    pub(super) fn documentation_links(&self, name: &str) -> String {
        let users = self.users.get(name).into_iter().flatten();
        let operations: Vec<String> = users
            .map(|index| &self.contract.operations[*index])
            .map(|operation| match &operation.documentation {
                Some(url) => format!("[{}]({url})", operation.id),
                None => format!("`{}`", operation.id),
            })
            .collect();
        let is_documented = self
            .contract
            .operations
            .iter()
            .any(|it| it.documentation.is_some());
        match (operations.as_slice(), is_documented) {
            ([], _) => String::new(),
            (operations, true) => format!("Documented under {}.", operations.join(", ")),
            (operations, false) => format!("Used by {}.", operations.join(", ")),
        }
    }
}
