//! Placeholders for texts that have to be written.

use codegen_document::marks::MARK;
use serde_json::Value;

/// The placeholder for a sentence.
pub(super) fn todo(about: &str) -> Value {
    Value::String(format!("{MARK}: {about}"))
}
