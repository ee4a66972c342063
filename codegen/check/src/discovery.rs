//! From paths on the command line to what is checked.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::{Ledger, LoadError};

use crate::settings::Settings;
use crate::source::Source;

/// The documents at some paths, files or folders, with the exceptions and settings for them: of a
/// folder, all that are in it and below; of a file, those beside it and the settings of the folders
/// that its path names.
///
/// # Errors
///
/// A path cannot be read. That the content of a file is wrong is no error but a finding.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, LoadError> {
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut sources)?;
        } else {
            file(path, &mut sources)?;
        }
        settings_above(path, &mut sources)?;
    }
    Ok(sources)
}

/// A folder's documents, with the exceptions for them.
fn folder(path: &Path, sources: &mut Vec<Source>) -> Result<(), LoadError> {
    for file in files(path)? {
        let name = file.file_name().unwrap_or_default();
        if Ledger::is_ledger(&file) {
            add(sources, Source::ledger(&file)?);
        } else if name == Settings::FILE_NAME {
            let folder = file.parent().unwrap_or(path);
            add(sources, Source::settings(folder)?);
        } else {
            let source = Source::document(&file)?;
            if is_openapi(&source) {
                add(sources, source);
            }
        }
    }
    Ok(())
}

/// One document, with the exceptions for it.
fn file(path: &Path, sources: &mut Vec<Source>) -> Result<(), LoadError> {
    if !Ledger::is_ledger(path) {
        add(sources, Source::document(path)?);
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    for ledger in [Ledger::path_for(path), folder.join(Ledger::FILE_NAME)] {
        if ledger.is_file() {
            add(sources, Source::ledger(&ledger)?);
        }
    }
    Ok(())
}

/// The settings of the folders that a path names.
fn settings_above(path: &Path, sources: &mut Vec<Source>) -> Result<(), LoadError> {
    for folder in path.ancestors().skip(1) {
        if folder.join(Settings::FILE_NAME).is_file() {
            add(sources, Source::settings(folder)?);
        }
    }
    Ok(())
}

/// Adds a source, unless the same file was named before.
fn add(sources: &mut Vec<Source>, source: Source) {
    if sources.iter().all(|known| known.path() != source.path()) {
        sources.push(source);
    }
}

/// The YAML and JSON files of a folder and of the folders in it, and their settings, in the order of
/// their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let unreadable = |source| LoadError::Io {
        path: folder.to_owned(),
        source,
    };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?);
    }
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(unreadable)?;
        let extension = path.extension().and_then(|extension| extension.to_str());
        let is_settings = entry.file_name() == Settings::FILE_NAME;
        if kind.is_dir() {
            files.extend(self::files(&path)?);
        } else if is_settings || matches!(extension, Some("yaml" | "yml" | "json")) {
            files.push(path);
        }
    }
    Ok(files)
}

/// Whether a file in a folder is meant as an OpenAPI document: other YAML may lie beside it.
/// A file that cannot be read as YAML counts, since nobody can tell.
fn is_openapi(source: &Source) -> bool {
    let Source::Document(document) = source else {
        return true;
    };
    ["openapi", "swagger", "info", "paths", "components"]
        .iter()
        .any(|key| document.root().get(key).is_some())
}
