//! The objects in the documents of a run, and where their references lead.

use std::collections::HashMap;
use std::path::PathBuf;

use codegen_document::{Document, Node};

use crate::files::Files;
use crate::grammar::{Kind, Visit, VisitId, Walk};
use crate::place::{DocumentId, Place};
use crate::reference;
use crate::reference_target::{ReferenceTarget, ReferenceTargets};
use crate::source::Source;

/// The documents of a run, the objects in them, and where references lead.
#[derive(Debug)]
pub(crate) struct ObjectGraph<'a> {
    pub(crate) files: Files<'a>,
    pub(crate) walk: Walk<'a>,
    targets: ReferenceTargets<'a>,
}

impl<'a> ObjectGraph<'a> {
    pub(crate) fn new(sources: &'a [Source]) -> ObjectGraph<'a> {
        let files = Files::of(sources);
        let mut walk = Walk::default();
        for (id, document) in files.whole() {
            walk.document(id, document.root());
        }
        let targets = ReferenceTargets::resolve_all(&files, &mut walk);
        ObjectGraph {
            files,
            walk,
            targets,
        }
    }

    pub(crate) fn document(&self, id: DocumentId) -> &'a Document {
        self.files.document(id)
    }

    /// All objects, parents before children.
    pub(crate) fn visits(&self) -> impl Iterator<Item = (VisitId, &Visit<'a>)> {
        self.walk.visits.iter().enumerate()
    }

    /// All objects of one kind, but for references to such.
    pub(crate) fn objects(&self, kind: Kind) -> impl Iterator<Item = (VisitId, &Visit<'a>)> {
        self.visits().filter(move |(_, visit)| {
            visit.kind == kind && (visit.reference.is_none() || kind == Kind::PathItem)
        })
    }

    pub(crate) fn visit(&self, id: VisitId) -> &Visit<'a> {
        &self.walk.visits[id]
    }

    /// The object that a node is, if it is one.
    pub(crate) fn visit_of(&self, node: &Node) -> Option<VisitId> {
        self.targets.visit_of(node)
    }

    /// The object under a key of another one.
    pub(crate) fn child(&self, id: VisitId, key: &str) -> Option<VisitId> {
        self.visit_of(self.visit(id).node.get(key)?)
    }

    /// The objects in a list or map under a key of another one, with the member's name.
    pub(crate) fn children(
        &self,
        id: VisitId,
        key: &str,
    ) -> impl Iterator<Item = (&'a str, VisitId)> {
        let node = self.visit(id).node.get(key);
        let members = node.into_iter().flat_map(Node::entries);
        let members = members.map(|entry| (entry.key, entry.value));
        let items = node.map(Node::items).unwrap_or_default();
        members
            .chain(items.iter().map(|item| ("", item)))
            .filter_map(|(name, node)| Some((name, self.visit_of(node)?)))
    }

    pub(crate) fn place(&self, id: VisitId) -> Place {
        self.walk.place(id)
    }

    /// An object and everything that contains it, from the inside out.
    pub(crate) fn ancestors(&self, id: VisitId) -> impl Iterator<Item = (VisitId, &Visit<'a>)> {
        std::iter::successors(Some(id), |id| self.visit(*id).parent).map(|id| (id, self.visit(id)))
    }

    /// Whether an object stands directly under `components`.
    pub(crate) fn is_component(&self, id: VisitId) -> bool {
        let parent = self.visit(id).parent;
        parent.is_some_and(|parent| self.visit(parent).kind == Kind::Components)
    }

    /// The target of a reference, if the object is one.
    pub(crate) fn reference_target(&self, id: VisitId) -> Option<&ReferenceTarget<'a>> {
        self.targets.of(id)
    }

    /// The object that a reference leads to.
    pub(crate) fn target(&self, id: VisitId) -> Option<VisitId> {
        match self.reference_target(id)? {
            ReferenceTarget::Object(target) => Some(*target),
            _ => None,
        }
    }

    /// The object itself, or the one at the end of its references.
    pub(crate) fn resolve(&self, id: VisitId) -> Option<VisitId> {
        let mut id = id;
        for _ in 0..reference::MAX_CHAIN_LENGTH {
            let visit = self.visit(id);
            if visit.reference.is_none() || visit.kind == Kind::PathItem {
                return Some(id);
            }
            let target = self.target(id)?;
            if self.visit(target).kind != visit.kind {
                return None;
            }
            id = target;
        }
        None
    }

    /// The schema itself, or the one at the end of its references.
    pub(crate) fn resolve_schema(&self, schema: &Node) -> Option<&'a Node> {
        let id = self.resolve(self.visit_of(schema)?)?;
        Some(self.visit(id).node)
    }

    /// A component of the document that contains an object.
    pub(crate) fn component(
        &self,
        document: DocumentId,
        group: &str,
        name: &str,
    ) -> Option<VisitId> {
        let root = self.document(document).root();
        self.visit_of(root.get("components")?.get(group)?.get(name)?)
    }

    /// Files that references lead to and that are not among the sources.
    pub(crate) fn missing_files(&self) -> Vec<PathBuf> {
        let mut paths: Vec<_> = self
            .visits()
            .filter_map(|(id, _)| match self.reference_target(id) {
                Some(ReferenceTarget::UnknownFile(path)) => Some(path.clone()),
                _ => None,
            })
            .collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// The targets of references by their nodes' visits: who refers to an object.
    pub(crate) fn referrers(&self) -> HashMap<VisitId, Vec<VisitId>> {
        let mut referrers: HashMap<VisitId, Vec<VisitId>> = HashMap::new();
        for (id, _) in self.visits() {
            if let Some(target) = self.target(id) {
                referrers.entry(target).or_default().push(id);
            }
        }
        referrers
    }
}
