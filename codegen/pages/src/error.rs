//! Why a page could not be read.

use std::path::PathBuf;

/// Why a page could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file could not be read at all.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file is longer than any page.
    #[error(
        "{}: {} MiB are more than a documentation page has (at most {} MiB): name a single page",
        path.display(), size / 1_048_576, limit / 1_048_576
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The most bytes that are read.
        limit: u64,
    },
    /// The file has nothing in it.
    #[error("{}: the file is empty: save the page again", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is no text.
    #[error("{}: not a text in UTF-8 (byte {offset}): save the page as text, HTML or Markdown", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
        /// The first byte that is no text.
        offset: usize,
    },
    /// The file is a definition that cannot be read.
    #[error("{message}")]
    Definition {
        /// What is wrong, with its place.
        message: String,
    },
    /// The file is no documentation of an operation.
    #[error("{}: no operation in it, neither method and address nor a table of parameters{hint}", path.display())]
    NotAPage {
        /// The file.
        path: PathBuf,
        /// What it may be.
        hint: &'static str,
    },
}
