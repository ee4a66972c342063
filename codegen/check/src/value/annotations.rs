//! What an evaluation learned about the fields of the objects in a value.

use std::collections::{HashMap, HashSet};

use codegen_document::Node;

/// Which fields some schema knows. Nodes are told apart by their address.
#[derive(Debug, Default)]
pub(crate) struct Annotations<'a> {
    /// Fields' values that a schema has a property for.
    known: HashSet<*const Node>,
    /// Objects that a schema lists properties for, and their names.
    described: HashMap<*const Node, Vec<&'a str>>,
    /// Values about whose fields nothing can be said.
    open: HashSet<*const Node>,
}

impl<'a> Annotations<'a> {
    pub(crate) fn know(&mut self, field: &Node) {
        self.known.insert(field);
    }

    pub(crate) fn describe(&mut self, object: &Node, names: impl Iterator<Item = &'a str>) {
        self.described.entry(object).or_default().extend(names);
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
    pub(crate) fn names(&self, object: &Node) -> Option<&[&'a str]> {
        self.described
            .get(&std::ptr::from_ref(object))
            .map(Vec::as_slice)
    }

    /// Takes over what an alternative learned.
    pub(crate) fn merge(&mut self, other: Annotations<'a>) {
        self.known.extend(other.known);
        self.open.extend(other.open);
        #[expect(clippy::iter_over_hash_type, reason = "each is added to its own place")]
        for (object, names) in other.described {
            self.described.entry(object).or_default().extend(names);
        }
    }
}
