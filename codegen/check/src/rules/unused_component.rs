//! Components that are never used.

use std::collections::HashSet;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, Visit, VisitId};
use crate::place::DocumentId;
use crate::reference::{Reference, parse};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "unused-component",
    summary: "a component is never used",
    explanation: "\
A component that no operation uses, directly or through other components, is dead code in the
client, or a sign that a `$ref` refers to the wrong component.

Remove the component, or add the missing `$ref`.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let used = Reachability::of(context).reached;
    for (id, visit) in context.visits() {
        if context.is_component(id) && !used.contains(&id) {
            let name = visit.member().unwrap_or_default();
            let message = format!("component `{name}` is never used");
            let help = "remove it, or add the missing `$ref`";
            report.add(Finding::new(context.place(id), message, help).at_key());
        }
    }
}

/// The components that can be reached from outside `components`.
struct Reachability<'a, 'c> {
    context: &'c Context<'a>,
    /// For every object, the component that contains it.
    owners: Vec<Option<VisitId>>,
    reached: HashSet<VisitId>,
    waiting: Vec<VisitId>,
}

impl<'a> Reachability<'a, '_> {
    fn of<'c>(context: &'c Context<'a>) -> Reachability<'a, 'c> {
        let mut owners: Vec<Option<VisitId>> = Vec::new();
        for (id, visit) in context.visits() {
            let owner = match visit.parent {
                _ if context.is_component(id) => Some(id),
                Some(parent) => owners[parent],
                None => None,
            };
            owners.push(owner);
        }
        let mut reachability = Reachability {
            context,
            owners,
            reached: HashSet::new(),
            waiting: Vec::new(),
        };
        reachability.run();
        reachability
    }

    fn run(&mut self) {
        let context = self.context;
        let mut edges: Vec<Vec<VisitId>> = vec![Vec::new(); self.owners.len()];
        for (id, visit) in context.visits() {
            for target in self.targets(id, visit) {
                match self.owners[id] {
                    Some(owner) => edges[owner].push(target),
                    None => self.reach(target),
                }
            }
        }
        while let Some(id) = self.waiting.pop() {
            for target in &edges[id] {
                self.reach(*target);
            }
        }
    }

    fn reach(&mut self, id: VisitId) {
        if self.reached.insert(id) {
            self.waiting.push(id);
        }
    }

    /// The components that an object refers to.
    fn targets(&self, id: VisitId, visit: &Visit<'a>) -> Vec<VisitId> {
        let context = self.context;
        let mut targets: Vec<_> = context.target(id).into_iter().collect();
        match visit.kind {
            Kind::SecurityRequirement => {
                let names = visit.node.entries().map(|entry| entry.key);
                targets.extend(
                    names.filter_map(|name| {
                        context.component(visit.document, "securitySchemes", name)
                    }),
                );
            }
            Kind::Discriminator => {
                let mapping = super::discriminator::mapping(visit);
                targets.extend(mapping.filter_map(|(_, text)| {
                    super::discriminator::mapped(context, visit.document, text)
                }));
            }
            _ => {}
        }
        for entry in visit.node.entries().filter(|it| it.key.starts_with("x-")) {
            self.in_extension(visit.document, entry.value, &mut targets);
        }
        targets
            .into_iter()
            .filter_map(|target| self.owners[target])
            .collect()
    }

    /// Adds the targets of references in an extension.
    fn in_extension(&self, document: DocumentId, node: &'a Node, targets: &mut Vec<VisitId>) {
        if let Some(reference) = node.get("$ref").and_then(Node::as_str)
            && let Reference::Local(pointer) = parse(reference)
            && let Some(target) = self.context.document(document).at(&pointer)
        {
            targets.extend(self.context.visit_of(target));
        }
        for child in node.entries().map(|entry| entry.value).chain(node.items()) {
            self.in_extension(document, child, targets);
        }
    }
}
