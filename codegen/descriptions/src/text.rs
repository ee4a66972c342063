//! A text of a document.

use codegen_document::Document;

use crate::kind::{SubjectKind, TextField, phrase};

/// A document with its name in a worklist.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name: its path relative to a base folder.
    pub name: String,
    /// The document.
    pub document: Document,
}

/// A text in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub(crate) kind: SubjectKind,
    pub(crate) field: TextField,
    /// The name of the described thing: an operation's identifier, a parameter's or property's
    /// name, a value.
    pub(crate) name: String,
    /// The place in a form that survives edits: the operation or component, and the path from there
    /// if it is unusual.
    pub(crate) place: String,
    /// The JSON pointer.
    pub(crate) pointer: String,
    pub(crate) line: u32,
    /// The current text.
    pub(crate) words: String,
}

impl Text {
    /// What it describes.
    pub fn kind(&self) -> SubjectKind {
        self.kind
    }

    /// The name of the described thing.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The operation or component that contains it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The JSON pointer.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The text.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether it is only a placeholder.
    pub fn is_unwritten(&self) -> bool {
        codegen_document::marks::is_marked(&self.words)
    }

    /// SubjectKind and field in worklist notation: `property`, `operation summary`.
    pub fn phrase(&self) -> String {
        phrase(self.kind, self.field)
    }
}
