//! A draft in progress.

use serde_json::Value;

use crate::ledger::Entry;
use crate::notes::Notes;
use crate::walk;

/// A draft in progress: a single document.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) document: Value,
    pub(crate) notes: Notes,
    pub(crate) entries: Vec<Entry>,
    /// The most frequent schema of error responses.
    pub(crate) common_error: Option<String>,
}

impl Draft {
    /// The pointers and names of all operations.
    pub(crate) fn operations(&self) -> Vec<(String, String)> {
        let listed = walk::listed(&self.document);
        listed
            .map(|(path, method, operation)| {
                let at = codegen_document::pointer::join("/paths", path);
                (
                    format!("{at}/{method}"),
                    walk::operation_id(operation).to_owned(),
                )
            })
            .collect()
    }
}
