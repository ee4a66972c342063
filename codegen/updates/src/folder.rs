//! A folder of documents, with its records and its ledger.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::{Document, Ledger, LoadError, Manifest};
use codegen_pages::{Record, RecordError};

/// A folder of documents, with its records and its ledger.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// The documents that the manifest names.
    pub documents: Vec<Document>,
    /// The records of the pages, by operation.
    pub records: Vec<Record>,
    /// The records of official definitions, which documents may refer to as their source.
    pub definitions: Vec<Record>,
    /// The ledger, where there is one.
    pub ledger: Option<Ledger>,
}

/// Why a folder of documents cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A document, the manifest or the ledger.
    #[error(transparent)]
    Document(#[from] LoadError),
    /// A record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The records cannot be listed.
    #[error("cannot list the records in {}", path.display())]
    Records {
        /// The folder.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    ///
    /// The manifest, a document, the ledger or a record cannot be read.
    pub fn load(path: &Path) -> Result<Folder, FolderError> {
        let manifest = Manifest::load(path)?;
        let load = |file: &PathBuf| Document::load(&path.join(file));
        let files = manifest.documents.iter().map(|entry| &entry.file);
        let documents = files.map(load).collect::<Result<Vec<_>, _>>()?;
        let has_ledger = path.join(Ledger::FILE_NAME).is_file();
        let ledger = if has_ledger {
            Some(Ledger::load(path)?)
        } else {
            None
        };
        Ok(Folder {
            path: path.to_owned(),
            documents,
            records: records(&path.join(Folder::RECORDS))?,
            definitions: records(&path.join(Folder::RECORDS).join(Folder::OFFICIAL))?,
            ledger,
        })
    }

    /// The folder of the records in the folder of the documents.
    pub const RECORDS: &str = "records";

    /// The folder of the records of official definitions in that of the records.
    pub const OFFICIAL: &str = "official";
}

/// The records of a folder, by name. A folder that is not there has none.
fn records(folder: &Path) -> Result<Vec<Record>, FolderError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let unreadable = |source| FolderError::Records {
        path: folder.to_owned(),
        source,
    };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(unreadable)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| Ok(Record::load(path)?)).collect()
}
