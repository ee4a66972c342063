//! A first OpenAPI document of a page. What a person has to write is marked.

mod operation;
mod samples;
mod schemas;

use std::fmt::Write;

use serde_json::Value;

use crate::record::Record;

/// What marks a place where a person has to write something.
pub const MARK: &str = "TODO";

/// Why there can be no draft.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// The page does not say how the operation is called.
    #[error("the page tells neither method nor address: add `--method GET --uri /v2/...`")]
    NoCall,
    /// The draft cannot be written.
    #[error("the draft is no YAML: {0}")]
    Yaml(String),
}

/// A first OpenAPI document of what a page says, with everything that could not be placed as
/// comments at its beginning.
///
/// # Errors
///
/// The page does not tell method and address.
pub fn draft(record: &Record) -> Result<String, DraftError> {
    let document = operation::document(record).ok_or(DraftError::NoCall)?;
    let body =
        serde_yaml::to_string(&document).map_err(|error| DraftError::Yaml(error.to_string()))?;
    let mut text = format!(
        "# A draft. Replace every {MARK}, then move the parts into the document of their component.\n"
    );
    for (line, why) in &record.unplaced {
        let _ = writeln!(text, "# Line {line} of the page: {why}.");
    }
    text.push_str(&body);
    Ok(text)
}

/// A place for a sentence.
fn todo(about: &str) -> Value {
    Value::String(format!("{MARK}: {about}"))
}
