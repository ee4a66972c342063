//! The targets of references.

use std::collections::HashMap;
use std::path::PathBuf;

use codegen_document::{Node, pointer};

use crate::files::{File, Files, Role};
use crate::grammar::{VisitId, Walk};
use crate::place::{DocumentId, Place};
use crate::reference::{self, Reference};

/// The target of a reference.
#[derive(Clone, Debug)]
pub(crate) enum ReferenceTarget<'a> {
    /// An object, of any kind.
    Object(VisitId),
    /// A node that is not an object of the specification.
    Other(&'a Node),
    /// A pointer that does not exist in its document.
    Nowhere(Place),
    /// In an invalid file, which `syntax` reports.
    Broken,
    /// In a file that cannot be read, and why.
    Unreadable(PathBuf, &'a str),
    /// In a file that is not loaded.
    UnknownFile(PathBuf),
    /// A URL.
    Remote,
    /// None, because the reference is malformed, and why.
    Malformed(&'static str),
}

/// The targets of all references of a run.
#[derive(Debug, Default)]
pub(crate) struct ReferenceTargets<'a> {
    by_node: HashMap<*const Node, VisitId>,
    by_visit: HashMap<VisitId, ReferenceTarget<'a>>,
}

impl<'a> ReferenceTargets<'a> {
    /// Resolves every reference, and adds targets outside of complete documents to the walk.
    pub(crate) fn resolve_all(files: &Files<'a>, walk: &mut Walk<'a>) -> ReferenceTargets<'a> {
        let mut targets = ReferenceTargets::default();
        let mut resolved: HashMap<(DocumentId, &'a str), Resolution<'a>> = HashMap::new();
        let mut next = 0;
        targets.index(walk, 0);
        while let Some(visit) = walk.visits.get(next) {
            if let Some(text) = visit.reference {
                let (document, kind) = (visit.document, visit.kind);
                let resolution = resolved
                    .entry((document, text))
                    .or_insert_with(|| resolve(files, document, text));
                let target = match resolution {
                    Resolution::Node(place, node) => {
                        if targets.visit_of(node).is_none() && has_kind_of_reference(files, place) {
                            let before = walk.visits.len();
                            walk.referenced(place, kind, node);
                            targets.index(walk, before);
                        }
                        match targets.visit_of(node) {
                            Some(object) => ReferenceTarget::Object(object),
                            None => ReferenceTarget::Other(node),
                        }
                    }
                    Resolution::Target(target) => target.clone(),
                };
                targets.by_visit.insert(next, target);
            }
            next += 1;
        }
        targets
    }

    fn index(&mut self, walk: &Walk<'a>, from: VisitId) {
        for (id, visit) in walk.visits.iter().enumerate().skip(from) {
            self.by_node.insert(std::ptr::from_ref(visit.node), id);
        }
    }

    pub(crate) fn visit_of(&self, node: &Node) -> Option<VisitId> {
        self.by_node.get(&std::ptr::from_ref(node)).copied()
    }

    pub(crate) fn of(&self, id: VisitId) -> Option<&ReferenceTarget<'a>> {
        self.by_visit.get(&id)
    }
}

/// What the text of a reference resolves to.
enum Resolution<'a> {
    Node(Place, &'a Node),
    Target(ReferenceTarget<'a>),
}

/// Whether references determine the kind of the object at a place: in files that are only referred to,
/// and in extensions.
fn has_kind_of_reference(files: &Files<'_>, place: &Place) -> bool {
    files.role(place.document) == Role::Part
        || pointer::segments(&place.pointer).any(|segment| segment.starts_with("x-"))
}

fn resolve<'a>(files: &Files<'a>, from: DocumentId, text: &str) -> Resolution<'a> {
    let (document, pointer) = match reference::parse(text) {
        Reference::Local(pointer) => (from, pointer),
        Reference::File { file, pointer } => {
            let path = files.path(from, &file);
            match files.at(&path) {
                Some(File::Document(document)) => (document, pointer),
                Some(File::Invalid) => return Resolution::Target(ReferenceTarget::Broken),
                Some(File::Unreadable(reason)) => {
                    return Resolution::Target(ReferenceTarget::Unreadable(path, reason));
                }
                None => return Resolution::Target(ReferenceTarget::UnknownFile(path)),
            }
        }
        Reference::Remote => return Resolution::Target(ReferenceTarget::Remote),
        Reference::Malformed(why) => return Resolution::Target(ReferenceTarget::Malformed(why)),
    };
    let place = Place::new(document, pointer);
    match files.document(document).at(&place.pointer) {
        Some(node) => Resolution::Node(place, node),
        None => Resolution::Target(ReferenceTarget::Nowhere(place)),
    }
}
