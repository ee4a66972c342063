//! Why a page cannot become a draft.

/// Why a draft cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// The page lacks method and address.
    #[error("no method or address found on the page: add `--method GET --uri /v2/...`")]
    NoCall,
    /// The document already has the operation.
    #[error("{place}: the document has {what} already: a newer page goes in with `docs apply`")]
    Known {
        /// The location.
        place: String,
        /// The existing operation.
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
    /// The document would become invalid.
    #[error("the document with the draft cannot be parsed, so nothing was written: {0}")]
    Broken(String),
}
