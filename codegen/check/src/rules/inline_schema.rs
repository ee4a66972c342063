//! Types without a name.

use codegen_document::{Node, pointer};

use crate::context::Context;
use crate::diagnostic::{Finding, Severity};
use crate::grammar::{Kind, Visit, VisitId};
use crate::rule::{Check, Report, Rule};

pub(super) const RULE: Rule = Rule {
    name: "inline-schema",
    summary: "an object or enumeration has no name of its own",
    explanation: "\
Every object with properties and every enumeration becomes a type of its own in a client, and a type
needs a name. Written inline, the generator has to guess one from where it stands, and the guess
changes whenever the document is rearranged.

Move the schema under `components/schemas` and refer to it.",
    severity: Severity::Warning,
    check: Check::Document(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, visit) in context.visits_of(Kind::Schema) {
        if visit.reference.is_some() || has_name(context, id) {
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
                pointer::join(&context.pointer(id), key),
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
fn has_name(context: &Context<'_>, id: VisitId) -> bool {
    for visit in context.ancestors(id) {
        if is_component(context, visit) {
            return true;
        }
        if visit.field() != "allOf" {
            return false;
        }
    }
    false
}

fn is_component(context: &Context<'_>, visit: &Visit<'_>) -> bool {
    visit.field() == "schemas"
        && visit
            .parent
            .is_some_and(|parent| context.visit(parent).kind == Kind::Components)
}
