//! Why there can be no draft.

use std::path::PathBuf;

/// Why there can be no draft.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// A definition is none.
    #[error("{}: {message}", .path.display())]
    Definition {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        message: String,
    },
    /// The names cannot be read.
    #[error("{}: {message}", .path.display())]
    Names {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// There is no file of names.
    #[error("`{}` is missing: a proposal follows", .path.display())]
    NoNames {
        /// Where it belongs.
        path: PathBuf,
        /// A text for it.
        proposal: String,
    },
    /// Tags without a document.
    #[error("{}: {count} {} no document; add {} under `[resources]`:\n{lines}", .path.display(),
        if *.count == 1 { "tag has" } else { "tags have" },
        if *.count == 1 { "this line" } else { "these lines" })]
    Tags {
        /// The file of names.
        path: PathBuf,
        /// How many.
        count: usize,
        /// The lines to add.
        lines: String,
    },
    /// Names that lead nowhere or to several things.
    #[error("{}: {}", .path.display(), .messages.join("\n"))]
    Renaming {
        /// The file of names.
        path: PathBuf,
        /// What is wrong with each.
        messages: Vec<String>,
    },
    /// No operation is chosen.
    #[error(
        "no operation fits `--only {pattern}`: name an operation or document, `*` stands for anything"
    )]
    Nothing {
        /// The pattern.
        pattern: String,
    },
    /// A document would no longer be one.
    #[error("{}: the document with the draft cannot be read, nothing was written: {message}", .path.display())]
    Broken {
        /// The document.
        path: PathBuf,
        /// Why.
        message: String,
    },
}
