//! Properties and parameters without a description.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-field",
    summary: "a property or parameter has no description",
    explanation: "\
The description of a property or parameter becomes the documentation of a field or method. A
property that refers to a component with a description does not need its own.

Describe what the name does not say.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        let (name, what) = match visit.kind {
            Kind::Schema if visit.field() == "properties" => (visit.member(), "property"),
            Kind::Parameter if visit.reference.is_none() => (visit.text("name"), "parameter"),
            _ => continue,
        };
        let Some(name) = name else { continue };
        if description(context, id).is_some() {
            continue;
        }
        let message = format!("missing description for {what} `{name}`");
        let finding = Finding::new(
            context.place(id),
            message,
            "describe what the name does not say",
        );
        report.add(finding.at_key());
    }
}

/// The description of an object, or of the schema that it refers to.
fn description<'a>(context: &Context<'a>, id: VisitId) -> Option<&'a str> {
    let own = context.visit(context.resolve(id)?);
    let text = own.text("description").map(str::trim);
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        return Some(text);
    }
    let inner = context
        .child(id, "schema")
        .into_iter()
        .chain(context.children(id, "allOf").map(|(_, part)| part));
    inner
        .filter_map(|part| context.resolve(part))
        .filter_map(|part| context.visit(part).text("description"))
        .map(str::trim)
        .find(|text| !text.is_empty())
}
