//! Where files are read from.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::document::{Document, File};
use crate::error::LoadError;
use crate::file_names::may_be_document;
use crate::node::Node;

/// Where the files of a document are read from: the disk, or a revision of a repository.
pub trait Files {
    /// The YAML and JSON files directly in a folder, in the order of their names; `None` where it is
    /// no folder.
    ///
    /// # Errors
    ///
    /// The folder cannot be listed.
    fn list(&self, folder: &Path) -> Result<Option<Vec<PathBuf>>, LoadError>;

    /// One file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is not one YAML or JSON document.
    fn load(&self, file: &Path) -> Result<Document, LoadError>;
}

/// The disk.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl Files for Disk {
    fn list(&self, folder: &Path) -> Result<Option<Vec<PathBuf>>, LoadError> {
        if !folder.is_dir() {
            return Ok(None);
        }
        let io = |source| LoadError::io(folder, source);
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(io)? {
            let path = entry.map_err(io)?.path();
            if path.is_file() && may_be_document(&path) {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(Some(paths))
    }

    fn load(&self, file: &Path) -> Result<Document, LoadError> {
        Document::load(file)
    }
}

/// The texts that a document was read from before.
pub(super) struct Memory<'a>(pub(super) &'a [File]);

impl Files for Memory<'_> {
    fn list(&self, folder: &Path) -> Result<Option<Vec<PathBuf>>, LoadError> {
        let whole = self.0.iter().filter(|file| file.is_whole);
        let paths: Vec<PathBuf> = whole.map(|file| file.path.clone()).collect();
        Ok((paths != [folder]).then_some(paths))
    }

    fn load(&self, file: &Path) -> Result<Document, LoadError> {
        let path = normalized(file);
        match self.0.iter().find(|known| normalized(&known.path) == path) {
            Some(known) => alone(known),
            None => Document::load(file),
        }
    }
}

/// A single file of a document.
pub(super) fn alone(file: &File) -> Result<Document, LoadError> {
    let (path, text) = (file.path.clone(), file.text.clone());
    match &file.root {
        Some(root) => Ok(Document::single(path, text, Node::clone(root))),
        None => Document::parse(path, text),
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// A path without `.` and, as far as possible, without `..`, so that one file has one path.
pub fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(
                    normalized.components().next_back(),
                    Some(Component::Normal(_))
                ) =>
            {
                normalized.pop();
            }
            other => normalized.push(other),
        }
    }
    normalized
}
