//! What changed between two documents, whom it breaks, and which version comes next.

mod change;
mod comparison;
mod components;
mod correction;
mod document;
mod judgement;
mod kind;
mod names;
mod operation;
mod operations;
mod output;
mod packages;
mod renames;
mod rust_type;
mod schema;
mod side;
mod spot;
mod uses;
mod verdict;
mod whole;

use codegen_document::Document;

pub use change::{Change, Layer, Level, Place, Wire};
pub use correction::mark_corrections;
pub use kind::Kind;
pub use output::{changelog, github, human, json, markdown, verdicts};
pub use packages::{BoxError, PackageError, manifest, package};
pub use verdict::{CrateVersion, Verdict, next};
pub use whole::{added, moved, removed};

/// What is different between two documents, in the order of the new one.
pub fn compare(before: &Document, after: &Document) -> Vec<Change> {
    comparison::Comparison::new(before, after).run()
}
