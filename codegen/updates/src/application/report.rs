//! What was applied, and what is left.

use std::fs;
use std::path::PathBuf;

use codegen_document::Document;
use serde::Serialize;

use crate::change::SourceLocation;
use crate::difference::Difference;
use crate::subject::Subject;

/// The result of applying a page to the documents.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// One entry per operation of the page.
    pub operations: Vec<Application>,
    /// The files before and after.
    pub files: Vec<FileChange>,
}

/// The result for one operation.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Application {
    /// The operation's identifier.
    pub operation: String,
    /// The changes on the page.
    pub changes: Difference,
    /// The indexes of the changes that the document now has.
    pub applied: Vec<usize>,
    /// The others, with the reason for each.
    pub decisions: Vec<Decision>,
    /// Remarks for review, with their locations in the new document.
    pub remarks: Vec<Remark>,
    /// Changes needed in the ledger.
    pub claims: Vec<String>,
    /// Findings of `docs compare` that are new.
    pub left: Vec<String>,
}

impl Application {
    /// Whether manual work is left.
    pub fn needs_a_person(&self) -> bool {
        !(self.decisions.is_empty()
            && self.remarks.is_empty()
            && self.claims.is_empty()
            && self.left.is_empty())
    }
}

/// A change that needs a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Decision {
    /// The index of the change.
    pub change: usize,
    /// The reason.
    pub why: String,
}

/// A remark on the new document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// What to do.
    pub text: String,
    /// The location.
    pub document: SourceLocation,
}

/// A file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileChange {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub before: String,
    /// The new text.
    pub after: String,
}

impl FileChange {
    /// A file before and after.
    pub fn new(path: PathBuf, before: String, after: String) -> FileChange {
        FileChange {
            path,
            before,
            after,
        }
    }
}

/// Why a page cannot be applied to a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The operation is not in any document.
    #[error(
        "operation {operation} is not in any document: add it first, starting with `docs draft`"
    )]
    NoOperation {
        /// The operation.
        operation: String,
    },
    /// The record was made from a page and this is a definition, or the reverse.
    #[error(
        "{page}: the record of {operation} has a source of another kind (a page or a definition), which omits other facts: nothing was written; review `docs diff`, and replace the record with `docs record` if this source is better"
    )]
    OtherSource {
        /// The page.
        page: String,
        /// The operation.
        operation: String,
    },
    /// Two pages describe the same operation.
    #[error(
        "{} and {} both describe {operation}: pass only one of them", one.display(), other.display()
    )]
    Twice {
        /// The operation.
        operation: String,
        /// A page.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The I/O error.
        source: std::io::Error,
    },
    /// The new record cannot be read back.
    #[error("the new record of {operation} cannot be read back, so nothing was written: {message}")]
    Record {
        /// The operation.
        operation: String,
        /// The parse error.
        message: String,
    },
    /// A file was changed while the command ran.
    #[error("{} was changed while the command ran: nothing was written; run the command again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("cannot write {}: all files are unchanged", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The I/O error.
        source: std::io::Error,
    },
    /// A file cannot be written, and another could not be restored.
    #[error("cannot write {}, and {} could not be restored: run `git checkout` on it", path.display(), other.display())]
    Torn {
        /// The file that could not be written.
        path: PathBuf,
        /// The file that already has the new text.
        other: PathBuf,
        /// The I/O error.
        source: std::io::Error,
    },
}

/// The change to the record of an operation, if there is one.
pub(super) fn record_file(subject: &Subject<'_>) -> Result<Option<FileChange>, ApplyError> {
    let path = subject.old.path.clone();
    let before = fs::read_to_string(&path).map_err(|source| ApplyError::Read {
        path: path.clone(),
        source,
    })?;
    let after = subject.new.to_yaml();
    let unreadable = |error: codegen_document::LoadError| ApplyError::Record {
        operation: subject.old.operation.clone(),
        message: error.to_string(),
    };
    Document::parse(path.clone(), after.clone()).map_err(unreadable)?;
    Ok((before != after).then_some(FileChange {
        path,
        before,
        after,
    }))
}
