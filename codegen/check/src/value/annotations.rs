//! What an evaluation learned about the fields of the objects in a value.

use std::collections::{HashMap, HashSet};

use codegen_document::{Entry, Node};

use crate::diagnostic::Finding;

/// Which fields some schema knows. Nodes are told apart by their address.
#[derive(Debug, Default)]
pub(crate) struct Annotations<'a> {
    /// Fields' values that a schema has a property for.
    known: HashSet<*const Node>,
    /// Objects that a schema lists properties for, and those properties.
    described: HashMap<*const Node, Vec<Entry<'a>>>,
    /// Values about whose fields nothing can be said.
    open: HashSet<*const Node>,
    /// Fields that travel only in the other direction.
    pub(crate) misdirected: Vec<Finding>,
}

impl<'a> Annotations<'a> {
    pub(crate) fn know(&mut self, field: &Node) {
        self.known.insert(field);
    }

    pub(crate) fn describe(&mut self, object: &Node, properties: impl Iterator<Item = Entry<'a>>) {
        self.described.entry(object).or_default().extend(properties);
    }

    pub(crate) fn leave_open(&mut self, value: &Node) {
        self.open.insert(value);
    }

    pub(crate) fn is_known(&self, field: &Node) -> bool {
        self.known.contains(&std::ptr::from_ref(field))
    }

    pub(crate) fn is_open(&self, value: &Node) -> bool {
        self.open.contains(&std::ptr::from_ref(value))
    }

    /// The properties of an object, if some schema lists any.
    pub(crate) fn properties(&self, object: &Node) -> Option<&[Entry<'a>]> {
        self.described
            .get(&std::ptr::from_ref(object))
            .map(Vec::as_slice)
    }

    /// Takes over what an alternative learned.
    pub(crate) fn merge(&mut self, other: Annotations<'a>) {
        self.known.extend(other.known);
        self.open.extend(other.open);
        self.misdirected.extend(other.misdirected);
        #[expect(clippy::iter_over_hash_type, reason = "each is added to its own place")]
        for (object, properties) in other.described {
            self.described.entry(object).or_default().extend(properties);
        }
    }
}
