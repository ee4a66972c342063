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
pub(crate) enum Destination<'a> {
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
pub(crate) struct Destinations<'a> {
    by_node: HashMap<*const Node, VisitId>,
    by_visit: HashMap<VisitId, Destination<'a>>,
}

impl<'a> Destinations<'a> {
    /// Resolves every reference, and adds targets outside of complete documents to the walk.
    pub(crate) fn find(files: &Files<'a>, walk: &mut Walk<'a>) -> Destinations<'a> {
        let mut destinations = Destinations::default();
        let mut known: HashMap<(DocumentId, &'a str), Found<'a>> = HashMap::new();
        let mut next = 0;
        destinations.learn(walk, 0);
        while let Some(visit) = walk.visits.get(next) {
            if let Some(text) = visit.reference {
                let (document, kind) = (visit.document, visit.kind);
                let found = known
                    .entry((document, text))
                    .or_insert_with(|| find(files, document, text));
                let destination = match found {
                    Found::Node(place, node) => {
                        if destinations.visit_of(node).is_none() && is_open(files, place) {
                            let before = walk.visits.len();
                            walk.part(place, kind, node);
                            destinations.learn(walk, before);
                        }
                        match destinations.visit_of(node) {
                            Some(target) => Destination::Object(target),
                            None => Destination::Other(node),
                        }
                    }
                    Found::Nothing(destination) => destination.clone(),
                };
                destinations.by_visit.insert(next, destination);
            }
            next += 1;
        }
        destinations
    }

    fn learn(&mut self, walk: &Walk<'a>, from: VisitId) {
        for (id, visit) in walk.visits.iter().enumerate().skip(from) {
            self.by_node.insert(std::ptr::from_ref(visit.node), id);
        }
    }

    pub(crate) fn visit_of(&self, node: &Node) -> Option<VisitId> {
        self.by_node.get(&std::ptr::from_ref(node)).copied()
    }

    pub(crate) fn of(&self, id: VisitId) -> Option<&Destination<'a>> {
        self.by_visit.get(&id)
    }
}

/// What the text of a reference resolves to.
enum Found<'a> {
    Node(Place, &'a Node),
    Nothing(Destination<'a>),
}

/// Whether references determine the kind of the object at a place: in files that are only referred to,
/// and in extensions.
fn is_open(files: &Files<'_>, place: &Place) -> bool {
    files.role(place.document) == Role::Part
        || pointer::segments(&place.pointer).any(|segment| segment.starts_with("x-"))
}

fn find<'a>(files: &Files<'a>, from: DocumentId, text: &str) -> Found<'a> {
    let (document, pointer) = match reference::parse(text) {
        Reference::Local(pointer) => (from, pointer),
        Reference::File { file, pointer } => {
            let path = files.path(from, &file);
            match files.at(&path) {
                Some(File::Document(document)) => (document, pointer),
                Some(File::Invalid) => return Found::Nothing(Destination::Broken),
                Some(File::Unreadable(reason)) => {
                    return Found::Nothing(Destination::Unreadable(path, reason));
                }
                None => return Found::Nothing(Destination::UnknownFile(path)),
            }
        }
        Reference::Remote => return Found::Nothing(Destination::Remote),
        Reference::Malformed(why) => return Found::Nothing(Destination::Malformed(why)),
    };
    let place = Place::new(document, pointer);
    match files.document(document).at(&place.pointer) {
        Some(node) => Found::Node(place, node),
        None => Found::Nothing(Destination::Nowhere(place)),
    }
}
