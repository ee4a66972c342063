//! One of the two documents with its operations and the usage of its components.

use std::ops::Deref;

use codegen_document::Document;

use crate::operations::{self, OperationRef};
use crate::resolver::Resolver;
use crate::usage::UsageIndex;

/// One of the two documents. Derefs to its [`Resolver`].
pub(crate) struct DocumentIndex<'a> {
    resolver: Resolver<'a>,
    pub(crate) operations: Vec<OperationRef<'a>>,
    pub(crate) usage: UsageIndex,
}

impl<'a> DocumentIndex<'a> {
    pub(crate) fn new(document: &'a Document) -> DocumentIndex<'a> {
        let resolver = Resolver::new(document);
        let operations = operations::list(&resolver);
        let usage = UsageIndex::new(&resolver, &operations);
        DocumentIndex {
            resolver,
            operations,
            usage,
        }
    }
}

impl<'a> Deref for DocumentIndex<'a> {
    type Target = Resolver<'a>;

    fn deref(&self) -> &Resolver<'a> {
        &self.resolver
    }
}
