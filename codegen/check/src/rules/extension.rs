//! The extensions that affect generated code.

use codegen_document::Node;
use huaweicloud_json_schema::equal;

use super::extension_check::ExtensionCheck;
use super::extension_operation as operation;
use crate::context::Context;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "extension",
    summary: "an extension that affects generated code is malformed",
    explanation: "\
Some extensions affect generated code or tests: `x-enum-varnames` names the values of an enumeration in
order, `x-enum-descriptions` describes each value, `x-time-notation` names the notation of a time,
`x-source` names the source of a fact (exactly one of `page`, `official` and `example`), and
`x-configured-parameters` lists the identifiers that can come from the configuration of a client. On
operations, `x-rules` defines which parameters depend on each other, `x-pagination` how to request
the next page, `x-waiter` which operation reports the state of work that continues after the
response, `x-not-found-codes` which error codes mean that something does not exist, `x-retry: safe`
that a request can be repeated, and `x-request-example` the documented request. A misspelled
parameter or property in them would otherwise silently have no effect.

Correct the structure or the name.",
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
            let mut extension = ExtensionCheck { report, place };
            match (entry.key, visit.kind) {
                ("x-source", kind) => source(&mut extension, entry.value, kind == Kind::Operation),
                ("x-time-notation", Kind::Schema) => {
                    extension.word(entry.value, "time notation", &TIME_NOTATIONS);
                }
                ("x-enum-varnames", Kind::Schema) => {
                    variant_names(&mut extension, visit.node, entry.value)
                }
                ("x-enum-descriptions", Kind::Schema) => {
                    variant_descriptions(&mut extension, visit.node, entry.value);
                }
                ("x-configured-parameters", _) => extension.strings(&[], entry.value),
                _ => {}
            }
        }
    }
    for operation in context.operations() {
        operation::check(context, report, operation);
    }
}

fn source(extension: &mut ExtensionCheck<'_, '_, '_>, node: &Node, is_operation: bool) {
    let origins = ["page", "official", "example"];
    let known: &[&str] = match is_operation {
        true => &[
            "page", "official", "example", "part", "title", "language", "updated",
        ],
        false => &["page", "official", "example", "part"],
    };
    if !extension.keys(&[], node, known) {
        return;
    }
    let given: Vec<_> = origins
        .iter()
        .filter(|key| node.get(key).is_some())
        .collect();
    if given.len() != 1 {
        let message = format!(
            "expected exactly one of `page`, `official` and `example`, found {}",
            given.len()
        );
        extension.add(&[], message, "name the source of the fact");
    }
    extension.members_are_strings(node, "enclose it in quotes");
}

fn variant_names(extension: &mut ExtensionCheck<'_, '_, '_>, schema: &Node, names: &Node) {
    extension.strings(&[], names);
    let values = schema.get("enum").map(Node::items).unwrap_or_default();
    let count = names.items().len();
    if names.as_sequence().is_some() && count != values.len() {
        let message = format!("expected {} names, found {count}", values.len());
        extension.add(
            &[],
            message,
            "name every value of `enum`, in the same order",
        );
    }
    for (index, name) in names.items().iter().enumerate() {
        if names.items()[..index]
            .iter()
            .any(|other| equal(&other.to_json(), &name.to_json()))
        {
            let message = format!("duplicate name `{}`", name.to_json());
            extension.add(
                &[&index.to_string()],
                message,
                "use a unique name for each value",
            );
        }
    }
}

fn variant_descriptions(extension: &mut ExtensionCheck<'_, '_, '_>, schema: &Node, texts: &Node) {
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
    extension.keys(&[], texts, &known);
    extension.members_are_strings(texts, "describe the value in words");
    let missing: Vec<_> = known
        .iter()
        .filter(|key| texts.get(key).is_none())
        .map(|key| format!("`{key}`"))
        .collect();
    if !missing.is_empty() && texts.as_mapping().is_some() {
        let message = format!("missing description for {}", missing.join(", "));
        extension.add(&[], message, "describe every value");
    }
}
