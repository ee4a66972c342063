//! A folder of documents, with its records and its ledgers.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::{Disk, Document, Ledger, LoadError, Manifest, ManifestEntry};
use codegen_pages::{Record, RecordError};

use crate::document::Home;

/// A folder of documents, with its records and its ledgers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// The modules of the manifest.
    pub modules: Vec<ManifestEntry>,
    /// The documents of each module, read as one.
    pub documents: Vec<Document>,
    /// The records of the pages, by operation.
    pub records: Vec<Record>,
    /// The records of official definitions, which documents may refer to as their source.
    pub definitions: Vec<Record>,
    /// What the ledgers say, where there are some.
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

    /// Where the record of an operation is kept: by the module that has it, or by the product that
    /// a definition is of.
    pub fn record_path(&self, record: &Record, definition_of: &Path) -> PathBuf {
        let home = self.documents.iter().position(|document| {
            Home::find(std::slice::from_ref(document), &record.operation).is_some()
        });
        let module = home.map(|index| {
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

/// The list of a definition's operations among the records, which is no record: `docs coverage` has
/// it.
const OPERATIONS: &str = "operations.yaml";

/// The records of a folder and of the folders in it, by name. A folder that is not there has none.
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
