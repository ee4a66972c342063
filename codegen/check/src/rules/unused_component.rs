//! Components that nothing refers to.

use std::collections::HashSet;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::{Finding, Severity};
use crate::grammar::{Kind, Visit, VisitId};
use crate::reference::{Reference, parse};
use crate::rule::{Check, Report, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unused-component",
    summary: "nothing refers to a component",
    explanation: "\
A component that no operation reaches, directly or through other components, becomes dead code in
the client, or is a sign that a `$ref` somewhere names another one by mistake.

Remove it, or refer to it where it belongs.",
    severity: Severity::Warning,
    check: Check::Document(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let used = Reachability::of(context).reached;
    for (id, visit) in context.visits() {
        if is_component(context, visit) && !used.contains(&id) {
            let name = visit.member().unwrap_or_default();
            let message = format!("nothing refers to `{name}`");
            let help = "remove it, or refer to it where it belongs";
            report.add(Finding::new(context.pointer(id), message, help).at_key());
        }
    }
}

fn is_component(context: &Context<'_>, visit: &Visit<'_>) -> bool {
    visit
        .parent
        .is_some_and(|parent| context.visit(parent).kind == Kind::Components)
}

/// The components that can be reached from outside of them.
struct Reachability<'a, 'c> {
    context: &'c Context<'a>,
    /// For every object, the component that it is a part of.
    owners: Vec<Option<VisitId>>,
    reached: HashSet<VisitId>,
    waiting: Vec<VisitId>,
}

impl<'a> Reachability<'a, '_> {
    fn of<'c>(context: &'c Context<'a>) -> Reachability<'a, 'c> {
        let mut owners: Vec<Option<VisitId>> = Vec::new();
        for (id, visit) in context.visits() {
            let owner = match visit.parent {
                _ if is_component(context, visit) => Some(id),
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
            for target in self.targets(visit) {
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

    /// The components that an object names.
    fn targets(&self, visit: &Visit<'a>) -> Vec<VisitId> {
        let mut nodes = Vec::new();
        match visit.kind {
            _ if visit.reference.is_some() => {
                nodes.extend(visit.reference.and_then(|text| self.context.target(text)));
            }
            Kind::SecurityRequirement => {
                let names = visit.node.entries().map(|entry| entry.key);
                nodes.extend(names.filter_map(|name| self.component("securitySchemes", name)));
            }
            Kind::Discriminator => {
                let mapping = visit
                    .node
                    .get("mapping")
                    .into_iter()
                    .flat_map(Node::entries);
                nodes.extend(mapping.filter_map(|entry| self.mapped(entry.value.as_str()?)));
            }
            _ => {}
        }
        nodes
            .into_iter()
            .filter_map(|node| self.owners[self.context.visit_of(node)?])
            .collect()
    }

    fn component(&self, group: &str, name: &str) -> Option<&'a Node> {
        let root = self.context.document.root();
        root.get("components")?.get(group)?.get(name)
    }

    /// A discriminator's mapping holds references or bare names of schemas.
    fn mapped(&self, text: &str) -> Option<&'a Node> {
        match parse(text) {
            Reference::Local(pointer) => self.context.document.at(&pointer),
            _ => self.component("schemas", text),
        }
    }
}
