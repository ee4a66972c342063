//! Texts that only repeat the name of what they describe.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, Visit, VisitId};
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "repeated-name",
    summary: "a text only repeats the name",
    explanation: "\
Texts become the documentation of methods, types and fields. `Backup ID` for `backup_id`, `The
maintain begin` for `maintain_begin`, `List backups` for `ListBackups` or `Running.` for the value
`RUNNING` do not say where to get the ID, in which zone the time is or what is running. The rule
checks the summaries and descriptions of operations, parameters, headers, properties, schemas and
tags, and `x-enum-descriptions`. It ignores articles and words such as \"value\" or \"specifies\",
and reports texts that have the words of the name and no others. Of values, it only reports states,
described by a word that ends in `ing` or `ed`, because there is nothing to add to `HTTP` or
`Redis`.

Say what the name does not: where the value comes from, its unit, what its absence means. If there
is nothing to add, add an entry to the ledger.",
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

/// What an object is, and its name.
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
        let text = entry.value.as_str().filter(|text| is_state(text));
        if let Some(text) = text.filter(|text| repeats(text, entry.key)) {
            let place = context.place(id).join(VALUES).join(entry.key);
            report.add(finding(place, &format!("the value `{}`", entry.key), text));
        }
    }
}

fn is_state(text: &str) -> bool {
    let text = text.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    text.ends_with("ing") || text.ends_with("ed")
}

fn finding(place: Place, what: &str, text: &str) -> Finding {
    let text = text.trim();
    Finding::new(
        place,
        format!("`{text}` only repeats the name of {what}"),
        "say what the name does not, or add an entry to the ledger",
    )
}

/// Words that add nothing to a name.
const FILLER_WORDS: [&str; 11] = [
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

/// Whether a text has only the words of the name.
pub(super) fn repeats(text: &str, name: &str) -> bool {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let remaining: String = words
        .filter(|word| !FILLER_WORDS.contains(&word.as_str()))
        .collect();
    remaining == letters(name)
        || !text.trim().is_empty() && (remaining.is_empty() || letters(text) == letters(name))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn a_description_without_new_words_repeats_the_name() {
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
