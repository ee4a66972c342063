//! Errors of generation.

use std::fmt;
use std::io;
use std::path::PathBuf;

use codegen_contract::Problem;
use codegen_document::{Document, LoadError, Location, pointer};

/// Why generation failed. No file has been written, except if the error is [`Error::File`], which names the
/// file at which writing stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file in `specs/` could not be read or parsed.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// No code can be generated from documents.
    #[error("{}", list(.0))]
    Document(Vec<LocatedProblem>),
    /// The manifest does not list a document.
    #[error("`{name}` is not in the manifest, which lists {known}")]
    UnknownDocument {
        /// The name of the document.
        name: String,
        /// The documents that the manifest lists.
        known: String,
    },
    /// A file could not be read or written.
    #[error("{}: {problem}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What could not be done.
        problem: &'static str,
        /// The cause.
        source: io::Error,
    },
}

/// A problem in a document that prevents code from being generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedProblem {
    /// Where the problem is.
    pub location: Location,
    /// The affected operations: the one that contains the problem, or those that refer to it.
    pub operations: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl LocatedProblem {
    pub(crate) fn new(problem: Problem, document: &Document) -> Self {
        Self {
            location: document.location(&problem.pointer),
            operations: operations_at(document, &problem.pointer),
            message: problem.message,
            help: problem.help,
        }
    }
}

impl fmt::Display for LocatedProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.location)?;
        match self.operations.as_slice() {
            [] => {}
            [only] => write!(formatter, "operation `{only}`: ")?,
            [first, rest @ ..] => {
                write!(formatter, "operation `{first}` and {} more: ", rest.len())?
            }
        }
        write!(formatter, "{}\n  help: {}", self.message, self.help)
    }
}

fn list(problems: &[LocatedProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The operation that contains the node, or those that refer to its component.
fn operations_at(document: &Document, place: &str) -> Vec<String> {
    let segments: Vec<_> = pointer::segments(place).collect();
    match segments.as_slice() {
        [paths, path, method, ..] if paths == "paths" => {
            let operation = pointer::join(&pointer::join("/paths", path), method);
            let id = document.at(&format!("{operation}/operationId"));
            id.and_then(|id| id.as_str())
                .map(str::to_owned)
                .into_iter()
                .collect()
        }
        [components, section, name, ..] if components == "components" => {
            let reference = format!(
                "#{}",
                pointer::join(&format!("/components/{section}"), name)
            );
            codegen_contract::operations_leading_to(&document.to_json(), &reference)
        }
        _ => Vec::new(),
    }
}
