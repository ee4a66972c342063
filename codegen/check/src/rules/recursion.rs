//! Recursive schemas without a finite value.

use std::collections::{HashMap, HashSet};

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "recursion",
    summary: "a recursive schema has no finite value",
    explanation: "\
Recursion is valid if it can end: a list can be empty, a field can be absent or null. A schema that
requires a field of its own type, or that contains itself in `allOf`, has no finite value, so it can
never be sent or received.

Make one field in the cycle optional, `nullable` or a list.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let finite = FiniteSchemas::of(context);
    let mut is_reported = vec![false; finite.is_finite.len()];
    for (id, _) in context.objects(Kind::Schema) {
        if finite.is_finite[id] || is_reported[id] {
            continue;
        }
        let Some(cycle) = finite.cycle(context, id) else {
            continue;
        };
        if cycle.iter().any(|id| is_reported[*id]) {
            continue;
        }
        for id in &cycle {
            is_reported[*id] = true;
        }
        let named: Vec<_> = cycle
            .iter()
            .copied()
            .filter(|id| context.visit(*id).reference.is_none())
            .collect();
        let start = named.first().copied().unwrap_or(id);
        let chain = super::chain(context, &[&named[..], &[start]].concat());
        report.add(
            Finding::new(
                context.place(start),
                format!("recursive schema has no finite value: {chain}"),
                "make one of these optional, nullable or a list that can be empty",
            )
            .at_key(),
        );
    }
}

/// Which schemas have a finite value.
struct FiniteSchemas {
    is_finite: Vec<bool>,
}

impl FiniteSchemas {
    /// Starts with the schemas without needs, and continues with those whose needs are met.
    fn of(context: &Context<'_>) -> FiniteSchemas {
        let mut is_finite = vec![false; context.walk.visits.len()];
        let mut owners = Vec::new();
        let mut unmet = vec![0_usize; is_finite.len()];
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
            is_finite[id] = true;
            for need in waited_for.remove(&id).unwrap_or_default() {
                // A need is met once, by the first of its alternatives.
                let Some(owner) = owners[need].take() else {
                    continue;
                };
                unmet[owner] -= 1;
                if unmet[owner] == 0 {
                    ready.push(owner);
                }
            }
        }
        FiniteSchemas { is_finite }
    }

    /// The cycle of needs from a schema without a finite value back to itself.
    fn cycle(&self, context: &Context<'_>, start: VisitId) -> Option<Vec<VisitId>> {
        let mut cycle = vec![start];
        let mut seen = HashSet::from([start]);
        let mut id = start;
        for _ in 0..self.is_finite.len() {
            let needed = needs(context, id);
            let unmet = needed.iter().find(|need| !need.is_met(&self.is_finite))?;
            id = *unmet.any_of.first()?;
            if id == start {
                return Some(cycle);
            }
            if !seen.insert(id) {
                return None;
            }
            cycle.push(id);
        }
        None
    }
}

/// A condition for a schema to have a finite value: one of these schemas has one.
struct Need {
    any_of: Vec<VisitId>,
}

impl Need {
    fn is_met(&self, is_finite: &[bool]) -> bool {
        self.any_of.iter().any(|id| is_finite[*id])
    }
}

/// All conditions for a schema to have a finite value.
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
    let type_name = visit.text("type");
    if type_name == Some("object") || (type_name.is_none() && schema.get("properties").is_some()) {
        let required = schema.get("required").map(Node::items).unwrap_or_default();
        let properties = schema.get("properties");
        for name in required.iter().filter_map(Node::as_str) {
            let property = properties.and_then(|properties| properties.get(name));
            let property = property.and_then(|property| context.visit_of(property));
            needs.extend(property.map(|id| Need { any_of: vec![id] }));
        }
    }
    let least = schema.get("minItems").and_then(Node::as_u64).unwrap_or(0);
    if type_name == Some("array") && least > 0 {
        let items = context.child(id, "items");
        needs.extend(items.map(|id| Need { any_of: vec![id] }));
    }
    needs
}
