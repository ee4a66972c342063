//! Links to operations that do not exist.

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
    summary: "a link leads to no operation",
    explanation: "\
A link names the operation that comes next, by its `operationId` or by an `operationRef`.

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
        if let Some(wanted) = visit.text("operationId")
            && !known.contains(wanted)
        {
            report.add(Finding::new(
                context.place(id).join("operationId"),
                format!("there is no operation `{wanted}`"),
                suggestion::help(wanted, known.iter().copied(), "correct the name"),
            ));
        }
        if let Some(wanted) = visit.text("operationRef")
            && let Reference::Local(pointer) = parse(wanted)
        {
            let found = context.document(visit.document).at(&pointer);
            let found = found.and_then(|node| context.visit_of(node));
            if found.is_none_or(|found| context.visit(found).kind != Kind::Operation) {
                report.add(Finding::new(
                    context.place(id).join("operationRef"),
                    format!("`{wanted}` leads to no operation"),
                    "write it as `#/paths/~1things~1{id}/get`",
                ));
            }
        }
    }
}
