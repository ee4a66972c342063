//! Slightly different descriptions of the same thing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::place::{DocumentId, Place};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "different-words",
    summary: "a parameter or property has a slightly different description elsewhere",
    explanation: "\
A reader who finds `ID of the project.` in three places and `Project ID.` in a fourth wonders what
the difference is. The rule compares parameters with parameters, and properties with properties, of
the same name, type, format and values, in the documents of a folder, or of the folders next to a
`common.yaml`. It reports a description that has the same words as one used in at least three other
places, but in another order, or with other punctuation, articles or plurals. Descriptions that
differ in any other word are not reported.

Use the same description (`docs worklist --all --name NAME` lists them), or describe the
difference. If a small difference is intended, add an entry to the ledger.",
    level: Level::Off,
    check: Check::Documents(check),
};

/// The number of places from which a description counts as established.
const ESTABLISHED: usize = 3;

/// What identifies a parameter or property: its family of documents, whether it is a parameter, its name, and the
/// essentials of its schema.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Item<'a> {
    family: PathBuf,
    is_parameter: bool,
    name: &'a str,
    schema: [String; 3],
}

/// The places of each description.
type Descriptions<'a> = BTreeMap<&'a str, Vec<Place>>;

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut items: BTreeMap<Item<'_>, Descriptions<'_>> = BTreeMap::new();
    for (id, visit) in context.visits() {
        let text = visit.text("description").map(str::trim);
        let Some((item, text)) = item(context, id).zip(text) else {
            continue;
        };
        if !text.is_empty() && !codegen_document::marks::is_marked(text) {
            let place = context.place(id).join("description");
            let descriptions = items.entry(item).or_default();
            descriptions.entry(text).or_default().push(place);
        }
    }
    for (item, descriptions) in items {
        compare(&item, &descriptions, report);
    }
}

fn compare(item: &Item<'_>, descriptions: &Descriptions<'_>, report: &mut Report<'_, '_>) {
    for (text, places) in descriptions {
        let established = descriptions.iter().filter(|(other, others)| {
            let more = others.len() >= ESTABLISHED && others.len() > places.len();
            more && is_near(text, other)
        });
        let Some((other, others)) = established.max_by_key(|(_, others)| others.len()) else {
            continue;
        };
        let what = if item.is_parameter {
            "parameter"
        } else {
            "property"
        };
        for place in places {
            let (name, count) = (item.name, others.len());
            report.add(Finding::new(
                place.clone(),
                format!("{what} `{name}` is described as `{other}` in {count} other places"),
                "use the same description, or describe the difference",
            ));
        }
    }
}

fn item<'a>(context: &Context<'a>, id: VisitId) -> Option<Item<'a>> {
    let visit = context.visit(id);
    let is_parameter = visit.kind == Kind::Parameter;
    let (name, schema) = match visit.kind {
        Kind::Schema if visit.field() == "properties" => (visit.member()?, visit.node),
        Kind::Parameter if visit.reference.is_none() => {
            (visit.text("name")?, visit.node.get("schema")?)
        }
        _ => return None,
    };
    let parts = schema.get("allOf").map(Node::items).unwrap_or_default();
    let schema = match parts {
        [only] => only,
        _ => schema,
    };
    let schema = context.resolve_schema(schema)?;
    let json = |key: &str| schema.get(key).map(|node| node.to_json().to_string());
    Some(Item {
        family: family(context, visit.document),
        is_parameter,
        name,
        schema: ["type", "format", "enum"].map(|key| json(key).unwrap_or_default()),
    })
}

/// The folder whose documents are compared: the parent of the document's folder if it has a
/// `common.yaml`, otherwise the document's folder.
fn family(context: &Context<'_>, document: DocumentId) -> PathBuf {
    let path = context.document(document).path();
    let own = path.parent().map(PathBuf::from).unwrap_or_default();
    let has_common = |folder: &PathBuf| {
        let common = folder.join("common.yaml");
        (0..context.files.len()).any(|id| context.document(id).path() == common)
    };
    let above = own.parent().map(PathBuf::from);
    above.filter(has_common).unwrap_or(own)
}

/// Words that are ignored.
const SMALL_WORDS: [&str; 16] = [
    "a", "an", "and", "as", "at", "by", "for", "in", "is", "of", "on", "that", "the", "this", "to",
    "which",
];

/// Whether two different texts have the same words.
fn is_near(one: &str, other: &str) -> bool {
    let mine = words(one);
    one != other && !mine.is_empty() && mine == words(other)
}

/// The words of a text, except small ones, in the singular.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let words = words.filter(|word| !word.is_empty() && !SMALL_WORDS.contains(&word.as_str()));
    words
        .map(|word| word.trim_end_matches('s').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn descriptions_with_different_words_are_not_similar() {
        for (one, other) in [
            ("ID of the project.", "Project ID"),
            ("The name of the thing", "The name of the thing."),
            ("When the task ended, in UTC.", "When tasks ended, in UTC."),
        ] {
            assert!(is_near(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("ID of the instance.", "ID of the source instance."),
            ("Name of the thing.", "Name of the user."),
            ("Whether it is enabled.", "Whether it is disabled."),
            (
                "Name of the quota: letters, digits and underscores.",
                "Name of the backend: letters, digits and underscores.",
            ),
            ("的", "吗"),
            ("", ""),
        ] {
            assert!(!is_near(one, other), "{one} {other}");
        }
    }
}
