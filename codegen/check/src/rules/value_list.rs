//! Values that are listed in a description instead of an enumeration.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "value-list",
    summary: "a description lists values, but the schema has no `enum`",
    explanation: "\
Tools cannot read `Values: RUNNING, STOPPED` in a description: a client has a string where it could
have an enumeration, and an example with another value goes unnoticed.

List the values in `enum`.",
    level: Level::Off,
    check: Check::Documents(check),
};

/// Phrases that introduce a list of values.
const PHRASES: [&str; 10] = [
    "values:",
    "value can be",
    "values can be",
    "options:",
    "value is one of",
    "one of the following",
    "enumerated values",
    "allowed values",
    "possible values",
    "valid values",
];

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        let schema = match visit.kind {
            Kind::Schema => Some(id),
            Kind::Parameter => context.child(id, "schema"),
            _ => continue,
        };
        let Some(text) = visit.text("description") else {
            continue;
        };
        let is_enumerated = schema.is_none_or(|schema| is_enumerated(context, schema));
        if !is_enumerated && lists_values(text) {
            report.add(Finding::new(
                context.place(id).join("description"),
                "the description lists values, but the schema has no `enum`",
                "list the values in `enum`",
            ));
        }
    }
}

/// Whether a schema, or a schema that it is composed of, has an enumeration or cannot have one.
fn is_enumerated(context: &Context<'_>, schema: VisitId) -> bool {
    let Some(schema) = context.resolve(schema) else {
        return true;
    };
    let visit = context.visit(schema);
    if visit.node.get("enum").is_some() || matches!(visit.text("type"), Some("object" | "boolean"))
    {
        return true;
    }
    let parts = ["allOf", "oneOf", "anyOf"];
    let parts = parts.iter().flat_map(|key| context.children(schema, key));
    let parts = parts.chain(context.child(schema, "items").map(|items| ("", items)));
    parts
        .filter_map(|(_, part)| context.resolve(part))
        .any(|part| {
            context.visit(part).node.get("enum").is_some()
                || context.visit(part).text("type") == Some("object")
        })
}

/// Whether at least two values follow one of the phrases.
fn lists_values(text: &str) -> bool {
    let lower = text.to_lowercase();
    PHRASES.iter().any(|phrase| {
        lower.find(phrase).is_some_and(|at| {
            let rest = &lower[at + phrase.len()..];
            let listed = rest.split('.').next().unwrap_or_default();
            let separators = [",", ";", "\n- ", "\n* ", " or ", " and "];
            let count: usize = separators
                .iter()
                .map(|separator| listed.matches(separator).count())
                .sum();
            count > 0
        })
    })
}
