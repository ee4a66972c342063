//! Texts that are marked as unwritten.

use codegen_document::{Node, marks};

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "unwritten-text",
    summary: "a text is marked as unwritten",
    explanation: "\
`docs draft` marks texts that a person must write with `TODO`, and `docs apply` with
`(to be described)`. The mark would otherwise appear in the documentation of the clients.

Write the text.",
    level: Level::Warning,
    check: Check::Documents(check),
};

/// The keys of human-readable texts.
const TEXTS: [&str; 4] = ["title", "summary", "description", "url"];

/// The texts of an enumeration's values.
const VALUES: &str = "x-enum-descriptions";

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        if visit.reference.is_some() {
            continue;
        }
        for key in TEXTS {
            if let Some(text) = visit.node.get(key) {
                unwritten(report, context.place(id).join(key), text);
            }
        }
        let Some(values) = visit.node.get(VALUES) else {
            continue;
        };
        for (index, text) in values.items().iter().enumerate() {
            unwritten(report, context.place(id).item(VALUES, index), text);
        }
        for entry in values.entries() {
            let place = context.place(id).join(VALUES).join(entry.key);
            unwritten(report, place, entry.value);
        }
    }
}

fn unwritten(report: &mut Report<'_, '_>, place: Place, text: &Node) {
    if text.as_str().is_some_and(marks::is_marked) {
        report.add(Finding::new(
            place,
            "unwritten text",
            "replace the mark with the text",
        ));
    }
}
