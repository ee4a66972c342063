//! Operations without documented error responses.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-errors",
    summary: "an operation has no documented error response",
    explanation: "\
Every call can fail. Without a documented error response, the structure of its body is unknown.

Add the statuses from 400, or `default`.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let documented = context.operations().iter();
    for operation in documented.filter(|it| !it.is_from_definition()) {
        let Some(responses) = operation.node.get("responses") else {
            continue;
        };
        let is_error = |status: &str| status == "default" || status.starts_with(['4', '5']);
        if !responses.entries().map(|entry| entry.key).any(is_error) {
            report.add(
                Finding::new(
                    context.place(operation.id).join("responses"),
                    format!("missing error response for {}", operation.title()),
                    "add the statuses from 400, or `default`",
                )
                .at_key(),
            );
        }
    }
}

/// Whether a text is missing or empty.
pub(super) fn is_blank(text: Option<&Node>) -> bool {
    text.and_then(Node::as_str)
        .is_none_or(|text| text.trim().is_empty())
}
