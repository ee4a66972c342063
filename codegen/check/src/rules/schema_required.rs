//! Required properties that are not defined.

use codegen_document::Node;

use super::composition::{Closure, PARTS};
use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "schema-required",
    summary: "a required property is not defined",
    explanation: "\
`required` can name a property that is not defined in `properties`, neither in the schema nor in the
schemas that it is composed of. JSON Schema allows this, but nearly always the name is misspelled. A
client has no such field, so it can never send a valid object.

Correct the name, or define the property.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let referrers = context.referrers();
    for (id, visit) in context.objects(Kind::Schema) {
        let required = visit
            .node
            .get("required")
            .map(Node::items)
            .unwrap_or_default();
        if required.is_empty() {
            continue;
        }
        let own = visit.node.get("properties");
        let is_missing = |name: &str| own.is_none_or(|own| own.get(name).is_none());
        if !required.iter().filter_map(Node::as_str).any(is_missing) {
            continue;
        }
        let whole = whole(context, id);
        let mut closure = Closure::of(context, whole);
        // A schema that is composed of this one can define the property.
        for referrer in referrers.get(&whole).into_iter().flatten() {
            if PARTS.contains(&context.visit(*referrer).field()) {
                closure.extend(context, self::whole(context, *referrer), &PARTS);
            }
        }
        if closure.is_open || closure.properties.is_empty() {
            continue;
        }
        for (index, name) in required.iter().enumerate() {
            let Some(name) = name.as_str() else { continue };
            if !closure.properties.contains_key(name) {
                report.add(Finding::new(
                    context.place(id).item("required", index),
                    format!("required property `{name}` is not defined in `properties`"),
                    suggestion::help(
                        name,
                        closure.properties.keys().copied(),
                        "define the property, or remove the name",
                    ),
                ));
            }
        }
    }
}

/// The outermost schema of the composition that a schema is in.
fn whole(context: &Context<'_>, id: VisitId) -> VisitId {
    let mut whole = id;
    for (id, visit) in context.ancestors(id) {
        whole = id;
        if !PARTS.contains(&visit.field()) && visit.field() != "not" {
            break;
        }
    }
    whole
}
