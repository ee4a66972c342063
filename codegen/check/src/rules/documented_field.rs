//! Fields without a description, or with one that says nothing.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "documented-field",
    summary: "a field or parameter has no description, or one that repeats its name",
    explanation: "\
The description of a property or parameter becomes the documentation of a field or method. One that
says no more than the name (`The user id.` for `user_id`) tells nobody in which unit it is, where to
get it or what it does. A property that refers to a described component needs none of its own.

Say what the name does not.",
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
        let message = match description(context, id) {
            None => format!("the {what} `{name}` has no description"),
            Some(text) if repeats(text, name) => {
                format!("the description of the {what} `{name}` repeats its name")
            }
            Some(_) => continue,
        };
        let finding = Finding::new(context.place(id), message, "say what the name does not");
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

/// Whether a text has no words but those of the name, and articles.
fn repeats(text: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|character| character.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let words = text.split_whitespace().filter(|word| {
        !matches!(
            word.to_lowercase().as_str(),
            "the" | "a" | "an" | "of" | "this"
        )
    });
    let said = letters(&words.collect::<String>());
    said.is_empty() || said == letters(name)
}
