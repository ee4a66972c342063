//! Arrays without `items`.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "array-items",
    summary: "an array has no `items`",
    explanation: "\
OpenAPI 3.0 requires `items` for `type: array`. Without it, the type of the items is unknown. If the
items can be anything, use `items: {}`.

Add `items`.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        if visit.text("type") == Some("array") && visit.node.get("items").is_none() {
            report.add(Finding::new(
                context.place(id),
                "missing `items` for type `array`",
                "add `items`, or `items: {}` if the items can be anything",
            ));
        }
    }
}
