//! Texts that say no more than the name of what they describe.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, Visit, VisitId};
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "repeated-name",
    summary: "a text says no more than the name",
    explanation: "\
Texts become the documentation of methods, types and fields. `Backup ID` for `backup_id`, `The maintain
begin` for `maintain_begin`, `List backups` for `ListBackups` or `Running.` for the value `RUNNING` tell
nobody where to get the ID, in which zone the time is or what runs. The rule looks at the summaries and
descriptions of operations, parameters, headers, properties, schemas and tags and at
`x-enum-descriptions`, leaves out articles and words such as \"value\" or \"specifies\", and finds those
that have the words of the name and no others. Of values it finds those that name a state, in a word
that ends in `ing` or `ed`: there is nothing to add to `HTTP` or `Redis`.

Say what the name does not: where it comes from, the unit, what absence means. Where nothing can be
added, say so in the ledger.",
    level: Level::Off,
    check: Check::Documents(check),
};

const VALUES: &str = "x-enum-descriptions";

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        if visit.reference.is_some() {
            continue;
        }
        values(context, report, id, visit);
        let Some((what, name)) = named(context, id, visit) else {
            continue;
        };
        for key in ["summary", "description"] {
            if let Some(text) = visit.text(key).filter(|text| repeats(text, name)) {
                let place = context.place(id);
                report.add(finding(place, &format!("the {what} `{name}`"), text).at_key());
            }
        }
    }
}

/// What an object is, and by which name.
fn named<'a>(
    context: &Context<'a>,
    id: VisitId,
    visit: &Visit<'a>,
) -> Option<(&'static str, &'a str)> {
    let (what, name) = match visit.kind {
        Kind::Operation => ("operation", visit.text("operationId")),
        Kind::Parameter => ("parameter", visit.text("name")),
        Kind::Header => ("header", visit.member()),
        Kind::Tag => ("tag", visit.text("name")),
        Kind::Schema if visit.field() == "properties" => ("property", visit.member()),
        Kind::Schema if context.is_component(id) => ("schema", visit.member()),
        _ => return None,
    };
    Some((what, name?))
}

fn values(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId, visit: &Visit<'_>) {
    for entry in visit.node.get(VALUES).into_iter().flat_map(Node::entries) {
        let text = entry.value.as_str().filter(|text| names_a_state(text));
        if let Some(text) = text.filter(|text| repeats(text, entry.key)) {
            let place = context.place(id).join(VALUES).join(entry.key);
            report.add(finding(place, &format!("the value `{}`", entry.key), text));
        }
    }
}

fn names_a_state(text: &str) -> bool {
    let text = text.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    text.ends_with("ing") || text.ends_with("ed")
}

fn finding(place: Place, what: &str, text: &str) -> Finding {
    let text = text.trim();
    Finding::new(
        place,
        format!("`{text}` says of {what} no more than its name"),
        "say what the name does not, or excuse it in the ledger",
    )
}

/// Words that add nothing to a name.
const EMPTY_WORDS: [&str; 11] = [
    "a",
    "an",
    "field",
    "indicates",
    "is",
    "of",
    "specifies",
    "the",
    "this",
    "value",
    "which",
];

/// Whether a text has no words but those of the name.
pub(super) fn repeats(text: &str, name: &str) -> bool {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let said: String = words
        .filter(|word| !EMPTY_WORDS.contains(&word.as_str()))
        .collect();
    said == letters(name)
        || !text.trim().is_empty() && (said.is_empty() || letters(text) == letters(name))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn only_what_adds_nothing_repeats_the_name() {
        for (text, name) in [
            ("Backup ID", "backup_id"),
            ("The maintain begin", "maintain_begin"),
            ("The value of this field.", "anything"),
            ("Running.", "RUNNING"),
            ("Specifies the instance ID.", "instanceId"),
            ("Value", "value"),
        ] {
            assert!(repeats(text, name), "{text}");
        }
        for (text, name) in [
            ("ID of the backup, as returned by ListBackups.", "backup_id"),
            ("Name of the thing.", "name"),
            ("", "name"),
            ("实例ID", "instance_id"),
        ] {
            assert!(!repeats(text, name), "{text}");
        }
    }
}
