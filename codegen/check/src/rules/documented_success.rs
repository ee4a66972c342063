//! Success responses without an example.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-success",
    summary: "a success response has no example",
    explanation: "\
An example shows what a schema cannot. The mock server returns it, and tests compare it with the
schema and the generated types. Every success response with a JSON body should have one, in
`example` or `examples` of the media type.

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
                            format!(
                                "missing example for status {status} of {}",
                                operation.title()
                            ),
                            "add an example to `examples`",
                        )
                        .at_key(),
                    );
                }
            }
        }
    }
}
