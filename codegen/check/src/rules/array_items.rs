//! Lists without a word about their items.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "array-items",
    summary: "a list does not say what its items are",
    explanation: "\
OpenAPI 3.0 wants `items` beside `type: array`. Without it a client has no type for what is in the
list. Where the items can be anything, say so: `items: {}`.

Add `items`.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        if visit.text("type") == Some("array") && visit.node.get("items").is_none() {
            report.add(Finding::new(
                context.place(id),
                "the list does not say what its items are",
                "add `items`; `items: {}` if they can be anything",
            ));
        }
    }
}
