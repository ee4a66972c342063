//! Which files of a folder are documents, and which are ledgers.

use std::path::Path;

/// The name of a ledger for the documents of its folder.
pub(crate) const LEDGER: &str = "ledger.yaml";

/// The end of the name of a ledger for one document.
pub(crate) const LEDGER_SUFFIX: &str = ".ledger.yaml";

/// Whether a file's name is that of a ledger.
pub(crate) fn is_ledger(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name == LEDGER || name.ends_with(LEDGER_SUFFIX))
}

/// Whether a file's name is that of a document: YAML or JSON, but not a ledger.
pub fn may_be_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml" | "json")) && !is_ledger(path)
}
