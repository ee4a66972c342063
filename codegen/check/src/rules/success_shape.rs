//! Success responses with different schemas.

use codegen_document::Node;
use huaweicloud_json_schema::canonical;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::VisitId;
use crate::operation::Operation;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "success-shape",
    summary: "an operation has success responses with different schemas",
    explanation: "\
A client method returns a single type. If the bodies of 200 and 201 have different schemas, a
generator fails (progenitor without naming the operation), or returns a type that the caller must
inspect. A status without a body next to one with a body is not reported.

Use the same schema for every success response, or split the operation.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        let mut first: Option<(&str, String)> = None;
        for (status, response) in successes(context, operation) {
            let Some(shape) = shape(context, response) else {
                continue;
            };
            match &first {
                None => first = Some((status, shape)),
                Some((_, known)) if *known == shape => {}
                Some((other, _)) => report.add(
                    Finding::new(
                        context.place(response),
                        format!("status {status} has a different schema than status {other}"),
                        "use the same schema for both, or split the operation",
                    )
                    .at_key(),
                ),
            }
        }
    }
}

/// The success responses.
pub(super) fn successes<'a>(
    context: &Context<'a>,
    operation: &Operation<'a>,
) -> Vec<(&'a str, VisitId)> {
    let responses = operation.node.get("responses").into_iter();
    responses
        .flat_map(Node::entries)
        .filter(|entry| entry.key.starts_with('2'))
        .filter_map(|entry| Some((entry.key, context.visit_of(entry.value)?)))
        .collect()
}

/// The JSON schemas of a response in a canonical form; `None` without a JSON body.
fn shape(context: &Context<'_>, response: VisitId) -> Option<String> {
    let response = context.resolve(response)?;
    let mut shapes: Vec<_> = context
        .children(response, "content")
        .filter(|(name, _)| name.contains("json"))
        .filter_map(|(_, media_type)| context.child(media_type, "schema"))
        .map(|schema| context.resolve(schema).unwrap_or(schema))
        .map(|schema| canonical(&context.visit(schema).node.to_json()))
        .collect();
    shapes.sort();
    shapes.dedup();
    (!shapes.is_empty()).then(|| shapes.join(" or "))
}
