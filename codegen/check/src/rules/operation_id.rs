//! Operations without a name, or with one that is taken.

use std::collections::HashMap;

use codegen_document::{Node, pointer};

use crate::context::Context;
use crate::diagnostic::{Finding, Severity};
use crate::rule::{Check, Report, Rule};

pub(super) const RULE: Rule = Rule {
    name: "operation-id",
    summary: "an operation has no `operationId`, or one that another operation has",
    explanation: "\
A client's method is named after the `operationId`. Two operations with the same one are an error of
the document, and links cannot tell them apart; without one the generator has no name to give.

Give every operation an `operationId` of its own.",
    severity: Severity::Error,
    check: Check::Document(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut seen = HashMap::new();
    for operation in context.operations() {
        let base = context.pointer(operation.id);
        let Some(node) = operation.node.get("operationId") else {
            report.warn(Finding::new(
                base,
                format!(
                    "{} {} has no `operationId`",
                    operation.method.to_uppercase(),
                    operation.path
                ),
                "add one: the client's method is named after it",
            ));
            continue;
        };
        let Some(name) = node.as_str() else { continue };
        if let Some(first) = seen.insert(name, node) {
            report.add(repeated(&base, name, first));
        }
    }
}

fn repeated(base: &str, name: &str, first: &Node) -> Finding {
    Finding::new(
        pointer::join(base, "operationId"),
        format!(
            "`{name}` already names the operation on line {}",
            first.position().line
        ),
        "give each operation a name of its own",
    )
}
