//! Bodies where HTTP does not allow them.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::VisitId;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "http-body",
    summary: "a body where HTTP does not allow one",
    explanation: "\
Responses with a status from 100 to 199, 204 or 304, and all responses to HEAD, have no body: a
client that tries to read the documented `content` fails on every success. The body of a GET, HEAD
or TRACE request has no meaning in HTTP: OpenAPI requires tools to ignore it, and proxies drop it.
DELETE is not reported, because many services accept a body there.

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
                        "the body of a {} request has no meaning in HTTP",
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
                    "head" => "a response to HEAD".to_owned(),
                    _ => format!("a response with status {}", entry.key),
                };
                report.add(
                    Finding::new(
                        context.place(id).join("content"),
                        format!("{what} has no body, but defines `content`"),
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
