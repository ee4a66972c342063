//! Operations and components that do not say where they come from.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-source",
    summary: "an operation or component does not say where it comes from",
    explanation: "\
Readers want to get from a method to the page that documents it: `externalDocs.url` of the operation.
Maintainers want to know which table or example a fact was taken from: `x-source` of the operation, and
of every schema and parameter under `components`.

Add what is missing.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        let url = operation.node.at("/externalDocs/url");
        if super::documented_errors::is_silent(url) {
            let message = format!("{} has no address of its documentation", operation.title());
            report.add(
                Finding::new(
                    context.place(operation.id),
                    message,
                    "add `externalDocs` with `url`",
                )
                .at_key(),
            );
        }
        source(context, report, operation.id, &operation.title());
    }
    for kind in [Kind::Schema, Kind::Parameter] {
        for (id, visit) in context.objects(kind) {
            if context.is_component(id) {
                let name = format!("`{}`", visit.member().unwrap_or_default());
                source(context, report, id, &name);
            }
        }
    }
}

fn source(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId, name: &str) {
    if context.visit(id).node.get("x-source").is_none() {
        report.add(
            Finding::new(
                context.place(id),
                format!("{name} does not say where it comes from"),
                "add `x-source` with `page`, `official` or `example`",
            )
            .at_key(),
        );
    }
}
