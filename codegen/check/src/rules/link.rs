//! Links to unknown operations.

use std::collections::BTreeSet;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::files::Role;
use crate::grammar::Kind;
use crate::reference::{Reference, parse};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "link",
    summary: "a link refers to an unknown operation",
    explanation: "\
A link refers to an operation by its `operationId` or by an `operationRef`.

Correct the name or the reference.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let known: BTreeSet<_> = context
        .objects(Kind::Operation)
        .filter_map(|(_, visit)| visit.text("operationId"))
        .collect();
    for (id, visit) in context.objects(Kind::Link) {
        if context.files.role(visit.document) == Role::Part {
            continue;
        }
        if let Some(name) = visit.text("operationId")
            && !known.contains(name)
        {
            report.add(Finding::new(
                context.place(id).join("operationId"),
                format!("unknown operation `{name}`"),
                suggestion::help(name, known.iter().copied(), "correct the name"),
            ));
        }
        if let Some(reference) = visit.text("operationRef")
            && let Reference::Local(pointer) = parse(reference)
        {
            let found = context.document(visit.document).at(&pointer);
            let found = found.and_then(|node| context.visit_of(node));
            if found.is_none_or(|found| context.visit(found).kind != Kind::Operation) {
                report.add(Finding::new(
                    context.place(id).join("operationRef"),
                    format!("`{reference}` does not refer to an operation"),
                    "use the form `#/paths/~1things~1{id}/get`",
                ));
            }
        }
    }
}
