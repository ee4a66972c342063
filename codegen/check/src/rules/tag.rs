//! Tags that are declared twice.

use std::collections::HashMap;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "tag",
    summary: "two tags have the same name, or an operation has a tag twice",
    explanation: "\
Tags group operations in documentation. The specification wants the name of each tag in the list at
the top to be unique; a tag that an operation has twice shows it twice.

Remove one of the two.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut seen = HashMap::new();
    for (id, visit) in context.objects(Kind::Tag) {
        let Some(name) = visit.text("name") else {
            continue;
        };
        let line = visit.node.position().line;
        if let Some(first) = seen.insert((visit.document, name), line) {
            report.add(Finding::new(
                context.place(id).join("name"),
                format!("the tag `{name}` is already described near line {first}"),
                "keep one of the two",
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
                    format!(
                        "the operation has the tag `{}` twice",
                        text.unwrap_or_default()
                    ),
                    "keep one of the two",
                ));
            }
        }
    }
}
