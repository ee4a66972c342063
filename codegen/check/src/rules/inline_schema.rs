//! Types without a name.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "inline-schema",
    summary: "an object or enumeration has no name of its own",
    explanation: "\
Every object with properties and every enumeration becomes a type of its own in a client, and a type
needs a name. Written inline, the generator has to guess one from where it stands, and the guess
changes whenever the document is rearranged.

Move the schema under `components/schemas` and refer to it.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        if has_name(context, id) {
            continue;
        }
        let (key, what) = if visit.node.get("enum").is_some() {
            ("enum", "enumeration")
        } else if has_properties(visit.node) {
            ("properties", "object")
        } else {
            continue;
        };
        report.add(
            Finding::new(
                context.place(id).join(key),
                format!("this {what} has no name: it is no component"),
                "move it under `components/schemas` and refer to it by `$ref`",
            )
            .at_key(),
        );
    }
}

fn has_properties(schema: &Node) -> bool {
    schema
        .get("properties")
        .is_some_and(|properties| properties.entries().next().is_some())
}

/// A component, or a part of one by `allOf`: that makes no type of its own.
pub(super) fn has_name(context: &Context<'_>, id: VisitId) -> bool {
    for (id, visit) in context.ancestors(id) {
        if context.is_component(id) {
            return true;
        }
        if visit.field() != "allOf" {
            return false;
        }
    }
    false
}
