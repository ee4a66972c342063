//! The operations of a document, with the place of each fact.

use codegen_document::Document;

use crate::compare::fields::{Fields, View};
use crate::definitions::{self, DefinedOperation, DefinedRow};
use crate::page::Row;

/// Where a parameter or field is in a document.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Origin<'a> {
    /// The pointer of the parameter, header or property.
    pub pointer: &'a str,
    /// The pointers of the schemas that say something of it, the nearest first: its own, the
    /// component that it refers to, and those of its items.
    pub schemas: &'a [String],
}

/// An operation of a document.
#[derive(Clone, Debug)]
pub struct DocumentedOperation {
    pub(super) defined: DefinedOperation,
}

impl DocumentedOperation {
    /// All operations of a document, in its order.
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

    /// Its identifier.
    pub fn id(&self) -> Option<&str> {
        self.defined.id.as_deref()
    }

    /// Its HTTP method.
    pub fn method(&self) -> &str {
        &self.defined.method
    }

    /// Its path template.
    pub fn path(&self) -> &str {
        &self.defined.uri
    }

    /// Its pointer in the document.
    pub fn pointer(&self) -> &str {
        &self.defined.pointer
    }

    /// Its parameters and fields. All have a place: the name of a type is that of the component.
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
