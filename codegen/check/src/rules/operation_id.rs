//! Missing and duplicate `operationId`s.

use std::collections::HashMap;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "operation-id",
    summary: "an operation has no `operationId`, or a duplicate one",
    explanation: "\
Client methods are named after the `operationId`. A duplicate is an error: OpenAPI requires it to be
unique, and links refer to it. A missing one is a warning: the generator has no name for the method.

Give every operation a unique `operationId`.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut seen = HashMap::new();
    for operation in context.operations() {
        let place = context.place(operation.id);
        let Some(node) = operation.node.get("operationId") else {
            report.warn(Finding::new(
                place,
                format!("missing `operationId` for {}", operation.title()),
                "add an `operationId`: the client method is named after it",
            ));
            continue;
        };
        let Some(name) = node.as_str() else { continue };
        if name.trim().is_empty() {
            report.add(Finding::new(
                place.join("operationId"),
                "empty `operationId`",
                "name the operation: the client method is named after it",
            ));
        } else if let Some((first, line)) = seen.insert(
            (operation.document, name),
            (operation.title(), node.position().line),
        ) {
            report.add(Finding::new(
                place.join("operationId"),
                format!("duplicate `operationId` `{name}`, first used by {first} on line {line}"),
                "use a unique `operationId`",
            ));
        }
    }
}
