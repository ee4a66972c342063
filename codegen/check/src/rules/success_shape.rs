//! Operations that answer success in several shapes.

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
    summary: "an operation answers success in several shapes",
    explanation: "\
A method of a client returns one type. Where 200 and 201 have bodies of different schemas, a generator
stops (progenitor without saying where), or returns something in which the caller must look for what
came. A status without a body beside one with a body is left alone.

Use one schema for every success, or make two operations of it.",
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
                        format!(
                            "the body of status {status} has another schema than that of {other}"
                        ),
                        "use one schema for both, or make two operations of it",
                    )
                    .at_key(),
                ),
            }
        }
    }
}

/// The responses of success.
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

/// A text that is the same for the same schemas. Nothing where there is no JSON body.
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
