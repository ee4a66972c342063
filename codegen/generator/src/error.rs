//! What can go wrong, and where: file, line, column, operation, and what to do.

use std::fmt;
use std::io;
use std::path::PathBuf;

use codegen_contract::Problem;
use codegen_document::{Document, LoadError, Location, pointer};

/// Why generation stopped. Nothing has been written when one of these is returned,
/// except by [`Error::Write`], which names the file at which writing stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file of `specs/` could not be read, or is not what its name says.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Documents cannot become code.
    #[error("{}", list(.0))]
    Document(Vec<LocatedProblem>),
    /// A document was named that the manifest does not list.
    #[error("`{name}` is not in the manifest, which lists {known}")]
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

/// One place of a document that cannot become code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedProblem {
    /// The place in the document.
    pub location: Location,
    /// The operations that are affected: the one that the place is in, or those that lead to it.
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

fn list(refusals: &[LocatedProblem]) -> String {
    let lines: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The operation that the pointer leads into, or those that lead to the component.
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
