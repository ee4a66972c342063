//! The parts of the project that cover operations, by operation name.

use std::collections::BTreeSet;

use codegen_document::Document;

/// The parts of the project that cover a product.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The documents.
    pub documents: Vec<Document>,
    /// The operations with a record of a documentation page.
    pub pages: BTreeSet<String>,
    /// The operations with a conformance test case.
    pub cases: BTreeSet<String>,
}
