//! Discriminators that cannot select a schema.

use std::collections::BTreeSet;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::files::File;
use crate::grammar::{Kind, Visit, VisitId};
use crate::place::DocumentId;
use crate::reference::{Reference, parse};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "discriminator",
    summary: "a discriminator cannot select a schema",
    explanation: "\
A discriminator names the property whose value selects the schema. It belongs next to `oneOf` or
`anyOf`, or in a schema that others extend with `allOf`. Every schema that can be selected must
define and require the property, every value of `mapping` must refer to a schema, and the
alternatives must be references, because inline schemas have no name.

Correct the name of the property or the mapping, or add the property to the schemas that lack it.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let referrers = context.referrers();
    for (id, visit) in context.objects(Kind::Discriminator) {
        for (key, text) in mapping(visit) {
            if is_broken(context, visit.document, text) {
                let place = context.place(id).join("mapping").join(key);
                let names = schema_names(context, visit.document);
                let help = suggestion::help(
                    text.rsplit('/').next().unwrap_or_default(),
                    names.iter().copied(),
                    "use the name of a schema in `components/schemas`, or a reference",
                );
                let message = format!("`{text}` does not refer to a schema");
                report.add(Finding::new(place, message, help));
            }
        }
        let Some(owner) = visit.parent else { continue };
        let schema = context.visit(owner);
        let alternatives: Vec<_> = ["oneOf", "anyOf"]
            .into_iter()
            .flat_map(|key| context.children(owner, key))
            .map(|(_, alternative)| alternative)
            .collect();
        if alternatives.is_empty() {
            let is_extended = referrers.get(&owner).is_some_and(|referrers| {
                referrers
                    .iter()
                    .any(|referrer| context.visit(*referrer).field() == "allOf")
            });
            let is_mapped = mapping(visit).next().is_some();
            if !is_extended && !is_mapped && schema.node.get("allOf").is_none() {
                report.warn(
                    Finding::new(
                        context.place(id),
                        "the discriminator has no schemas to select from",
                        "move it next to `oneOf` or `anyOf`, or extend this schema with `allOf`",
                    )
                    .at_key(),
                );
            }
            continue;
        }
        let Some(property) = visit.text("propertyName") else {
            continue;
        };
        for alternative in alternatives {
            check_alternative(context, report, owner, alternative, property);
        }
    }
}

/// Checks that the property can select an alternative.
fn check_alternative(
    context: &Context<'_>,
    report: &mut Report<'_, '_>,
    owner: VisitId,
    alternative: VisitId,
    property: &str,
) {
    let place = context.place(alternative);
    if context.visit(alternative).reference.is_none() {
        report.warn(Finding::new(
            place,
            "an inline schema cannot be selected by a discriminator",
            "move it to `components/schemas`, and refer to it",
        ));
        return;
    }
    let mut closure = super::composition::Closure::of(context, alternative);
    closure.extend(context, owner, &["allOf"]);
    if closure.is_open {
        return;
    }
    if !closure.properties.contains_key(property) {
        report.add(Finding::new(
            place,
            format!("discriminator property `{property}` is not defined in this schema"),
            suggestion::help(
                property,
                closure.properties.keys().copied(),
                "define it in the schema, or correct `propertyName`",
            ),
        ));
    } else if !closure.required.contains(property) {
        report.warn(Finding::new(
            place,
            format!("discriminator property `{property}` is not required in this schema"),
            "add it to `required`: without a value, no schema is selected",
        ));
    }
}

fn schema_names<'a>(context: &Context<'a>, document: DocumentId) -> BTreeSet<&'a str> {
    let root = context.document(document).root();
    root.at("/components/schemas")
        .into_iter()
        .flat_map(Node::entries)
        .map(|entry| entry.key)
        .collect()
}

/// The entries of the `mapping` of a discriminator.
pub(super) fn mapping<'a>(visit: &Visit<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mapping = visit.node.get("mapping").into_iter();
    mapping
        .flat_map(Node::entries)
        .filter_map(|entry| Some((entry.key, entry.value.as_str()?)))
}

/// The schema that a value of a mapping refers to, by its name or by a reference.
pub(super) fn mapped(context: &Context<'_>, document: DocumentId, text: &str) -> Option<VisitId> {
    if let Some(named) = context.component(document, "schemas", text) {
        return Some(named);
    }
    let (document, pointer) = match parse(text) {
        Reference::Local(pointer) => (document, pointer),
        Reference::File { file, pointer } => {
            match context.files.at(&context.files.path(document, &file))? {
                File::Document(document) => (document, pointer),
                File::Invalid | File::Unreadable(_) => return None,
            }
        }
        Reference::Remote | Reference::Malformed(_) => return None,
    };
    context.visit_of(context.document(document).at(&pointer)?)
}

/// Whether a value of a mapping does not refer to a schema. Other files are not checked.
fn is_broken(context: &Context<'_>, document: DocumentId, text: &str) -> bool {
    match mapped(context, document, text) {
        Some(found) => context.visit(found).kind != Kind::Schema,
        None => match parse(text) {
            Reference::Local(_) | Reference::Malformed(_) => true,
            Reference::File { file, .. } => !file.contains(['/', '.']),
            Reference::Remote => false,
        },
    }
}
