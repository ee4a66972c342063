//! Why a file could not be read.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::span::{Location, Position, Span};

/// Why a document, the manifest or the ledger could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file could not be read at all.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file was read, but its content is not what it should be.
    #[error(transparent)]
    Invalid(Box<Invalid>),
}

impl LoadError {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> LoadError {
        LoadError::Io {
            path: path.to_path_buf(),
            source,
        }
    }

    pub(crate) fn invalid(path: &Path, text: String, problems: Vec<Problem>) -> LoadError {
        LoadError::Invalid(Box::new(Invalid {
            path: path.to_path_buf(),
            text,
            problems,
        }))
    }

    /// The file that could not be loaded.
    pub fn path(&self) -> &Path {
        match self {
            LoadError::Io { path, .. } => path,
            LoadError::Invalid(invalid) => &invalid.path,
        }
    }

    /// Where the first problem is; nothing where the file could not be read.
    pub fn location(&self) -> Option<Location> {
        match self {
            LoadError::Io { .. } => None,
            LoadError::Invalid(invalid) => invalid
                .problems
                .first()
                .map(|problem| Location::new(&invalid.path, problem.position)),
        }
    }
}

/// A file whose content is not what it should be. Its `Display` has one paragraph a problem.
#[derive(Debug)]
pub struct Invalid {
    /// The file.
    pub path: PathBuf,
    /// Its text, so that the place can be shown.
    pub text: String,
    /// What is wrong with it: never empty.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it begins.
    pub position: Position,
    /// Where it ends; the same place where only the beginning is known.
    pub end: Position,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    pub(crate) fn new(
        position: Position,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Problem {
        Problem {
            position,
            end: position,
            message: message.into(),
            help: help.into(),
        }
    }

    pub(crate) fn repeated_key(key: &str, first: Span, second: Span) -> Problem {
        let line = first.start.line;
        Problem::new(
            second.start,
            format!("the key `{key}` was already used on line {line}"),
            "keep one of the two; tools disagree about which one counts",
        )
        .over(second)
    }

    /// The same, from the beginning to the end of a span.
    pub(crate) fn over(mut self, span: Span) -> Problem {
        self.position = span.start;
        self.end = span.end;
        self
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            let location = Location::new(&self.path, problem.position);
            write!(
                formatter,
                "{location}: {}\n  help: {}",
                problem.message, problem.help
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
