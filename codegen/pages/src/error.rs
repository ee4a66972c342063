//! Why a page could not be read.

use std::path::PathBuf;

/// Why a page could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The I/O error.
        source: std::io::Error,
    },
    /// The file is larger than any documentation page.
    #[error(
        "{}: the file is too large for a documentation page ({} MiB, at most {} MiB): pass a single page",
        path.display(), size / 1_048_576, limit / 1_048_576
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The maximum size in bytes.
        limit: u64,
    },
    /// The file is empty.
    #[error("{}: the file is empty: save the page again", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is not text.
    #[error("{}: invalid UTF-8 at byte {offset}: save the page as text, HTML or Markdown", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
        /// The offset of the first invalid byte.
        offset: usize,
    },
    /// The file is a definition that cannot be parsed.
    #[error("{message}")]
    Definition {
        /// The error and its location.
        message: String,
    },
    /// The file does not document an operation.
    #[error("{}: no operation found: expected method and address, or a table of parameters{hint}", path.display())]
    NotAPage {
        /// The file.
        path: PathBuf,
        /// What the file may be.
        hint: &'static str,
    },
}
