//! A text and its place.

use codegen_document::Document;

use crate::kind::{Field, Kind, phrase};
use crate::walk;

/// A document, and what a worklist calls it.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name: the path from the folder that places are relative to.
    pub name: String,
    /// The file.
    pub document: Document,
}

/// A text in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub(crate) kind: Kind,
    pub(crate) field: Field,
    /// What it describes: an operation's identifier, a parameter's or property's name, a value.
    pub(crate) name: String,
    /// Where in the document, in words that survive edits: the operation or component, and the
    /// way from there where it is not the usual one.
    pub(crate) place: String,
    /// Where in the document, as a JSON pointer.
    pub(crate) pointer: String,
    pub(crate) line: u32,
    /// What it says now.
    pub(crate) words: String,
}

impl Text {
    /// All texts of a document, in its order.
    pub fn all(document: &Document) -> Vec<Text> {
        walk::texts(document)
    }

    /// What it is about.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What it describes, by name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The operation or component that has it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Where it is, as a JSON pointer.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What it says.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether it is still to write.
    pub fn is_unwritten(&self) -> bool {
        codegen_document::marks::is_marked(&self.words)
    }

    /// What it is, as a worklist has it: `property`, `operation summary`.
    pub fn phrase(&self) -> String {
        phrase(self.kind, self.field)
    }
}
