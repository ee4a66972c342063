//! Duplicate tags.

use std::collections::HashMap;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "tag",
    summary: "a tag is declared twice, or listed twice in an operation",
    explanation: "\
Tags group operations in the documentation. OpenAPI requires the names of declared tags to be
unique. An operation that lists a tag twice is shown twice.

Remove one of the duplicates.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut seen = HashMap::new();
    for (id, visit) in context.objects(Kind::Tag) {
        let Some(name) = visit.text("name") else {
            continue;
        };
        if let Some(first) = seen.insert((visit.document, name), visit.node) {
            report.add(Finding::new(
                context.place(id).join("name"),
                format!(
                    "duplicate tag `{name}`, first declared on line {}",
                    first.position().line
                ),
                "remove one of them",
            ));
        }
    }
    for (id, visit) in context.objects(Kind::Operation) {
        let tags = visit.node.get("tags").map(Node::items).unwrap_or_default();
        for (index, tag) in tags.iter().enumerate() {
            let text = tag.as_str();
            if text.is_some() && tags[..index].iter().any(|other| other.as_str() == text) {
                report.warn(Finding::new(
                    context.place(id).item("tags", index),
                    format!("duplicate tag `{}`", text.unwrap_or_default()),
                    "remove one of them",
                ));
            }
        }
    }
}
