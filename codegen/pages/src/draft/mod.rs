//! A first OpenAPI document of a page. What a person has to write is marked.

mod into;
mod name;
mod operation;
mod samples;
mod schemas;

use std::fmt::Write;

use codegen_document::{Document, yaml};
use serde_json::{Map, Value};

use crate::record::Record;
use operation::Words;

pub use codegen_document::marks::MARK;
pub use name::proposed_name;

/// Why there can be no draft.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// The page does not say how the operation is called.
    #[error("the page tells neither method nor address: add `--method GET --uri /v2/...`")]
    NoCall,
    /// The document has the operation.
    #[error(
        "{place}: the document has {what} already: a newer page goes in with `cargo xtask docs apply`"
    )]
    Known {
        /// Where.
        place: String,
        /// What it has.
        what: String,
    },
    /// The document has no place for the draft.
    #[error(
        "{file}: the document has no `{key}`, after whose entries the draft could go: write it first"
    )]
    NoPlace {
        /// The document.
        file: String,
        /// What it lacks.
        key: &'static str,
    },
    /// The document would no longer be one.
    #[error("the document with the draft cannot be read, and was left alone: {0}")]
    Broken(String),
}

/// A first OpenAPI document of what a page says, with everything that could not be placed as
/// comments at its beginning.
///
/// # Errors
///
/// The page does not tell method and address.
pub fn draft(record: &Record) -> Result<String, DraftError> {
    let parts =
        operation::parts(record, None, &Map::new(), &Words::default()).ok_or(DraftError::NoCall)?;
    let mut text = format!(
        "# A draft. Replace every {MARK}, then move the parts into the document of their component.\n"
    );
    for (line, why) in &record.unplaced {
        let _ = writeln!(text, "# Line {line} of the page: {why}.");
    }
    text.push_str(&yaml::block(&operation::document(parts), 0));
    Ok(text)
}

/// The text of a document with the draft of what a page says: the operation after the other paths,
/// its schemas after the others. Nothing else of the document is touched.
///
/// The document's tag and error body are used, and names that it already has for something else are
/// avoided.
///
/// # Errors
///
/// The page does not tell method and address, the document has the operation or has no place for
/// it, or it could not be read any more.
pub fn draft_into(record: &Record, document: &Document) -> Result<String, DraftError> {
    into::text(record, document)
}

/// A place for a sentence.
fn todo(about: &str) -> Value {
    Value::String(format!("{MARK}: {about}"))
}
