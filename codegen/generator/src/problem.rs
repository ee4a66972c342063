//! What can go wrong, and where: file, line, column, operation, and what to do.

use std::io;
use std::path::PathBuf;

use codegen_document::{Document, LoadError, Location};

/// Why generation stopped. Nothing has been written when one of these is returned,
/// except by [`Error::Write`], which names the file at which writing stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file of `specs/` could not be read, or is not what its name says.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The document cannot become code.
    #[error("{location}: {}{problem}", .operation.as_ref().map(|id| format!("operation {id}: ")).unwrap_or_default())]
    Document {
        /// The place in the document.
        location: Location,
        /// The `operationId` at fault, where the problem belongs to one operation.
        operation: Option<String>,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A document was named that the manifest does not list.
    #[error("{name} is not in the manifest; it lists: {known}")]
    UnknownDocument {
        /// What was asked for.
        name: String,
        /// The documents of the manifest.
        known: String,
    },
    /// A file could not be read or written.
    #[error("{}: {doing}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        source: io::Error,
    },
}

/// A problem at a JSON pointer; [`Problem::locate`] gives it its line and operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) pointer: String,
    pub(crate) message: String,
}

impl Problem {
    pub(crate) fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            message: message.into(),
        }
    }

    pub(crate) fn locate(self, document: &Document) -> Error {
        Error::Document {
            location: document.location(&self.pointer),
            operation: operation_at(document, &self.pointer),
            problem: self.message,
        }
    }
}

/// The `operationId` of the operation that the pointer leads into.
fn operation_at(document: &Document, pointer: &str) -> Option<String> {
    let mut parts = pointer.split('/');
    let (_, "paths", path, method) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?)
    else {
        return None;
    };
    let operation = document.at(&format!("/paths/{path}/{method}/operationId"))?;
    operation.as_str().map(str::to_owned)
}
