//! Null where it cannot be, or where nobody says so.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "nullable",
    summary: "`nullable: true` does not make null possible",
    explanation: "\
OpenAPI 3.0.3 is precise: `nullable: true` adds null to the `type` in the same schema and to nothing
else. It does not add null to an `enum` that lacks it, nor to the schemas in `allOf`: a null has to
pass every part. Without a `type` it has no effect, also next to `allOf`, `oneOf` and `anyOf`.

Add null to the `enum`, `nullable: true` to the schema in `allOf`, or the `type` that is meant.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        if !visit.is_true("nullable") {
            continue;
        }
        let schema = visit.node;
        let (message, help) = if let Some(refusing) = refusing(context, id) {
            let place = context.place(refusing).pointer;
            (
                format!("`nullable: true` does not help: null does not fit {place}"),
                "make that schema nullable too",
            )
        } else if schema.get("type").is_none() {
            (
                "`nullable: true` has no effect without `type`".to_owned(),
                "add the `type`",
            )
        } else if lacks_null(schema) {
            (
                "`nullable: true` does not help: the `enum` has no null".to_owned(),
                "add `null` to the `enum`",
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

/// A part by `allOf` that null does not fit, by its own type or enumeration.
fn refusing(context: &Context<'_>, id: VisitId) -> Option<VisitId> {
    context
        .children(id, "allOf")
        .filter_map(|(_, part)| context.resolve(part))
        .find(|part| {
            let part = context.visit(*part);
            let typed = part.node.get("type").is_some() && !part.is_true("nullable");
            typed || lacks_null(part.node)
        })
}
