//! Operations, with their paths and parameters.

use std::collections::HashSet;

use codegen_document::Node;

use crate::grammar::{Kind, VisitId};
use crate::object_graph::ObjectGraph;
use crate::place::DocumentId;

/// An operation and the path that it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) id: VisitId,
    pub(crate) node: &'a Node,
    /// The document whose `paths` it belongs to.
    pub(crate) document: DocumentId,
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    /// Its own parameters, followed by those of its path item.
    pub(crate) parameters: Vec<Parameter<'a>>,
}

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter<'a> {
    /// Where the path item or operation declares it, possibly by a reference.
    pub(crate) id: VisitId,
    /// Where it is defined.
    pub(crate) resolved: VisitId,
    pub(crate) name: &'a str,
    pub(crate) location: &'a str,
    /// Whether the operation itself declares it, not its path item.
    pub(crate) is_own: bool,
}

impl<'a> Operation<'a> {
    /// All operations in the `paths` of the documents, in order.
    pub(crate) fn all(objects: &ObjectGraph<'a>) -> Vec<Operation<'a>> {
        let mut operations = Vec::new();
        for (id, visit) in objects.objects(Kind::PathItem) {
            let Some(parent) = visit.parent.map(|parent| objects.visit(parent)) else {
                continue;
            };
            if parent.kind != Kind::Paths {
                continue;
            }
            let mut items = vec![id];
            items.extend(objects.target(id));
            for item in &items {
                for entry in objects.visit(*item).node.entries() {
                    let operation = objects.visit_of(entry.value).filter(|_| {
                        codegen_document::METHODS.contains(&entry.key)
                            && objects.visit(*item).kind == Kind::PathItem
                    });
                    // Some documents have each operation in a separate file.
                    let operation = operation.and_then(|id| objects.resolve(id));
                    let Some(operation) = operation else { continue };
                    operations.push(Operation {
                        id: operation,
                        node: objects.visit(operation).node,
                        document: visit.document,
                        path: visit.field(),
                        method: entry.key,
                        parameters: parameters(objects, operation, &items),
                    });
                }
            }
        }
        operations
    }

    /// Whether its only source is an official definition. Definitions have few examples and error
    /// responses, which the document cannot add.
    pub(crate) fn is_from_definition(&self) -> bool {
        let source = self.node.get("x-source");
        source.is_some_and(|source| source.get("official").is_some())
    }

    /// How messages name it: the method in upper case and the path, in backquotes.
    pub(crate) fn title(&self) -> String {
        format!("`{} {}`", self.method.to_uppercase(), self.path)
    }

    /// The parameters in one location.
    pub(crate) fn parameters_in(&self, location: &str) -> impl Iterator<Item = &Parameter<'a>> {
        self.parameters
            .iter()
            .filter(move |parameter| parameter.location == location)
    }

    /// The parameters, except those of the path item that the operation overrides.
    pub(crate) fn effective_parameters(&self) -> impl Iterator<Item = &Parameter<'a>> {
        let own: HashSet<_> = self
            .parameters
            .iter()
            .filter(|parameter| parameter.is_own)
            .map(Parameter::identity)
            .collect();
        self.parameters
            .iter()
            .filter(move |parameter| parameter.is_own || !own.contains(&parameter.identity()))
    }
}

impl<'a> Parameter<'a> {
    /// What identifies a parameter: its location and name. Names of headers are not case-sensitive.
    pub(crate) fn identity(&self) -> (&'a str, String) {
        let name = match self.location {
            "header" => self.name.to_ascii_lowercase(),
            _ => self.name.to_owned(),
        };
        (self.location, name)
    }

    /// The key of the declaration that names it.
    pub(crate) fn key(&self) -> &'static str {
        if self.id == self.resolved {
            "name"
        } else {
            "$ref"
        }
    }
}

fn parameters<'a>(
    objects: &ObjectGraph<'a>,
    operation: VisitId,
    items: &[VisitId],
) -> Vec<Parameter<'a>> {
    let own = declared(objects, operation, true);
    let shared = items
        .iter()
        .flat_map(|item| declared(objects, *item, false));
    own.into_iter().chain(shared).collect()
}

/// The parameters that a path item or operation declares.
pub(crate) fn declared<'a>(
    objects: &ObjectGraph<'a>,
    owner: VisitId,
    is_own: bool,
) -> Vec<Parameter<'a>> {
    objects
        .children(owner, "parameters")
        .filter_map(|(_, id)| {
            let resolved = objects.resolve(id)?;
            let visit = objects.visit(resolved);
            (visit.kind == Kind::Parameter).then_some(())?;
            Some(Parameter {
                id,
                resolved,
                name: visit.text("name")?,
                location: visit.text("in")?,
                is_own,
            })
        })
        .collect()
}
