//! What was done and what is left.

use std::fs;
use std::path::PathBuf;

use codegen_document::Document;
use serde::Serialize;

use crate::change::Spot;
use crate::difference::Difference;
use crate::subject::Subject;

/// What carrying a page into the documents gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// One for each operation of the page.
    pub operations: Vec<Application>,
    /// The files as they were and as they are to be.
    pub files: Vec<FileChange>,
}

/// What was carried into the document of an operation.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Application {
    /// The operation's identifier.
    pub operation: String,
    /// What the page changes.
    pub changes: Difference,
    /// Which of the changes the document has now, by their index.
    pub applied: Vec<usize>,
    /// The others, and why a person must decide.
    pub decisions: Vec<Decision>,
    /// What a person has to look at, with its place in the new document.
    pub remarks: Vec<Remark>,
    /// What to do about the ledger.
    pub claims: Vec<String>,
    /// What `docs compare` will find that it did not find before.
    pub left: Vec<String>,
}

impl Application {
    /// Whether something is left that only a person can do.
    pub fn needs_a_person(&self) -> bool {
        !(self.decisions.is_empty()
            && self.remarks.is_empty()
            && self.claims.is_empty()
            && self.left.is_empty())
    }
}

/// A change that a person must decide about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Decision {
    /// The index of the change.
    pub change: usize,
    /// Why.
    pub why: String,
}

/// Something to look at in the new document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// What to do.
    pub text: String,
    /// Where.
    pub document: Spot,
}

/// A file as it was and as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileChange {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub before: String,
    /// Its new text.
    pub after: String,
}

impl FileChange {
    /// A file as it was and as it is to be.
    pub fn new(path: PathBuf, before: String, after: String) -> FileChange {
        FileChange {
            path,
            before,
            after,
        }
    }
}

/// Why a page cannot be carried into a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// No document has the operation.
    #[error(
        "no document has the operation {operation}: write it first (`cargo xtask docs draft` begins it)"
    )]
    NoOperation {
        /// The operation.
        operation: String,
    },
    /// The record is of a page and this is a definition, or the other way round.
    #[error(
        "{page}: the record of {operation} is of another kind of page (a definition, or none), which leaves out other things: nothing was written; look at `cargo xtask docs diff`, and take this page with `cargo xtask docs record` if it is the better one"
    )]
    OtherSource {
        /// The page.
        page: String,
        /// The operation.
        operation: String,
    },
    /// Two pages are about the same operation.
    #[error(
        "{} and {} are both pages of {operation}: name the one that counts", one.display(), other.display()
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
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The record that would be written cannot be read back.
    #[error(
        "the new record of {operation} cannot be read back, so that nothing was written: {message}"
    )]
    Record {
        /// The operation.
        operation: String,
        /// What is wrong with it.
        message: String,
    },
    /// A file was changed by somebody else.
    #[error("{} was changed meanwhile: nothing was written; run the command again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("cannot write {}: every file is as it was", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A file cannot be written, and another could not be put back.
    #[error("cannot write {}, and {} could not be put back: `git checkout` it", path.display(), other.display())]
    Torn {
        /// The file that could not be written.
        path: PathBuf,
        /// The file that is new already.
        other: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
}

/// The record of an operation as it is and as it is to be, where they differ.
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
