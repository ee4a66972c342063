//! Inline schemas that get the same name from a generator.

use std::collections::HashMap;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use codegen_document::names;

pub(super) const RULE: Rule = Rule {
    name: "inline-name",
    summary: "two inline schemas get the same name",
    explanation: "\
Generators name an inline object or enumeration after its position: the body of every response of
`ListThings` becomes `ListThingsResponse`, a property `status` of `Thing` becomes `ThingStatus`. If
two such names are the same, or equal to the name of a component, progenitor silently uses one of
the schemas for both, and errors are parsed as successes.

Move the schemas to `components/schemas`, where they have names.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut seen: HashMap<(usize, String), VisitId> = HashMap::new();
    let mut named: HashMap<VisitId, String> = HashMap::new();
    for (id, _) in context.objects(Kind::Components) {
        for (name, schema) in context.children(id, "schemas") {
            let document = context.visit(schema).document;
            seen.insert((document, names::type_name(name)), schema);
        }
    }
    for (id, visit) in context.objects(Kind::Schema) {
        let Some(name) = name(context, id, &named) else {
            continue;
        };
        named.insert(id, name.clone());
        if context.is_component(id) || !is_type(visit.node) {
            continue;
        }
        let first = *seen.entry((visit.document, name.clone())).or_insert(id);
        if first == id || same(context.visit(first).node, visit.node) {
            continue;
        }
        let other = context.place(first).pointer;
        report.add(
            Finding::new(
                context.place(id),
                format!("inline schema conflicts with `{other}`: both become the type `{name}`"),
                "move it to `components/schemas`, and refer to it",
            )
            .at_key(),
        );
    }
}

/// The name that a schema has or gets.
fn name(context: &Context<'_>, id: VisitId, named: &HashMap<VisitId, String>) -> Option<String> {
    let visit = context.visit(id);
    if context.is_component(id) {
        return visit.member().map(names::type_name);
    }
    let parent = visit.parent?;
    if context.visit(parent).kind == Kind::Schema {
        let outer = named.get(&parent)?;
        return Some(match (visit.field(), visit.member()) {
            ("properties", Some(property)) => format!("{outer}{}", names::type_name(property)),
            ("items", _) => format!("{outer}Item"),
            ("additionalProperties", _) => format!("{outer}Value"),
            _ => return None,
        });
    }
    let mut what = String::new();
    for (_, visit) in context.ancestors(parent) {
        match visit.kind {
            Kind::Response => what = "Response".to_owned(),
            Kind::RequestBody => what = "Body".to_owned(),
            Kind::Parameter => what = names::type_name(visit.text("name")?),
            Kind::Operation => {
                return Some(names::type_name(visit.text("operationId")?) + &what);
            }
            Kind::Header | Kind::Encoding | Kind::Callback => return None,
            _ => {}
        }
    }
    None
}

/// Whether a schema becomes a type of its own.
fn is_type(schema: &Node) -> bool {
    schema.get("enum").is_some()
        || schema
            .get("properties")
            .is_some_and(|properties| properties.entries().next().is_some())
}

/// Whether two schemas become the same type, so that sharing it loses nothing.
fn same(one: &Node, other: &Node) -> bool {
    let ignored = ["description", "title", "example"];
    match (one.as_mapping(), other.as_mapping()) {
        (Some(one), Some(other)) => {
            let counts = |entry: &codegen_document::Entry<'_>| !ignored.contains(&entry.key);
            one.entries().filter(counts).count() == other.entries().filter(counts).count()
                && one.entries().filter(counts).all(|entry| {
                    other
                        .get(entry.key)
                        .is_some_and(|other| same(entry.value, other))
                })
        }
        _ => match (one.as_sequence(), other.as_sequence()) {
            (Some(one), Some(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|(one, other)| same(one, other))
            }
            _ => one.content() == other.content(),
        },
    }
}
