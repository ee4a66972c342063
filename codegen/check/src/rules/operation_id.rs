//! Operations without a name, or with one that is taken.

use std::collections::HashMap;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "operation-id",
    summary: "an operation has no `operationId`, or one that another operation has",
    explanation: "\
A client's method is named after the `operationId`. Two operations with the same one are an error of
the document, and links cannot tell them apart; without one, which is a warning, the generator has
no name to give.

Give every operation an `operationId` of its own.",
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
                format!("{} has no `operationId`", operation.title()),
                "add one: the client's method is named after it",
            ));
            continue;
        };
        let Some(name) = node.as_str() else { continue };
        if name.trim().is_empty() {
            report.add(Finding::new(
                place.join("operationId"),
                "the `operationId` is empty",
                "name the operation: the client's method is named after it",
            ));
        } else if let Some(first) = seen.insert((operation.document, name), node) {
            report.add(Finding::new(
                place.join("operationId"),
                format!(
                    "`{name}` already names the operation {}",
                    of(context, first)
                ),
                "give each operation a name of its own",
            ));
        }
    }
}

fn of(context: &Context<'_>, operation_id: &Node) -> String {
    let other = context.operations().iter().find(|operation| {
        operation
            .node
            .get("operationId")
            .is_some_and(|id| std::ptr::eq(id, operation_id))
    });
    let title = other.map(|operation| format!("{} ", operation.title()));
    let line = operation_id.position().line;
    format!("{}on line {line}", title.unwrap_or_default())
}
