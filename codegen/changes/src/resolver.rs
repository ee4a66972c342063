//! Follows the references of one document.

use codegen_document::{Document, pointer};

use crate::node_ref::NodeRef;

/// How many references are followed from one to the next.
const LONGEST_CHAIN: usize = 32;

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
    pub(crate) fn at(&self, reference: &str) -> Option<NodeRef<'a>> {
        let mut node = self.root.clone();
        for segment in pointer::segments(reference.strip_prefix('#')?) {
            node = match node.get(&segment) {
                Some(child) => child,
                None => {
                    let index: usize = segment.parse().ok()?;
                    node.items().nth(index)?
                }
            };
        }
        Some(node)
    }

    /// The node, or the target of its `$ref`. A `$ref` whose target is missing or in another file
    /// is returned unresolved.
    pub(crate) fn resolve(&self, node: &NodeRef<'a>) -> NodeRef<'a> {
        let mut current = node.clone();
        for _ in 0..LONGEST_CHAIN {
            let target = current
                .text("$ref")
                .and_then(|reference| self.at(reference));
            match target {
                Some(target) => current = target,
                None => break,
            }
        }
        current
    }

    /// The components of a section: `schemas`, `parameters`, ...
    pub(crate) fn components(&self, section: &str) -> Vec<(&'a str, NodeRef<'a>)> {
        let components = self.root.get("components");
        let section = components.and_then(|components| components.get(section));
        section.iter().flat_map(NodeRef::entries).collect()
    }
}
