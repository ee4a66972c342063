//! The documents as the mock server carries them: JSON, which it reads without a YAML reader.

use std::path::Path;

use codegen_document::ManifestEntry;
use serde_json::Value;

use super::Emission;
use super::source;
use crate::output::GeneratedFile;

/// The folder that generation owns.
pub(crate) const FOLDER: &str = "mock-server/src/generated";

impl Emission<'_> {
    pub(super) fn mock(&self, document: &Value) -> GeneratedFile {
        GeneratedFile {
            path: Path::new(FOLDER).join(format!("{}.json", self.entry.name())),
            text: format!("{document:#}\n"),
            document: Some(self.document_name()),
        }
    }
}

/// The list of the embedded documents.
pub(crate) fn list(entries: &[ManifestEntry]) -> GeneratedFile {
    let lines: String = entries
        .iter()
        .map(|entry| {
            let name = entry.name();
            format!("    (\"{name}\", include_str!(\"{name}.json\")),\n")
        })
        .collect();
    GeneratedFile {
        path: Path::new(FOLDER).join("mod.rs"),
        text: format!(
            "{}//! The documents that the server has without being given any.\n\n\
             /// Names and contents, as JSON.\n\
             pub(crate) const DOCUMENTS: &[(&str, &str)] = &[\n{lines}];\n",
            source::header("manifest.toml")
        ),
        document: None,
    }
}
