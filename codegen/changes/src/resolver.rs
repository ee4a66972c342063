//! Follows the references of one document.

use codegen_document::{Document, pointer, reference};

use crate::node_ref::NodeRef;

/// A document and its root, from which local references are resolved.
#[derive(Clone, Debug)]
pub(crate) struct Resolver<'a> {
    pub(crate) document: &'a Document,
    pub(crate) root: NodeRef<'a>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(document: &'a Document) -> Resolver<'a> {
        Resolver {
            document,
            root: NodeRef::root(document),
        }
    }

    /// The target of a local reference (`#/components/...`).
    pub(crate) fn at(&self, target: &str) -> Option<NodeRef<'a>> {
        self.at_pointer(&reference::local(target)?)
    }

    fn at_pointer(&self, pointer: &str) -> Option<NodeRef<'a>> {
        pointer::segments(pointer).try_fold(self.root.clone(), |node, segment| {
            let item = || node.items().nth(segment.parse().ok()?);
            node.get(&segment).or_else(item)
        })
    }

    /// The node, or the target of its `$ref`. A `$ref` whose target is missing or in another file
    /// is returned unresolved.
    pub(crate) fn resolve(&self, node: &NodeRef<'a>) -> NodeRef<'a> {
        let target = reference::target(self.document.root(), node.value);
        let target = target.and_then(|(pointer, _)| self.at_pointer(&pointer));
        target.unwrap_or_else(|| node.clone())
    }

    /// The components of a section: `schemas`, `parameters`, ...
    pub(crate) fn components(&self, section: &str) -> Vec<(&'a str, NodeRef<'a>)> {
        let components = self.root.get("components");
        let section = components.and_then(|components| components.get(section));
        section.iter().flat_map(NodeRef::entries).collect()
    }
}
