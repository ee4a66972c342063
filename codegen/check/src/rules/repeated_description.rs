//! Different names with the same description.

use std::collections::HashMap;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "repeated-description",
    summary: "two properties or parameters have the same description",
    explanation: "\
If two properties of a schema, or two parameters of an operation, have the same description, one of
them was probably copied and not changed.

Describe each of them.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        let properties = visit.node.get("properties").into_iter();
        let mut seen = HashMap::new();
        for entry in properties.flat_map(Node::entries) {
            let Some(text) = words(entry.value) else {
                continue;
            };
            if let Some(other) = seen.insert(text, entry.key) {
                let place = context.place(id).join("properties").join(entry.key);
                let named = ["property", entry.key, other];
                report.add(finding(place.join("description"), named));
            }
        }
    }
    for operation in context.operations() {
        let mut seen = HashMap::new();
        for parameter in operation.effective_parameters() {
            let Some(text) = words(context.visit(parameter.resolved).node) else {
                continue;
            };
            let other = seen.insert(text, parameter.name);
            if let Some(other) = other.filter(|other| *other != parameter.name) {
                let place = context.place(parameter.resolved).join("description");
                report.add(finding(place, ["parameter", parameter.name, other]));
            }
        }
    }
}

fn finding(place: crate::place::Place, [what, name, other]: [&str; 3]) -> Finding {
    Finding::new(
        place,
        format!("{what} `{name}` has the same description as `{other}`"),
        "describe each of them: one was probably copied",
    )
}

/// A description without differences in case and whitespace.
fn words(node: &Node) -> Option<String> {
    let text = node.get("description")?.as_str()?;
    let words: Vec<_> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" ").to_lowercase())
}
