//! Drafts an OpenAPI document from a page. Text that has to be written is marked.

mod error;
mod into;
mod name;
mod operation;
mod placeholder;
mod samples;
mod schemas;

use std::fmt::Write;

use codegen_document::{Document, yaml};
use serde_json::Map;

use crate::record::Record;
use operation::Words;

pub use codegen_document::marks::MARK;
pub use error::DraftError;
pub use name::proposed_name;

/// Drafts an OpenAPI document from a page, with everything that could not be placed as comments at
/// its start.
///
/// # Errors
///
/// The page lacks method and address.
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

/// Inserts the draft of a page into a document: the operation after the other paths, its schemas
/// after the others. Everything else is unchanged.
///
/// The document's tag and error body are used, and existing names are avoided.
///
/// # Errors
///
/// The page lacks method and address, the document already has the operation or has no place for
/// it, or the result would be invalid.
pub fn draft_into(record: &Record, document: &Document) -> Result<String, DraftError> {
    into::text(record, document)
}
