//! The model crate's module of a document: one file an operation, one for what they share.

use std::collections::BTreeSet;
use std::path::PathBuf;

use quote::quote;

use super::Emission;
use super::source;
use crate::output::GeneratedFile;
use crate::reading::type_text;

/// What generated types use of the runtime by a short name.
const RUNTIME: [&str; 5] = ["Field", "Limits", "MissingField", "Secret", "Validate"];

impl Emission<'_> {
    pub(crate) fn model(&self) -> Vec<GeneratedFile> {
        let groups = self.groups();
        let mut files: Vec<GeneratedFile> = groups
            .iter()
            .map(|(group, names)| {
                self.file(
                    self.model_folder().join(format!("{group}.rs")),
                    self.types(names),
                )
            })
            .collect();
        let mut root = format!("//! Types of {}.\n\n", self.contract.title);
        for group in groups.keys() {
            root += &format!("mod {group};\n");
        }
        root.push('\n');
        for (group, names) in &groups {
            let names = names.iter().cloned().collect();
            root += &format!("pub {}", source::import(&format!("self::{group}"), &names));
        }
        files.push(self.file(self.model_folder().join("mod.rs"), root));
        files
    }

    /// A file of this document with its header.
    pub(crate) fn file(&self, path: PathBuf, text: String) -> GeneratedFile {
        let name = self.document_name();
        GeneratedFile {
            path,
            text: source::header(&name) + &text,
            document: Some(name),
        }
    }

    fn model_folder(&self) -> PathBuf {
        super::modules::folder(
            &format!("{}-model", self.entry.crate_name),
            self.entry.module.as_deref(),
        )
    }

    fn types(&self, names: &[String]) -> String {
        let mut items = String::new();
        let mut used = BTreeSet::new();
        let mut has_structures = false;
        for name in names {
            if let Some(enumeration) = self.contract.enumerations.get(name) {
                items += &format!("\n{}", self.enumeration(name, enumeration));
            }
            let generated = self.generated.structures.iter().find(|it| it.name == *name);
            if let (Some(generated), Some(structure)) =
                (generated, self.contract.structures.get(name))
            {
                has_structures = true;
                used.extend(
                    generated
                        .fields
                        .iter()
                        .flat_map(|field| self.types_in(&type_text(&field.kind))),
                );
                let tokens = if structure.sent {
                    self.request(generated, structure)
                } else {
                    self.structure(generated, structure)
                };
                let times = self.times(generated, structure);
                items += &format!("\n{}", source::format(quote!(#tokens #times)));
            }
        }
        used.retain(|name| !names.contains(name));
        let mut imports = source::import("huaweicloud_types", &source::words_of(&items, &RUNTIME));
        if has_structures {
            imports += "use serde::{Deserialize, Serialize};\n";
        }
        if !used.is_empty() {
            imports += &format!("\n{}", source::import("super", &used));
        }
        (imports + &items).trim_start().to_owned()
    }

    /// The document's types that the text of a type names.
    pub(crate) fn types_in(&self, kind: &str) -> Vec<String> {
        kind.split(|character: char| !character.is_alphanumeric() && character != '_')
            .filter(|word| {
                self.contract.structures.contains_key(*word)
                    || self.contract.enumerations.contains_key(*word)
            })
            .map(str::to_owned)
            .collect()
    }
}
