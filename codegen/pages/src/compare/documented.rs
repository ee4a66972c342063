//! The operations of a document, with the location of each fact.

use codegen_document::Document;

use crate::compare::fields::{Fields, View};
use crate::definitions::{self, DefinedOperation, DefinedRow};
use crate::page::Row;

/// The location of a parameter or field in a document.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Origin<'a> {
    /// The pointer of the parameter, header or property.
    pub pointer: &'a str,
    /// The pointers of the schemas that describe it, nearest first: its own, the referenced
    /// component, and those of its items.
    pub schemas: &'a [String],
}

/// An operation of a document.
#[derive(Clone, Debug)]
pub struct DocumentedOperation {
    pub(super) defined: DefinedOperation,
}

impl DocumentedOperation {
    /// All operations of a document, in document order.
    pub fn all(document: &Document) -> Vec<DocumentedOperation> {
        let mut ignored = Vec::new();
        let roots = definitions::roots(document.root());
        let defined = roots
            .into_iter()
            .flat_map(|(pointer, root)| definitions::operations(root, &pointer, &mut ignored));
        defined
            .map(|defined| DocumentedOperation { defined })
            .collect()
    }

    /// The identifier.
    pub fn id(&self) -> Option<&str> {
        self.defined.id.as_deref()
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        &self.defined.method
    }

    /// The path template.
    pub fn path(&self) -> &str {
        &self.defined.uri
    }

    /// The pointer in the document.
    pub fn pointer(&self) -> &str {
        &self.defined.pointer
    }

    /// The parameters and fields. All are placed: the name of a type is that of its component.
    pub fn fields(&self) -> Fields<'_, Origin<'_>> {
        fields(&self.defined)
    }
}

/// The parameters and fields of an operation, each with its pointers.
pub(super) fn fields(operation: &DefinedOperation) -> Fields<'_, Origin<'_>> {
    let views = operation.tables.iter().map(|defined| View {
        table: &defined.table,
        rows: defined.rows.iter().map(located).collect(),
    });
    Fields::of_views(views.collect())
}

fn located(row: &DefinedRow) -> (&Row, Origin<'_>) {
    let origin = Origin {
        pointer: &row.pointer,
        schemas: &row.schemas,
    };
    (&row.row, origin)
}
