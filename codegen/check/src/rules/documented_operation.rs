//! Operations without a summary or description.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-operation",
    summary: "an operation has no summary or no description",
    explanation: "\
The `summary` becomes the first line of a method's documentation, and the `description` the rest.
Without them, the method is described by its name alone.

Add both.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        for key in ["summary", "description"] {
            let text = operation.node.get(key).and_then(Node::as_str);
            if text.is_none_or(|text| text.trim().is_empty()) {
                report.add(
                    Finding::new(
                        context.place(operation.id),
                        format!("missing `{key}` for {}", operation.title()),
                        format!("add a `{key}`: it becomes the documentation of the method"),
                    )
                    .at_key(),
                );
            }
        }
    }
}
