//! What is checked.

use std::path::{Path, PathBuf};

use codegen_document::{Document, Invalid, Ledger, LoadError};

use crate::settings::Settings;

/// A file that takes part in a check.
#[derive(Debug)]
pub enum Source {
    /// A document to check.
    Document(Document),
    /// A file that documents refer to: only what they refer to is checked.
    Referenced(Document),
    /// The exceptions for the documents in its folder.
    Ledger(Ledger),
    /// Which rules hold for the documents in its folder and below.
    Settings(Settings),
    /// A file that documents refer to and that cannot be read.
    Unreadable(Unreadable),
    /// A file that could not be read as what it should be: its problems are findings.
    Invalid(Invalid),
}

/// A file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

impl Source {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// The file cannot be read. Invalid content is a finding, not an error.
    pub fn document(path: &Path) -> Result<Source, LoadError> {
        Source::of(Document::load(path), Source::Document)
    }

    /// Reads a ledger.
    ///
    /// # Errors
    ///
    /// The file cannot be read. Invalid content is a finding, not an error.
    pub fn ledger(path: &Path) -> Result<Source, LoadError> {
        Source::of(Ledger::load(path), Source::Ledger)
    }

    /// Reads the settings in a folder.
    ///
    /// # Errors
    ///
    /// The file cannot be read. Invalid content is a finding, not an error.
    pub fn settings(folder: &Path) -> Result<Source, LoadError> {
        Settings::load(folder).map(Source::Settings)
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
            Source::Document(document) | Source::Referenced(document) => document.path(),
            Source::Settings(settings) => settings.path(),
            Source::Unreadable(unreadable) => &unreadable.path,
            Source::Ledger(ledger) => ledger.source.path(),
            Source::Invalid(invalid) => &invalid.path,
        }
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        match self {
            Source::Document(document) | Source::Referenced(document) => document.text(),
            Source::Settings(settings) => settings.text(),
            Source::Unreadable(_) => "",
            Source::Ledger(ledger) => ledger.source.text(),
            Source::Invalid(invalid) => &invalid.text,
        }
    }
}
