//! Schemas that the generator of this project cannot turn into types.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use codegen_document::names;

pub(super) const RULE: Rule = Rule {
    name: "client-type",
    summary: "a schema or parameter cannot become a type of a generated client",
    explanation: "\
The generator makes structs of objects with properties and open enums of enumerations. `anyOf`, `oneOf`
and `not` have no counterpart, and `allOf` is only good for a single `$ref` (to give it a description or
default of its own); a component that is something else has no type of its own; a component
must not take the name of a type that generated modules use (`Error`, `Option`, ...); a value of an
enumeration that gives no name, or the name `Unknown`, needs `x-enum-varnames`; parameters in cookies,
of the style `deepObject` or with `content` cannot be sent.

Describe the value with one schema, rename the component, or name the values.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        for key in ["anyOf", "oneOf", "not"] {
            if visit.node.get(key).is_some() {
                report.add(
                    Finding::new(
                        context.place(id).join(key),
                        format!("`{key}` cannot become a Rust type"),
                        "describe the value with one schema",
                    )
                    .at_key(),
                );
            }
        }
        if let Some(parts) = visit.node.get("allOf")
            && !is_one_reference(parts)
        {
            report.add(
                Finding::new(
                    context.place(id).join("allOf"),
                    "`allOf` of anything but one `$ref` cannot become a Rust type",
                    "write the properties out in one component",
                )
                .at_key(),
            );
        }
        if context.is_component(id) {
            component(context, report, id);
        }
        if visit.node.get("enum").is_some() {
            variants(context, report, id);
        }
    }
    for (id, visit) in context.objects(Kind::Parameter) {
        let message = if visit.text("in") == Some("cookie") {
            "a parameter in a cookie cannot be sent"
        } else if visit.text("style") == Some("deepObject") {
            "a parameter of the style `deepObject` cannot be sent"
        } else if visit.node.get("content").is_some() {
            "a parameter with `content` cannot be sent"
        } else {
            continue;
        };
        let help = "describe it as a plain value in the query, path or header";
        report.add(Finding::new(context.place(id), message, help));
    }
}

/// Whether `allOf` only gives a referenced schema a description or default of its own.
fn is_one_reference(parts: &Node) -> bool {
    matches!(parts.items(), [part] if part.get("$ref").is_some())
}

fn component(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId) {
    let visit = context.visit(id);
    let Some(name) = visit.member() else { return };
    let rust_name = names::type_name(name);
    if names::is_taken_type(&rust_name) {
        report.add(
            Finding::new(
                context.place(id),
                format!(
                    "`{name}` becomes the type `{rust_name}`, which generated code uses itself"
                ),
                "give the component another name",
            )
            .at_key(),
        );
    }
    let is_type = ["enum", "properties", "allOf", "anyOf", "oneOf", "not"]
        .iter()
        .any(|key| visit.node.get(key).is_some());
    if !is_type {
        report.add(
            Finding::new(
                context.place(id),
                format!("`{name}` is neither an object with properties nor an enumeration"),
                "write it out where it is used",
            )
            .at_key(),
        );
    }
}

fn variants(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId) {
    let schema = context.visit(id).node;
    let stated = schema.get("x-enum-varnames").map(Node::items);
    let members = schema.get("enum").map(Node::items).unwrap_or_default();
    for (index, member) in members.iter().enumerate() {
        let stated = stated
            .and_then(|names| names.get(index))
            .and_then(Node::as_str);
        let name = stated.or(member.as_str()).and_then(names::variant_name);
        let value = member.to_json();
        let message = match name.as_deref() {
            Some("Unknown") => format!(
                "the value {value} becomes the variant `Unknown`, which is for values that nobody knows"
            ),
            None => format!("the value {value} gives no name for a variant"),
            Some(_) => continue,
        };
        report.add(Finding::new(
            context.place(id).item("enum", index),
            message,
            "name the values by `x-enum-varnames`",
        ));
    }
}
