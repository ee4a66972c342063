//! The module of a document in the model crate: a folder per resource with a file per operation and a
//! file of shared types.

use std::collections::BTreeSet;
use std::fmt;

use codegen_contract::{Definition, Type};
use codegen_document::names;
use indexmap::IndexMap;

use super::emission::Emission;
use super::resource_docs::words;
use super::{layout, source};
use crate::output::GeneratedFile;

/// The contents of a `mod.rs`: declarations of modules and exports.
#[derive(Default)]
struct Root {
    modules: String,
    exports: String,
}

impl Root {
    fn add(&mut self, folder: Option<&str>, module: &str, exports: &str) {
        self.modules += &layout::declaration(folder, "", module);
        self.exports += exports;
    }
}

impl fmt::Display for Root {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}\n{}", self.modules, self.exports)
    }
}

impl Emission<'_> {
    pub(super) fn model_files(&self) -> Vec<GeneratedFile> {
        let type_files = self.type_files();
        let mut files: Vec<GeneratedFile> = Vec::new();
        let mut roots: IndexMap<Option<&str>, Root> = IndexMap::new();
        for file in &type_files {
            let path = layout::within(file.resource.as_deref(), &file.module);
            files.extend(self.split_if_long(&path, &file.types));
            let root = roots.entry(file.resource.as_deref()).or_default();
            let resource = file.resource.as_deref();
            let exports = self.exports(&file.module, &file.types);
            root.add(resource, &file.module, &exports);
        }
        let title = &self.contract.title;
        let mut text = format!("//! Types of {title}.\n");
        for resource in roots.keys().copied().flatten() {
            let module = layout::declaration(self.destination.module.as_deref(), "", resource);
            text += &format!("\n{module}pub use self::{resource}::*;\n");
        }
        for (resource, root) in &roots {
            match resource {
                None => text += &format!("\n{root}"),
                Some(resource) => {
                    let text = format!("//! Types of {title}: {}.\n\n{root}", words(resource));
                    files.push(self.model_file(&format!("{resource}/mod"), &text));
                }
            }
        }
        files.push(self.model_file("mod", &text));
        files
    }

    /// The file of these types, or a folder with a file per component if it would be too long.
    fn split_if_long(&self, path: &str, types: &[String]) -> Vec<GeneratedFile> {
        let text = self.types_source(types);
        let mut parts: IndexMap<&str, Vec<String>> = IndexMap::new();
        for name in types {
            let component = self.component_of(name);
            parts.entry(component).or_default().push(name.clone());
        }
        if parts.len() < 2 || text.lines().count() <= layout::MAXIMUM_LINES {
            return vec![self.model_file(path, &text)];
        }
        let components: Vec<&str> = parts.keys().copied().collect();
        let mut root = Root::default();
        let mut files = Vec::new();
        for (module, types) in names::value_names(&components).iter().zip(parts.values()) {
            files.push(self.model_file(&format!("{path}/{module}"), &self.types_source(types)));
            let exports = self.exports(module, types);
            root.add(path.rsplit('/').next(), module, &exports);
        }
        let text = format!("//! Types, a file each.\n\n{root}");
        files.push(self.model_file(&format!("{path}/mod"), &text));
        files
    }

    /// The component of a type. The type that is sent and the one that is read can be from the same.
    fn component_of(&self, name: &str) -> &str {
        let pointer = self.contract.types.get(name).map(Definition::pointer);
        pointer
            .and_then(|it| it.rsplit('/').next())
            .unwrap_or_default()
    }

    fn model_file(&self, path: &str, text: &str) -> GeneratedFile {
        self.file(
            self.destination.model_folder.join(format!("{path}.rs")),
            text,
        )
    }

    /// The line that exports the types of a module and their builders.
    fn exports(&self, module: &str, types: &[String]) -> String {
        let names = types.iter();
        let names = names.flat_map(|name| [Some(name.clone()), self.builder_name(name)]);
        let import = source::import(&format!("self::{module}"), &names.flatten().collect());
        let allowed = match self.has_deprecated_type(types) {
            true => source::allow_deprecated("#"),
            false => String::new(),
        };
        format!("{allowed}pub {import}")
    }

    /// Whether the document marks one of these types as deprecated.
    pub(super) fn has_deprecated_type<'n>(
        &self,
        names: impl IntoIterator<Item = &'n String>,
    ) -> bool {
        let mut definitions = names
            .into_iter()
            .filter_map(|it| self.contract.types.get(it));
        definitions.any(Definition::is_deprecated)
    }

    /// The name of the builder of a type, if it has one.
    fn builder_name(&self, name: &str) -> Option<String> {
        let structure = self.contract.structure(name)?;
        structure
            .direction
            .is_sent()
            .then(|| structure.builder_name.clone())
    }

    fn types_source(&self, names: &[String]) -> String {
        let mut items: Vec<String> = Vec::new();
        for name in names {
            match self.contract.types.get(name) {
                Some(Definition::Enumeration(enumeration)) => {
                    items.push(self.enum_source(enumeration));
                }
                Some(Definition::Structure(structure)) => {
                    items.push(self.struct_source(structure));
                    items.extend(self.time_accessors(structure));
                    if structure.direction.is_sent() {
                        items.push(self.request_builder(structure));
                    }
                }
                None => {}
            }
        }
        let text = items.join("\n");
        let mut used = self.types_of(names);
        used.retain(|name| !names.contains(name));
        let allowed = match text.contains("#[deprecated]") || self.has_deprecated_type(&used) {
            true => source::allow_deprecated("#!") + "\n",
            false => String::new(),
        };
        let mut imports = source::import(&self.destination.own_path, &used);
        if !imports.is_empty() {
            imports.push('\n');
        }
        format!("{allowed}{imports}{text}")
    }

    /// The document's types that are used by the fields of these types.
    fn types_of(&self, names: &[String]) -> BTreeSet<String> {
        let structures = names
            .iter()
            .filter_map(|name| self.contract.structure(name));
        let kinds = structures.flat_map(|structure| {
            let properties = structure.properties.iter().map(|property| &property.kind);
            properties.chain(&structure.additional)
        });
        kinds.filter_map(Type::name).map(str::to_owned).collect()
    }
}
