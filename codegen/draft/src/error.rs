//! Errors of a draft.

use std::path::PathBuf;

/// Why a draft could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// A definition is invalid.
    #[error("{}: {message}", .path.display())]
    Definition {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        message: String,
    },
    /// The file of names cannot be parsed.
    #[error("{}: {message}", .path.display())]
    Names {
        /// The file.
        path: PathBuf,
        /// The error.
        message: String,
    },
    /// The file of names is missing.
    #[error("`{}` is missing: a proposal follows", .path.display())]
    NoNames {
        /// The expected path.
        path: PathBuf,
        /// A proposed text.
        proposal: String,
    },
    /// Some tags have no document.
    #[error("{}: {count} {} no document; add {} under `[resources]`:\n{lines}", .path.display(),
        if *.count == 1 { "tag has" } else { "tags have" },
        if *.count == 1 { "this line" } else { "these lines" })]
    Tags {
        /// The file of names.
        path: PathBuf,
        /// The number of tags.
        count: usize,
        /// The lines to add.
        lines: String,
    },
    /// Some names are unknown or ambiguous.
    #[error("{}: {}", .path.display(), .messages.join("\n"))]
    Renaming {
        /// The file of names.
        path: PathBuf,
        /// The errors.
        messages: Vec<String>,
    },
    /// No operation is selected.
    #[error(
        "no operation matches `--only {pattern}`: expected an operation or document, where `*` matches anything"
    )]
    Nothing {
        /// The pattern.
        pattern: String,
    },
    /// A document would become invalid.
    #[error("{}: the document with the draft cannot be parsed, so nothing was written: {message}", .path.display())]
    Broken {
        /// The document.
        path: PathBuf,
        /// The error.
        message: String,
    },
}
