//! Names that become the same in Rust.

use std::collections::HashMap;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use codegen_document::names;

pub(super) const RULE: Rule = Rule {
    name: "name-collision",
    summary: "two names become the same name in a generated client",
    explanation: "\
Generators convert names: `user_id`, `userId` and `user-id` all become `user_id`, `StatisticsAPI`
and `statistics_api` both become `StatisticsApi`. If two operations, components, properties of a
schema, values of an enumeration or parameters of an operation become the same name, the client does
not compile, or lacks one of them. The same applies to a path parameter and a query parameter with
the same name, and to a parameter named `body` next to a request body.

Rename one of them. Values of an enumeration can be named with `x-enum-varnames`.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    operations(context, report);
    components(context, report);
    for (id, visit) in context.objects(Kind::Schema) {
        let properties = visit.node.get("properties").into_iter();
        let mut seen = ConvertedNames::new("property", "field");
        for entry in properties.flat_map(Node::entries) {
            let place = || context.place(id).join("properties").join(entry.key);
            if let Some(finding) = seen.add(names::value_name(entry.key), entry.key, place) {
                report.add(finding.at_key());
            }
        }
        if visit.node.get("enum").is_some() {
            variants(visit.node, &|| context.place(id), report);
        }
    }
    parameters(context, report);
}

/// The names so far, by the converted name.
struct ConvertedNames<'a> {
    what: &'static str,
    becomes: &'static str,
    names: HashMap<String, &'a str>,
}

impl<'a> ConvertedNames<'a> {
    fn new(what: &'static str, becomes: &'static str) -> ConvertedNames<'a> {
        ConvertedNames {
            what,
            becomes,
            names: HashMap::new(),
        }
    }

    /// A finding if another name was converted to the same one.
    fn add(
        &mut self,
        converted: String,
        name: &'a str,
        place: impl Fn() -> Place,
    ) -> Option<Finding> {
        let other = self.names.get(&converted).copied();
        let Some(other) = other else {
            self.names.insert(converted, name);
            return None;
        };
        // Other rules report equal names.
        (other != name).then(|| {
            let ConvertedNames { what, becomes, .. } = self;
            Finding::new(
                place(),
                format!("{what} `{name}` conflicts with `{other}`: both become the {becomes} `{converted}`"),
                "rename one of them",
            )
        })
    }
}

fn operations(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut documents: HashMap<usize, ConvertedNames<'_>> = HashMap::new();
    for operation in context.operations() {
        let Some(name) = operation.node.get("operationId").and_then(Node::as_str) else {
            continue;
        };
        let seen = documents
            .entry(operation.document)
            .or_insert_with(|| ConvertedNames::new("operation", "method"));
        let place = || context.place(operation.id).join("operationId");
        if let Some(finding) = seen.add(names::value_name(name), name, place) {
            report.add(finding);
        }
    }
}

fn components(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, _) in context.objects(Kind::Components) {
        let mut seen = ConvertedNames::new("component", "type");
        for (name, schema) in context.children(id, "schemas") {
            let place = || context.place(schema);
            if let Some(finding) = seen.add(names::type_name(name), name, place) {
                report.add(finding.at_key());
            }
        }
    }
}

fn variants(schema: &Node, place: &dyn Fn() -> Place, report: &mut Report<'_, '_>) {
    let declared = schema.get("x-enum-varnames").map(Node::items);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let members = schema.get("enum").map(Node::items).unwrap_or_default();
    for (index, member) in members.iter().enumerate() {
        let declared = declared
            .and_then(|names| names.get(index))
            .and_then(Node::as_str);
        let Some(text) = declared.or(member.as_str()) else {
            continue;
        };
        let name = names::variant_name(text);
        let first = *seen.entry(name.clone()).or_insert(index);
        if members[first].content() == member.content() {
            continue;
        }
        let other = members[first].to_json();
        let value = member.to_json();
        let message =
            format!("value `{value}` conflicts with `{other}`: both become the variant `{name}`");
        report.add(Finding::new(
            place().item("enum", index),
            message,
            "name the values with `x-enum-varnames`",
        ));
    }
}

fn parameters(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        let mut seen: HashMap<String, String> = HashMap::new();
        if operation.node.get("requestBody").is_some() {
            seen.insert("body".to_owned(), "the request body".to_owned());
        }
        for parameter in operation.effective_parameters() {
            let converted = names::value_name(parameter.name);
            let title = format!("{} parameter `{}`", parameter.location, parameter.name);
            // `parameter` reports duplicates.
            let is_other = |other: &&String| other.to_lowercase() != title.to_lowercase();
            let known = seen.contains_key(&converted);
            let Some(other) = seen.get(&converted).filter(is_other) else {
                if !known {
                    seen.insert(converted, title);
                }
                continue;
            };
            let place = context.place(parameter.id).join(parameter.key());
            let message =
                format!("{title} conflicts with {other}: both become the argument `{converted}`");
            report.add(Finding::new(place, message, "rename one of them"));
        }
    }
}
