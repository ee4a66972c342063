//! The objects of a document, with the path of each to the root.

use codegen_document::{Node, pointer};

use super::shape::Kind;
use crate::place::DocumentId;

/// The index of a visit in the list of all visits.
pub(crate) type VisitId = usize;

/// One step of a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

/// An object of the specification in a document.
#[derive(Clone, Debug)]
pub(crate) struct Visit<'a> {
    pub(crate) kind: Kind,
    pub(crate) node: &'a Node,
    pub(crate) document: DocumentId,
    /// The object that contains it.
    pub(crate) parent: Option<VisitId>,
    /// The steps from the parent: one, or two through a list or map.
    pub(crate) steps: [Option<Segment<'a>>; 2],
    /// The target, if it is a reference.
    pub(crate) reference: Option<&'a str>,
}

impl<'a> Visit<'a> {
    /// The field of the parent that contains the object.
    pub(crate) fn field(&self) -> &'a str {
        match self.steps[0] {
            Some(Segment::Key(key)) => key,
            _ => "",
        }
    }

    /// The key of the object in a map of the parent.
    pub(crate) fn member(&self) -> Option<&'a str> {
        match self.steps[1] {
            Some(Segment::Key(key)) => Some(key),
            _ => None,
        }
    }

    /// The string under a key.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key).and_then(Node::as_str)
    }

    /// Whether the value of a key is `true`.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        self.node.get(key).and_then(Node::as_bool) == Some(true)
    }
}

/// Appends one step to a pointer.
pub(crate) fn push_segment(pointer: &mut String, segment: Segment<'_>) {
    pointer.push('/');
    match segment {
        Segment::Key(key) => pointer.push_str(&pointer::escape(key)),
        Segment::Index(index) => pointer.push_str(&index.to_string()),
    }
}
