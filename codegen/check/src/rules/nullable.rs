//! `nullable: true` without effect.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "nullable",
    summary: "`nullable: true` has no effect",
    explanation: "\
In OpenAPI 3.0.3, `nullable: true` adds null only to the `type` in the same schema.
It does not add null to an `enum`, nor to the schemas in `allOf`, which a null must all match.
Without a `type` it has no effect, even next to `allOf`, `oneOf` or `anyOf`.

Add null to the `enum`, `nullable: true` to the schema in `allOf`, or the intended `type`.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        if !visit.is_true("nullable") {
            continue;
        }
        let schema = visit.node;
        let (message, help) = if let Some(part) = part_without_null(context, id) {
            let place = context.place(part).pointer;
            (
                format!("`nullable: true` has no effect: null does not match `{place}`"),
                "make that schema nullable, too",
            )
        } else if schema.get("type").is_none() {
            (
                "`nullable: true` has no effect without `type`".to_owned(),
                "add `type`",
            )
        } else if lacks_null(schema) {
            (
                "`nullable: true` has no effect: `enum` does not list null".to_owned(),
                "add `null` to `enum`",
            )
        } else {
            continue;
        };
        report.add(Finding::new(context.place(id).join("nullable"), message, help).at_key());
    }
}

fn lacks_null(schema: &Node) -> bool {
    let members = schema.get("enum").map(Node::items);
    members.is_some_and(|members| !members.is_empty() && !members.iter().any(Node::is_null))
}

/// A schema in `allOf` whose type or enumeration does not allow null.
fn part_without_null(context: &Context<'_>, id: VisitId) -> Option<VisitId> {
    context
        .children(id, "allOf")
        .filter_map(|(_, part)| context.resolve(part))
        .find(|part| {
            let part = context.visit(*part);
            let typed = part.node.get("type").is_some() && !part.is_true("nullable");
            typed || lacks_null(part.node)
        })
}
