//! Bodies that the generator of this project cannot turn into types.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::VisitId;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "client-response",
    summary: "an operation's bodies cannot become the types of a generated method",
    explanation: "\
A generated method returns one type: it needs exactly one status of success, and bodies of success and
of requests in one media type, `application/json`, with a schema. Bodies of errors may be anything:
the runtime reads them all into its one error type.

Document exactly one success; leave out other media types than JSON.",
    level: Level::Off,
    check: Check::Documents(check),
};

const JSON: &str = "application/json";

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        let successes = super::success_shape::successes(context, operation);
        if let [(_, response)] = successes[..] {
            check_content(context, report, response);
        } else {
            let statuses: Vec<_> = successes.iter().map(|(status, _)| *status).collect();
            let found = match statuses[..] {
                [] => "no status of success".to_owned(),
                _ => format!("the success statuses {}", statuses.join(" and ")),
            };
            report.add(
                Finding::new(
                    context.place(operation.id).join("responses"),
                    format!(
                        "{} has {found}; a method returns one type",
                        operation.title()
                    ),
                    "document exactly one status from 200 to 299",
                )
                .at_key(),
            );
        }
        if let Some(body) = context.child(operation.id, "requestBody") {
            check_content(context, report, body);
        }
    }
}

fn check_content(context: &Context<'_>, report: &mut Report<'_, '_>, holder: VisitId) {
    let Some(resolved) = context.resolve(holder) else {
        return;
    };
    let content = context.visit(resolved).node.get("content");
    let names: Vec<_> = content
        .into_iter()
        .flat_map(Node::entries)
        .map(|entry| (entry.key, entry.value.get("schema").is_some()))
        .collect();
    let message = match names[..] {
        [] | [(JSON, true)] => return,
        [(JSON, false)] => format!("the {JSON} body has no schema"),
        [(name, _)] => format!("a body of the media type `{name}` cannot become a type"),
        _ => "a body in several media types cannot become one type".to_owned(),
    };
    report.add(
        Finding::new(
            context.place(resolved).join("content"),
            message,
            format!("describe one media type, {JSON}, with a schema"),
        )
        .at_key(),
    );
}
