//! A folder of documents, with its records and ledgers.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::{Disk, Document, Ledger, LoadError, Manifest, ManifestEntry};
use codegen_pages::{Record, RecordError};

use crate::operation_locator::OperationLocator;

/// A folder of documents, with its records and ledgers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Folder {
    /// The path of the folder.
    pub path: PathBuf,
    /// The modules of the manifest.
    pub modules: Vec<ManifestEntry>,
    /// The documents of each module, bundled.
    pub documents: Vec<Document>,
    /// The records of the pages, by operation.
    pub records: Vec<Record>,
    /// The records of official definitions, which documents may name as their source.
    pub definitions: Vec<Record>,
    /// The ledgers, if there are any.
    pub ledger: Option<Ledger>,
}

/// An error while reading a folder of documents.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A document, the manifest or the ledger could not be read.
    #[error(transparent)]
    Document(#[from] LoadError),
    /// A record could not be read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The records could not be listed.
    #[error("could not list the records in {}", path.display())]
    Records {
        /// The folder.
        path: PathBuf,
        /// The I/O error.
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
        let modules = Manifest::load(path)?.modules;
        let bundle = |entry: &ManifestEntry| Document::bundle(&path.join(&entry.documents));
        let documents = modules.iter().map(bundle).collect::<Result<Vec<_>, _>>()?;
        let mut ledger: Option<Ledger> = None;
        for document in &documents {
            match (&mut ledger, Ledger::of(document, &Disk)?) {
                (Some(ledger), Some(own)) => ledger.entries.extend(own.entries),
                (ledger @ None, own) => *ledger = own,
                (Some(_), None) => {}
            }
        }
        let (definitions, records) = records(&path.join(Folder::RECORDS))?
            .into_iter()
            .partition(|record: &Record| record.page.rendering.is_definition());
        Ok(Folder {
            path: path.to_owned(),
            modules,
            documents,
            records,
            definitions,
            ledger,
        })
    }

    /// The path of an operation's record: in the folder of its module, or of the product of a
    /// definition.
    pub fn record_path(&self, record: &Record, definition_of: &Path) -> PathBuf {
        let locator = self.documents.iter().position(|document| {
            OperationLocator::find(std::slice::from_ref(document), &record.operation).is_some()
        });
        let module = locator.map(|index| {
            let documents = &self.modules[index].documents;
            let is_file = documents.extension().is_some();
            let folder = documents.parent().filter(|_| is_file);
            folder.unwrap_or(documents)
        });
        let folder = self.path.join(Folder::RECORDS);
        let folder = match (module, record.page.rendering.is_definition()) {
            (Some(module), false) => folder.join(module),
            (Some(module), true) => {
                let product = module.iter().next().unwrap_or_default();
                folder.join(product).join(definition_of)
            }
            (None, false) => folder,
            (None, true) => folder.join(definition_of),
        };
        folder.join(Record::file_name(&record.operation))
    }

    /// The folder of the records in the folder of the documents.
    pub const RECORDS: &str = "records";
}

/// The list of a definition's operations, which is stored with the records for `docs coverage`.
const OPERATIONS: &str = "operations.yaml";

/// The records of a folder and its subfolders, sorted by name. A missing folder has none.
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
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(records(&path)?);
        } else if path.file_name().is_some_and(|name| name == OPERATIONS) {
            continue;
        } else if path.extension().is_some_and(|it| it == "yaml") {
            found.push(Record::load(&path)?);
        }
    }
    Ok(found)
}
