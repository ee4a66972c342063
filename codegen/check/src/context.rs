//! A document with everything that rules ask it.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use codegen_document::{Document, Node};

use crate::grammar::{Kind, Visit, VisitId, Walk, pointer_of, walk};
use crate::reference::{self, Reference};
use crate::value::{self, Judgement, Patterns};

/// A document, the objects in it, and where references lead.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) walk: Walk<'a>,
    by_node: HashMap<*const Node, VisitId>,
    targets: RefCell<HashMap<&'a str, Option<&'a Node>>>,
    pub(crate) patterns: Patterns<'a>,
    judgements: OnceCell<Vec<Judgement>>,
}

/// An operation and the path that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) id: VisitId,
    pub(crate) node: &'a Node,
    pub(crate) path_id: VisitId,
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
}

impl<'a> Context<'a> {
    pub(crate) fn new(document: &'a Document) -> Context<'a> {
        let walk = walk(document.root());
        let by_node = walk
            .visits
            .iter()
            .enumerate()
            .map(|(id, visit)| (std::ptr::from_ref(visit.node), id))
            .collect();
        Context {
            document,
            walk,
            by_node,
            targets: RefCell::default(),
            patterns: Patterns::default(),
            judgements: OnceCell::new(),
        }
    }

    /// All objects, parents before children.
    pub(crate) fn visits(&self) -> impl Iterator<Item = (VisitId, &Visit<'a>)> {
        self.walk.visits.iter().enumerate()
    }

    /// All objects of one kind.
    pub(crate) fn visits_of(&self, kind: Kind) -> impl Iterator<Item = (VisitId, &Visit<'a>)> {
        self.visits().filter(move |(_, visit)| visit.kind == kind)
    }

    pub(crate) fn visit(&self, id: VisitId) -> &Visit<'a> {
        &self.walk.visits[id]
    }

    /// The object that a node is, if it is one.
    pub(crate) fn visit_of(&self, node: &Node) -> Option<VisitId> {
        self.by_node.get(&std::ptr::from_ref(node)).copied()
    }

    pub(crate) fn pointer(&self, id: VisitId) -> String {
        pointer_of(&self.walk.visits, id)
    }

    /// An object and everything that contains it, from the inside out.
    pub(crate) fn ancestors(&self, id: VisitId) -> impl Iterator<Item = &Visit<'a>> {
        std::iter::successors(Some(self.visit(id)), |visit| {
            visit.parent.map(|parent| self.visit(parent))
        })
    }

    /// The node that a reference within this document leads to.
    pub(crate) fn target(&self, reference: &'a str) -> Option<&'a Node> {
        *self
            .targets
            .borrow_mut()
            .entry(reference)
            .or_insert_with(|| match reference::parse(reference) {
                Reference::Local(pointer) => self.document.at(&pointer),
                _ => None,
            })
    }

    /// The object itself, or the one at the end of its references.
    pub(crate) fn resolve(&self, id: VisitId) -> Option<VisitId> {
        let mut id = id;
        for _ in 0..reference::LONGEST_CHAIN {
            let visit = self.visit(id);
            match visit.reference {
                Some(reference) if visit.kind != Kind::PathItem => {
                    id = self.visit_of(self.target(reference)?)?;
                }
                _ => return Some(id),
            }
        }
        None
    }

    /// The schema itself, or the one at the end of its references.
    pub(crate) fn resolve_schema(&self, schema: &'a Node) -> Option<&'a Node> {
        let mut schema = schema;
        for _ in 0..reference::LONGEST_CHAIN {
            match schema.get("$ref").and_then(Node::as_str) {
                Some(reference) => schema = self.target(reference)?,
                None => return Some(schema),
            }
        }
        None
    }

    /// What is wrong with the examples, defaults and enumeration members.
    pub(crate) fn judgements(&self) -> &[Judgement] {
        self.judgements.get_or_init(|| value::judge(self))
    }

    /// All operations under `paths`.
    pub(crate) fn operations(&self) -> impl Iterator<Item = Operation<'a>> {
        self.visits_of(Kind::Operation).filter_map(|(id, visit)| {
            let path_id = visit.parent?;
            let path_item = self.visit(path_id);
            let paths = self.visit(path_item.parent?);
            (paths.kind == Kind::Paths).then(|| Operation {
                id,
                node: visit.node,
                path_id,
                path: path_item.field(),
                method: visit.field(),
            })
        })
    }
}
