//! Bodies where HTTP has none.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::VisitId;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "http-body",
    summary: "a body where HTTP has none",
    explanation: "\
Answers with a status from 100 to 199, 204 and 304, and every answer to HEAD, end after the headers: a
`content` there describes what cannot come, and a client that reads it fails on every success. A
request body of GET, HEAD and TRACE has no meaning in HTTP: OpenAPI says to ignore it, and proxies
drop it. DELETE is left alone, as many services take a body there.

Remove the `content`, or correct the status or the method.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        let method = operation.method;
        if matches!(method, "get" | "head" | "trace") && operation.node.get("requestBody").is_some()
        {
            report.add(
                Finding::new(
                    context.place(operation.id).join("requestBody"),
                    format!(
                        "HTTP gives the body of a {} no meaning",
                        method.to_uppercase()
                    ),
                    "use parameters, or another method",
                )
                .at_key(),
            );
        }
        let responses = context.child(operation.id, "responses");
        let members = responses.map(|id| context.visit(id).node.entries());
        for entry in members.into_iter().flatten() {
            let Some(id) = context.visit_of(entry.value) else {
                continue;
            };
            if (method == "head" || is_bodiless(entry.key)) && has_content(context, id) {
                let what = match method {
                    "head" => "an answer to HEAD".to_owned(),
                    _ => format!("an answer with status {}", entry.key),
                };
                report.add(
                    Finding::new(
                        context.place(id).join("content"),
                        format!("{what} has no body, but `content` describes one"),
                        "remove `content`, or correct the status",
                    )
                    .at_key(),
                );
            }
        }
    }
}

fn is_bodiless(status: &str) -> bool {
    matches!(status, "204" | "304") || (status.len() == 3 && status.starts_with('1'))
}

fn has_content(context: &Context<'_>, response: VisitId) -> bool {
    let content = context
        .resolve(response)
        .and_then(|id| context.visit(id).node.get("content"));
    content.is_some_and(|content| content.entries().next().is_some())
}
