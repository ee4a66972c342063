//! Bundles: documents of a run that are merged into one.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use codegen_document::{Document, LoadError, normalized};

use crate::files::{File, Files};
use crate::place::DocumentId;

/// Documents that are merged into one, or a single document.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// The file or folder.
    path: PathBuf,
    /// The documents.
    pub(crate) members: Vec<DocumentId>,
}

impl Bundle {
    /// All documents with paths. Documents of a folder that share a `common.yaml` form a bundle.
    pub(crate) fn all(files: &Files<'_>) -> Vec<Bundle> {
        let mut bundles: Vec<Bundle> = Vec::new();
        for (id, document) in files.whole() {
            let paths = document.at("/paths");
            if paths.is_none_or(|paths| paths.entries().next().is_none()) {
                continue;
            }
            let path = normalized(document.path());
            let folder = path.parent().unwrap_or(Path::new("")).to_owned();
            let common = [
                folder.join(Document::COMMON),
                folder.join("..").join(Document::COMMON),
            ];
            let shares = common.iter().any(|common| exists(files, common));
            let path = if shares { folder } else { path };
            match bundles.iter_mut().find(|bundle| bundle.path == path) {
                Some(bundle) => bundle.members.push(id),
                None => bundles.push(Bundle {
                    path,
                    members: vec![id],
                }),
            }
        }
        bundles
    }

    /// Merges the documents.
    pub(crate) fn document(&self, files: &Files<'_>) -> Result<Document, LoadError> {
        Document::bundle_from(
            &self.path,
            &RunFiles {
                files,
                bundle: self,
            },
        )
    }
}

fn exists(files: &Files<'_>, path: &Path) -> bool {
    files.at(&normalized(path)).is_some() || path.is_file()
}

/// Reads files from the run, and other files from the disk.
struct RunFiles<'b, 'a> {
    files: &'b Files<'a>,
    bundle: &'b Bundle,
}

impl codegen_document::Files for RunFiles<'_, '_> {
    fn list(&self, folder: &Path) -> Result<Option<Vec<PathBuf>>, LoadError> {
        let members = self.bundle.members.iter();
        let paths = members.map(|id| self.files.document(*id).path().to_owned());
        let paths: Vec<PathBuf> = paths.collect();
        let is_alone = paths.len() == 1 && normalized(&paths[0]) == folder;
        Ok((!is_alone).then_some(paths))
    }

    fn load(&self, file: &Path) -> Result<Document, LoadError> {
        match self.files.at(&normalized(file)) {
            Some(File::Document(id)) => Ok(self.files.document(id).clone()),
            Some(_) => Err(LoadError::Io {
                path: file.to_owned(),
                source: ErrorKind::InvalidData.into(),
            }),
            None => Document::load(file),
        }
    }
}
