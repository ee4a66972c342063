//! Operations and components without a source.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-source",
    summary: "an operation or component does not name its source",
    explanation: "\
`externalDocs.url` of an operation links its method to the page that documents it. `x-source` of an
operation, and of every schema and parameter in `components`, names the table or example that the
facts were taken from.

Add what is missing.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        let url = operation.node.at("/externalDocs/url");
        if super::documented_errors::is_blank(url) {
            let message = format!("missing documentation link for {}", operation.title());
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
                format!("missing `x-source` for {name}"),
                "add it with `page`, `official` or `example`",
            )
            .at_key(),
        );
    }
}
