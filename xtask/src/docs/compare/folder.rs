//! A folder of documents, with the ledger and the records.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use codegen_document::{Document, Ledger, Manifest};
use codegen_pages::Record;

use crate::workspace;

/// The folder of the documents: the one named, or the workspace's.
pub(crate) fn folder(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    named.map_or_else(workspace::specs, |folder| Ok(folder.to_path_buf()))
}

/// The documents that the manifest of a folder names.
pub(crate) fn documents(folder: &Path) -> anyhow::Result<Vec<Document>> {
    let manifest = Manifest::load(folder)?;
    let load = |file: &Path| Document::load(&folder.join(file)).map_err(anyhow::Error::from);
    manifest
        .documents
        .iter()
        .map(|entry| load(&entry.file))
        .collect()
}

pub(super) fn ledger(folder: &Path) -> anyhow::Result<Option<Ledger>> {
    if !folder.join(Ledger::FILE_NAME).is_file() {
        return Ok(None);
    }
    Ok(Some(Ledger::load(folder)?))
}

/// Where the records of a folder of documents are.
pub(crate) fn records_folder(folder: &Path) -> PathBuf {
    folder.join("records")
}

/// The folder of the records of official definitions, within that of the records.
pub(crate) const OFFICIAL: &str = "official";

/// The records of the pages, and those of the official definitions if there are some.
pub(super) fn records(folder: &Path) -> anyhow::Result<Vec<Record>> {
    let mut paths = yaml_files(folder).with_context(|| {
        format!(
            "there are no records in {}: save a page and run `cargo xtask docs record PAGE --operation ID`",
            folder.display()
        )
    })?;
    let official = folder.join(OFFICIAL);
    if official.is_dir() {
        paths.extend(yaml_files(&official)?);
    }
    let load = |path: &PathBuf| Record::load(path).map_err(anyhow::Error::from);
    paths.iter().map(load).collect()
}

fn yaml_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
