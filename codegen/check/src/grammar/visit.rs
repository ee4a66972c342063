//! The objects that a walk met, and their way up to the root.

use codegen_document::{Node, pointer};

use super::shape::Kind;

/// The place of a visit in the list of all visits.
pub(crate) type VisitId = usize;

/// One step of a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

/// An object of the specification in the document.
#[derive(Clone, Debug)]
pub(crate) struct Visit<'a> {
    pub(crate) kind: Kind,
    pub(crate) node: &'a Node,
    /// The object that contains it.
    pub(crate) parent: Option<VisitId>,
    /// The steps from there: one, or two through a list or map.
    pub(crate) steps: [Option<Segment<'a>>; 2],
    /// The target, if it is a reference.
    pub(crate) reference: Option<&'a str>,
}

impl<'a> Visit<'a> {
    /// The key of the parent that leads here.
    pub(crate) fn field(&self) -> &'a str {
        match self.steps[0] {
            Some(Segment::Key(key)) => key,
            _ => "",
        }
    }

    /// The key of the map in the parent that leads here.
    pub(crate) fn member(&self) -> Option<&'a str> {
        match self.steps[1] {
            Some(Segment::Key(key)) => Some(key),
            _ => None,
        }
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

/// The pointer of a visited object.
pub(crate) fn pointer_of(visits: &[Visit<'_>], id: VisitId) -> String {
    let mut pointer = match visits[id].parent {
        Some(parent) => pointer_of(visits, parent),
        None => String::new(),
    };
    for segment in visits[id].steps.into_iter().flatten() {
        push_segment(&mut pointer, segment);
    }
    pointer
}
