//! Schemas that no value ends.

use std::collections::{HashMap, HashSet};

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "recursion",
    summary: "a schema contains itself and no value ends that",
    explanation: "\
A tree whose nodes have children of the same kind is fine: a list can be empty, a field can be absent
or null. But a schema that requires a field of its own kind, or is a part of itself by `allOf`, has no
finite value: nothing can ever be sent or read.

Let the field be absent, `nullable` or a list at one place of the circle.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let ends = Ends::of(context);
    let mut told = vec![false; ends.ends.len()];
    for (id, _) in context.objects(Kind::Schema) {
        if ends.ends[id] || told[id] {
            continue;
        }
        let Some(circle) = ends.circle(context, id) else {
            continue;
        };
        if circle.iter().any(|id| told[*id]) {
            continue;
        }
        for id in &circle {
            told[*id] = true;
        }
        let named: Vec<_> = circle
            .iter()
            .copied()
            .filter(|id| context.visit(*id).reference.is_none())
            .collect();
        let start = named.first().copied().unwrap_or(id);
        let chain = super::chain(context, &[&named[..], &[start]].concat());
        report.add(
            Finding::new(
                context.place(start),
                format!("no value ever ends this schema: {chain}"),
                "let one of these be absent, nullable or an empty list",
            )
            .at_key(),
        );
    }
}

/// Which schemas have a finite value.
struct Ends {
    ends: Vec<bool>,
}

impl Ends {
    /// Begins with the schemas that need nothing, and goes on to those that need only these.
    fn of(context: &Context<'_>) -> Ends {
        let mut ends = vec![false; context.walk.visits.len()];
        let mut owners = Vec::new();
        let mut unmet = vec![0_usize; ends.len()];
        let mut waited_for: HashMap<VisitId, Vec<usize>> = HashMap::new();
        let mut ready = Vec::new();
        for (id, visit) in context.visits() {
            if visit.kind != Kind::Schema {
                continue;
            }
            for need in needs(context, id) {
                unmet[id] += 1;
                for schema in need.any_of {
                    waited_for.entry(schema).or_default().push(owners.len());
                }
                owners.push(Some(id));
            }
            if unmet[id] == 0 {
                ready.push(id);
            }
        }
        while let Some(id) = ready.pop() {
            ends[id] = true;
            for need in waited_for.remove(&id).unwrap_or_default() {
                // A need is met once, however many alternatives end.
                let Some(owner) = owners[need].take() else {
                    continue;
                };
                unmet[owner] -= 1;
                if unmet[owner] == 0 {
                    ready.push(owner);
                }
            }
        }
        Ends { ends }
    }

    /// The way from a schema without end to itself, if it comes back to itself.
    fn circle(&self, context: &Context<'_>, start: VisitId) -> Option<Vec<VisitId>> {
        let mut way = vec![start];
        let mut seen = HashSet::from([start]);
        let mut id = start;
        for _ in 0..self.ends.len() {
            let needed = needs(context, id);
            let unmet = needed.iter().find(|need| !need.is_met(&self.ends))?;
            id = *unmet.any_of.first()?;
            if id == start {
                return Some(way);
            }
            if !seen.insert(id) {
                return None;
            }
            way.push(id);
        }
        None
    }
}

/// What a schema needs to have a finite value: one of these.
struct Need {
    any_of: Vec<VisitId>,
}

impl Need {
    fn is_met(&self, ends: &[bool]) -> bool {
        self.any_of.iter().any(|id| ends[*id])
    }
}

/// What a schema needs, all of it, to have a finite value.
fn needs(context: &Context<'_>, id: VisitId) -> Vec<Need> {
    let visit = context.visit(id);
    if visit.reference.is_some() {
        let target = context.target(id);
        let target = target.filter(|target| context.visit(*target).kind == Kind::Schema);
        return target
            .into_iter()
            .map(|id| Need { any_of: vec![id] })
            .collect();
    }
    let mut needs = Vec::new();
    for (_, part) in context.children(id, "allOf") {
        needs.push(Need { any_of: vec![part] });
    }
    for key in ["oneOf", "anyOf"] {
        let any_of: Vec<_> = context.children(id, key).map(|(_, part)| part).collect();
        if !any_of.is_empty() {
            needs.push(Need { any_of });
        }
    }
    let schema = visit.node;
    if visit.is_true("nullable") && schema.get("type").is_some() {
        return needs;
    }
    let kind = visit.text("type");
    if kind == Some("object") || (kind.is_none() && schema.get("properties").is_some()) {
        let required = schema.get("required").map(Node::items).unwrap_or_default();
        let properties = schema.get("properties");
        for name in required.iter().filter_map(Node::as_str) {
            let property = properties.and_then(|properties| properties.get(name));
            let property = property.and_then(|property| context.visit_of(property));
            needs.extend(property.map(|id| Need { any_of: vec![id] }));
        }
    }
    let least = schema.get("minItems").and_then(Node::as_u64).unwrap_or(0);
    if kind == Some("array") && least > 0 {
        let items = context.child(id, "items");
        needs.extend(items.map(|id| Need { any_of: vec![id] }));
    }
    needs
}
