//! What is checked.

use std::path::Path;

use codegen_document::{Document, Invalid, Ledger, LoadError};

/// A file that takes part in a check.
#[derive(Debug)]
pub enum Source {
    /// A document to check.
    Document(Document),
    /// The exceptions for the documents in its folder.
    Ledger(Ledger),
    /// A file that could not be read as what it should be: its problems are findings.
    Invalid(Invalid),
}

impl Source {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// The file cannot be read at all. That its content is wrong is no error but a finding.
    pub fn document(path: &Path) -> Result<Source, LoadError> {
        Source::of(Document::load(path), Source::Document)
    }

    /// Reads the ledger in a folder.
    ///
    /// # Errors
    ///
    /// The file cannot be read at all. That its content is wrong is no error but a finding.
    pub fn ledger(folder: &Path) -> Result<Source, LoadError> {
        Source::of(Ledger::load(folder), Source::Ledger)
    }

    /// Takes what was loaded elsewhere; content that is wrong becomes a source with findings.
    ///
    /// # Errors
    ///
    /// The error, if the file could not be read at all.
    pub fn of<T>(
        loaded: Result<T, LoadError>,
        wrap: impl FnOnce(T) -> Source,
    ) -> Result<Source, LoadError> {
        match loaded {
            Ok(loaded) => Ok(wrap(loaded)),
            Err(LoadError::Invalid(invalid)) => Ok(Source::Invalid(*invalid)),
            Err(error) => Err(error),
        }
    }

    /// The file, as it was named when it was loaded.
    pub fn path(&self) -> &Path {
        match self {
            Source::Document(document) => document.path(),
            Source::Ledger(ledger) => ledger.source.path(),
            Source::Invalid(invalid) => &invalid.path,
        }
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        match self {
            Source::Document(document) => document.text(),
            Source::Ledger(ledger) => ledger.source.text(),
            Source::Invalid(invalid) => &invalid.text,
        }
    }
}
