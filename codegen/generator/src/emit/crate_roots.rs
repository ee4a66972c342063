//! The root modules of the generated crates, and the folders that only contain generated files.

use std::collections::BTreeSet;
use std::path::PathBuf;

use codegen_document::ManifestEntry;

use super::destination::folder;
use super::{conformance, mock_documents};
use crate::output::GeneratedFile;

/// The folders that only contain files of this document.
pub(crate) fn owned_folders(entry: &ManifestEntry) -> Vec<PathBuf> {
    let name = &entry.crate_name;
    [format!("{name}-model"), name.clone()]
        .map(|crate_folder| folder(&crate_folder, entry.module.as_deref()))
        .to_vec()
}

/// The folders that only contain generated files.
pub(crate) fn roots(entries: &[ManifestEntry]) -> Vec<PathBuf> {
    let crates: BTreeSet<&str> = entries
        .iter()
        .map(|entry| entry.crate_name.as_str())
        .collect();
    crates
        .into_iter()
        .flat_map(|name| [folder(&format!("{name}-model"), None), folder(name, None)])
        .chain([conformance::FOLDER, mock_documents::FOLDER].map(PathBuf::from))
        .collect()
}

/// The files that are generated from the manifest: lists of modules and documents.
pub(crate) fn shared_files(entries: &[ManifestEntry]) -> Vec<GeneratedFile> {
    let crates: BTreeSet<&str> = entries
        .iter()
        .filter(|entry| entry.module.is_some())
        .map(|entry| entry.crate_name.as_str())
        .collect();
    let mut files = vec![conformance::list(entries), mock_documents::list(entries)];
    for name in crates {
        files.extend(["-model", ""].map(|suffix| root_module(name, suffix, entries)));
    }
    files
}

fn root_module(name: &str, suffix: &str, entries: &[ManifestEntry]) -> GeneratedFile {
    let modules = entries
        .iter()
        .filter(|entry| entry.crate_name == name)
        .filter_map(|entry| entry.module.as_deref());
    let text: String = modules
        .map(|module| format!("\n#[cfg(feature = \"{module}\")]\npub mod {module};\n"))
        .collect();
    GeneratedFile {
        path: folder(&format!("{name}{suffix}"), None).join("mod.rs"),
        text: format!(
            "{}//! One module per component.\n{text}",
            super::source::header("manifest.toml")
        ),
        document: None,
    }
}
