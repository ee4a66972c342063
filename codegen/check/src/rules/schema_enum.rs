//! Enumerations that say a value twice.

use std::collections::HashMap;

use codegen_document::Node;
use huaweicloud_json_schema::canonical;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "schema-enum",
    summary: "an enumeration has a value twice",
    explanation: "\
The values of an `enum` must differ: from a value that is there twice a client would make the same
variant twice. Values of the wrong type are findings of `example-schema`.

Remove one of the two, or correct it: a value was probably copied and not changed.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        let mut seen = HashMap::new();
        let members = visit.node.get("enum").map(Node::items).unwrap_or_default();
        for (index, member) in members.iter().enumerate() {
            let text = canonical(&member.to_json());
            let message = format!("the value {text} is already in the enumeration");
            if seen.insert(text, index).is_some() {
                report.add(Finding::new(
                    context.place(id).item("enum", index),
                    message,
                    "remove one of the two, or correct it",
                ));
            }
        }
    }
}
