//! What the project has, found by the names of operations.

use std::collections::BTreeSet;

use codegen_document::Document;

/// What the project has of a product.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The documents.
    pub documents: Vec<Document>,
    /// The operations with a record of a documentation page.
    pub pages: BTreeSet<String>,
    /// The operations with a case in the conformance tests.
    pub cases: BTreeSet<String>,
}
