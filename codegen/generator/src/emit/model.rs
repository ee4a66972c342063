//! The model crate's module of a document: one file an operation, one for what they share.

use std::collections::BTreeSet;
use std::path::PathBuf;

use codegen_contract::{Definition, Type};

use super::{Emission, source};
use crate::output::GeneratedFile;

impl Emission<'_> {
    pub(super) fn model(&self) -> Vec<GeneratedFile> {
        let groups = self.groups();
        let mut files: Vec<GeneratedFile> = groups
            .iter()
            .map(|(group, names)| {
                let path = self.model_folder().join(format!("{group}.rs"));
                self.file(path, &self.types(names))
            })
            .collect();
        let mut root = format!("//! Types of {}.\n\n", self.contract.title);
        for group in groups.keys() {
            root += &format!("mod {group};\n");
        }
        root.push('\n');
        for (group, names) in &groups {
            let names = names
                .iter()
                .flat_map(|name| [Some(name.clone()), self.request_builder(name)])
                .flatten()
                .collect();
            root += &format!("pub {}", source::import(&format!("self::{group}"), &names));
        }
        files.push(self.file(self.model_folder().join("mod.rs"), &root));
        files
    }

    /// The builder of a type that has one.
    fn request_builder(&self, name: &str) -> Option<String> {
        let structure = self.contract.structure(name)?;
        structure
            .direction
            .is_sent()
            .then(|| structure.builder_name.clone())
    }

    fn model_folder(&self) -> PathBuf {
        super::modules::folder(
            &format!("{}-model", self.entry.crate_name),
            self.entry.module.as_deref(),
        )
    }

    fn types(&self, names: &[String]) -> String {
        let mut items: Vec<String> = Vec::new();
        for name in names {
            match self.contract.types.get(name) {
                Some(Definition::Enumeration(enumeration)) => {
                    items.push(self.enumeration(enumeration));
                }
                Some(Definition::Structure(structure)) => {
                    items.push(self.structure(structure));
                    items.extend(self.times(structure));
                    if structure.direction.is_sent() {
                        items.push(self.builder(structure));
                    }
                }
                None => {}
            }
        }
        let text = items.join("\n");
        let mut used = self.types_of(names);
        used.retain(|name| !names.contains(name));
        let allowed = if text.contains("#[deprecated]") {
            "#![allow(deprecated, reason = \"what the documentation advises against is still there\")]\n\n"
        } else {
            ""
        };
        let mut imports = source::import("super", &used);
        if !imports.is_empty() {
            imports.push('\n');
        }
        format!("{allowed}{imports}{text}")
    }

    /// The document's types that the fields of these types have.
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
