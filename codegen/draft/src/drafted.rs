//! The result of a draft.

use std::path::PathBuf;

use crate::notes::Note;
use crate::texts::TextSource;

/// The documents, and the work that is left.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Drafted {
    /// The files to write.
    pub files: Vec<DraftedFile>,
    /// The texts to write, with the text of the sources.
    pub texts: Vec<TextSource>,
    /// Notes for review, and contradictions.
    pub notes: Vec<Note>,
}

/// A file to write.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DraftedFile {
    /// The path in the folder of documents.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
    /// The number of operations added.
    pub operations: usize,
    /// The number of schemas added.
    pub schemas: usize,
    /// The number of texts to write.
    pub texts: usize,
    /// The number of ledger entries added.
    pub entries: usize,
}
