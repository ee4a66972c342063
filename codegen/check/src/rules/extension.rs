//! The extensions that this project's generator, clients and tests follow.

use codegen_document::Node;
use huaweicloud_json_schema::equal;

use super::extension_operation as operation;
use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "extension",
    summary: "an extension that generated code follows does not have its shape",
    explanation: "\
Some extensions are more than notes: `x-enum-varnames` names the values of an enumeration in their order,
`x-enum-descriptions` maps each value to a text, `x-time-notation` says in one word how a time is written,
`x-source` says where a fact comes from, by exactly one of `page`, `official` and `example`,
`x-configured-parameters` lists the identifiers that a client's configuration may give. On operations,
`x-rules` says which parameters need each other, `x-pagination` how pages follow each other,
`x-waiter` which operation reports the state of the work that goes on after the answer, `x-not-found-codes`
which error codes mean that something does not exist, `x-retry: safe` that sending twice does no harm, and
`x-request-example` which request is documented. A misspelt name of a parameter
or property there would do nothing, without a word.

Correct the shape or the name.",
    level: Level::Off,
    check: Check::Documents(check),
};

const TIME_NOTATIONS: [&str; 6] = [
    "unix-seconds",
    "unix-milliseconds",
    "rfc3339",
    "date-and-time",
    "time-of-day",
    "go",
];

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        if visit.reference.is_some() {
            continue;
        }
        for entry in visit
            .node
            .entries()
            .filter(|entry| entry.key.starts_with("x-"))
        {
            let place = context.place(id).join(entry.key);
            let mut shape = Shape { report, place };
            match (entry.key, visit.kind) {
                ("x-source", kind) => source(&mut shape, entry.value, kind == Kind::Operation),
                ("x-time-notation", Kind::Schema) => {
                    shape.word(entry.value, "a notation of time", &TIME_NOTATIONS);
                }
                ("x-enum-varnames", Kind::Schema) => {
                    variant_names(&mut shape, visit.node, entry.value)
                }
                ("x-enum-descriptions", Kind::Schema) => {
                    variant_texts(&mut shape, visit.node, entry.value);
                }
                ("x-configured-parameters", _) => shape.texts(&[], entry.value),
                _ => {}
            }
        }
    }
    for operation in context.operations() {
        operation::check(context, report, operation);
    }
}

/// An extension that is being looked at, and where its findings go.
pub(super) struct Shape<'r, 'c, 'a> {
    pub(super) report: &'r mut Report<'c, 'a>,
    pub(super) place: Place,
}

impl Shape<'_, '_, '_> {
    pub(super) fn add(&mut self, steps: &[&str], message: String, help: impl Into<String>) {
        let place = steps
            .iter()
            .fold(self.place.clone(), |place, step| place.join(step));
        self.report.add(Finding::new(place, message, help).at_key());
    }

    pub(super) fn word(&mut self, node: &Node, what: &str, words: &[&str]) {
        let text = node.as_str().unwrap_or_default();
        if !words.contains(&text) {
            let known = format!("it is one of {}", words.join(", "));
            let help = suggestion::help(text, words.iter().copied(), known);
            self.add(&[], format!("`{text}` is not {what}"), help);
        }
    }

    /// Whether a node is a mapping; other keys than those that are known are findings.
    pub(super) fn keys(&mut self, steps: &[&str], node: &Node, known: &[&str]) -> bool {
        if node.as_mapping().is_none() {
            let help = format!("write a mapping with {}", known.join(", "));
            self.add(
                steps,
                format!("this should be a mapping, but is {}", node.kind()),
                help,
            );
            return false;
        }
        for entry in node.entries().filter(|entry| !known.contains(&entry.key)) {
            let otherwise = format!("it has {}", known.join(", "));
            let help = suggestion::help(entry.key, known.iter().copied(), otherwise);
            let steps = [steps, &[entry.key]].concat();
            self.add(&steps, format!("`{}` is not known here", entry.key), help);
        }
        true
    }

    fn members_are_texts(&mut self, node: &Node, help: &str) {
        let entries = node.entries();
        for entry in entries.filter(|entry| entry.value.as_str().is_none()) {
            let message = format!(
                "`{}` should be a text, but is {}",
                entry.key,
                entry.value.kind()
            );
            self.add(&[entry.key], message, help);
        }
    }

    pub(super) fn texts(&mut self, steps: &[&str], node: &Node) {
        if node.as_sequence().is_none() || node.items().iter().any(|item| item.as_str().is_none()) {
            self.add(
                steps,
                "this should be a list of texts".to_owned(),
                "write `[one, two]`",
            );
        }
    }
}

fn source(shape: &mut Shape<'_, '_, '_>, node: &Node, is_operation: bool) {
    let origins = ["page", "official", "example"];
    let known: &[&str] = match is_operation {
        true => &[
            "page", "official", "example", "part", "title", "language", "updated",
        ],
        false => &["page", "official", "example", "part"],
    };
    if !shape.keys(&[], node, known) {
        return;
    }
    let given: Vec<_> = origins
        .iter()
        .filter(|key| node.get(key).is_some())
        .collect();
    if given.len() != 1 {
        let message = format!(
            "exactly one of {} should be here, not {}",
            origins.join(", "),
            given.len()
        );
        shape.add(&[], message, "name the one place where this comes from");
    }
    shape.members_are_texts(node, "put it into quotes");
}

fn variant_names(shape: &mut Shape<'_, '_, '_>, schema: &Node, names: &Node) {
    shape.texts(&[], names);
    let values = schema.get("enum").map(Node::items).unwrap_or_default();
    let count = names.items().len();
    if names.as_sequence().is_some() && count != values.len() {
        let message = format!("there are {count} names for {} values", values.len());
        shape.add(
            &[],
            message,
            "give every value of `enum` a name, in their order",
        );
    }
    for (index, name) in names.items().iter().enumerate() {
        if names.items()[..index]
            .iter()
            .any(|other| equal(&other.to_json(), &name.to_json()))
        {
            let message = format!("the name {} is there twice", name.to_json());
            shape.add(
                &[&index.to_string()],
                message,
                "give each value a name of its own",
            );
        }
    }
}

fn variant_texts(shape: &mut Shape<'_, '_, '_>, schema: &Node, texts: &Node) {
    let values = schema.get("enum").map(Node::items).unwrap_or_default();
    let keys: Vec<String> = values
        .iter()
        .map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_json().to_string(), str::to_owned)
        })
        .collect();
    let known: Vec<_> = keys.iter().map(String::as_str).collect();
    shape.keys(&[], texts, &known);
    shape.members_are_texts(texts, "describe the value in words");
    let missing: Vec<_> = known
        .iter()
        .filter(|key| texts.get(key).is_none())
        .copied()
        .collect();
    if !missing.is_empty() && texts.as_mapping().is_some() {
        let message = format!("the values {} have no description", missing.join(", "));
        shape.add(&[], message, "describe every value");
    }
}
