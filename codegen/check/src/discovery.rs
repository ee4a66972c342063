//! Finds the documents, ledgers and settings for the paths of a command line.

use std::fs;
use std::path::{Component, Path, PathBuf};

use codegen_document::{Ledger, LoadError, normalized};

use crate::settings::Settings;
use crate::source::Source;

/// The documents at some paths, files or folders, with the exceptions and settings for them: of a
/// folder, all that are in it and below; of a file, those next to it. Settings are found upward from
/// there, to the root of the repository or of the file system.
///
/// # Errors
///
/// A path cannot be read. Invalid contents of a file are findings, not errors.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, LoadError> {
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut sources)?;
            settings_above(path, &mut sources)?;
        } else {
            file(path, &mut sources)?;
            settings_above(path.parent().unwrap_or(Path::new("")), &mut sources)?;
        }
    }
    Ok(sources)
}

/// The documents of a folder, with their ledgers and settings.
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

/// A document, with its ledgers.
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

/// The settings that apply to a folder: its own, and those of the folders above it up to the root of
/// the repository, which has `.git`, or of the file system.
pub(crate) fn settings_above(folder: &Path, sources: &mut Vec<Source>) -> Result<(), LoadError> {
    // As it was named as far as that goes, for messages.
    let mut shown = match folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => folder.to_owned(),
    };
    loop {
        if shown.join(Settings::FILE_NAME).is_file() {
            let plain = shown.strip_prefix(".").unwrap_or(&shown);
            add(sources, Source::settings(plain)?);
        }
        if shown.join(".git").exists() {
            return Ok(());
        }
        shown = match above(&shown) {
            Some(folder) => folder,
            None => return Ok(()),
        };
    }
}

/// The folder above a folder: `..` of the current one.
fn above(folder: &Path) -> Option<PathBuf> {
    let is_up = |component: Component<'_>| matches!(component, Component::ParentDir);
    let up = match folder.components().next_back() {
        Some(Component::Normal(_)) => folder.parent().map(|it| match it.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => it.to_owned(),
        }),
        Some(Component::CurDir) | None => Some(PathBuf::from("..")),
        Some(Component::ParentDir) => Some(folder.join("..")),
        Some(Component::RootDir | Component::Prefix(_)) => None,
    }?;
    // `..` leads up to the root, and there to the root again.
    let is_end = up.components().any(is_up)
        && fs::canonicalize(&up).ok()? == fs::canonicalize(folder).ok()?;
    (!is_end).then_some(up)
}

/// Folders that have no documents of the project: hidden ones, dependencies, and what build tools
/// mark as their own output.
fn is_skipped(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name == "node_modules" || folder.join("CACHEDIR.TAG").is_file()
}

/// Adds a source, unless the same file was named before.
fn add(sources: &mut Vec<Source>, source: Source) {
    let path = normalized(source.path());
    if sources.iter().all(|known| normalized(known.path()) != path) {
        sources.push(source);
    }
}

/// The YAML and JSON files and settings of a folder and of the folders below, sorted by name.
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
            if !is_skipped(&path) {
                files.extend(self::files(&path)?);
            }
        } else if is_settings || matches!(extension, Some("yaml" | "yml" | "json")) {
            files.push(path);
        }
    }
    Ok(files)
}

/// Whether a file in a folder is an OpenAPI document, because a folder can contain other YAML files.
/// A file that cannot be parsed counts as one.
fn is_openapi(source: &Source) -> bool {
    let Source::Document(document) = source else {
        return true;
    };
    ["openapi", "swagger", "info", "paths", "components"]
        .iter()
        .any(|key| document.root().get(key).is_some())
}
