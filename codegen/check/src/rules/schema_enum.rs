//! Duplicate values of enumerations.

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
    summary: "an enumeration has a duplicate value",
    explanation: "\
The values of an `enum` must be unique, because each of them becomes a variant in a client. Values
of the wrong type are reported by `example-schema`.

Remove the duplicate, or correct it if it was copied and not changed.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        let mut seen = HashMap::new();
        let members = visit.node.get("enum").map(Node::items).unwrap_or_default();
        for (index, member) in members.iter().enumerate() {
            let text = canonical(&member.to_json());
            let message = format!("duplicate value `{text}` in `enum`");
            if seen.insert(text, index).is_some() {
                report.add(Finding::new(
                    context.place(id).item("enum", index),
                    message,
                    "remove or correct one of them",
                ));
            }
        }
    }
}
