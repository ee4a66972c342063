//! Answers of success without an example.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-success",
    summary: "an answer of success has no example",
    explanation: "\
An example shows what no schema says, is what a mock server answers with, and is held against the
schema and the generated types by tests. A body of success in JSON should have one, under `example` or
`examples` of the media type.

Add an example.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let documented = context.operations().iter();
    for operation in documented.filter(|it| !it.is_from_definition()) {
        for (status, response) in super::success_shape::successes(context, operation) {
            let Some(response) = context.resolve(response) else {
                continue;
            };
            for (name, media_type) in context.children(response, "content") {
                let node = context.visit(media_type).node;
                let examples = node.get("examples").into_iter().flat_map(Node::entries);
                let has_example = node.get("example").is_some() || examples.count() > 0;
                if name.contains("json") && !has_example {
                    report.add(
                        Finding::new(
                            context.place(media_type),
                            format!("{} has no example of status {status}", operation.title()),
                            "add one under `examples`",
                        )
                        .at_key(),
                    );
                }
            }
        }
    }
}
