//! References that lead nowhere, in circles, or to the wrong thing.

use std::collections::BTreeMap;

use codegen_document::{Node, pointer};

use crate::context::Context;
use crate::destination::Destination;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, Visit, VisitId};
use crate::place::{DocumentId, Place};
use crate::reference::LONGEST_CHAIN;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "reference",
    summary: "a `$ref` leads nowhere, in a circle, or to the wrong kind of object",
    explanation: "\
A `$ref` names an object of the kind that is expected at its place, a schema where a schema belongs,
a response where a response belongs: by a JSON pointer in the same document (`#/components/...`), or
in another file, named relative to the folder of the document (`common.yaml#/Error`). A `/` in a key
is written `~1`, a `~` is `~0`. A `$ref` inside an example, a default or an enumeration is data and
is not followed, which is a warning where it is the whole example. A `$ref` to another machine is a warning: nothing is ever read from the network.

Correct the reference or add what it leads to.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        let (Some(reference), Some(destination)) = (visit.reference, context.destination(id))
        else {
            continue;
        };
        let finding = |message: String, help: &str| {
            Finding::new(context.place(id).join("$ref"), message, help)
        };
        match destination {
            Destination::Object(target) => {
                let found = context.visit(*target);
                if found.kind != visit.kind {
                    let found = found.kind.object().title;
                    report.add(wrong_kind(context, id, visit, found));
                } else if let Some(chain) = circle(context, id) {
                    report.add(finding(
                        format!("the reference comes back to itself: {chain}"),
                        "put an object instead of a reference at one of these places",
                    ));
                }
            }
            Destination::Other(node) => {
                let found = format!("{} in the middle of something else", node.kind());
                report.add(wrong_kind(context, id, visit, &found));
            }
            Destination::Nowhere(target) => {
                let message = format!("`{reference}` leads nowhere");
                report.add(finding(message, &nearby(context, visit, target)));
            }
            Destination::Unreadable(path, reason) => {
                let message = format!("cannot read {}: {reason}", path.display());
                report.add(finding(
                    message,
                    "correct the name of the file, or add the file",
                ));
            }
            Destination::Remote => report.warn(finding(
                format!("`{reference}` is on another machine and is not looked at"),
                "copy what it leads to into a file of your own and refer to that",
            )),
            Destination::Malformed(why) => report.add(finding(
                format!("`{reference}` is no reference: {why}"),
                "write it as `#/components/schemas/Name` or `file.yaml#/Name`",
            )),
            Destination::Broken | Destination::UnknownFile(_) => {}
        }
    }
    referred_values(context, report);
}

fn wrong_kind(context: &Context<'_>, id: VisitId, visit: &Visit<'_>, found: &str) -> Finding {
    let reference = visit.reference.unwrap_or_default();
    let wanted = visit.kind.object().title;
    Finding::new(
        context.place(id).join("$ref"),
        format!("`{reference}` should lead to {wanted}, but leads to {found}"),
        "refer to a component of the right kind",
    )
}

/// What to do about a pointer that leads nowhere: name a sibling with a similar name.
fn nearby(context: &Context<'_>, visit: &Visit<'_>, target: &Place) -> String {
    let document = context.document(target.document);
    let mut parent = target.pointer.as_str();
    let mut missing = "";
    while let Some((shorter, segment)) = parent.rsplit_once('/') {
        (parent, missing) = (shorter, segment);
        if document.at(parent).is_some() {
            break;
        }
    }
    let missing = pointer::unescape(missing);
    let siblings = document.nearest(parent);
    let file = match target.document == visit.document {
        true => String::new(),
        false => document.path().display().to_string(),
    };
    let otherwise =
        format!("`{file}#{parent}` has no `{missing}`: add it, or correct the reference");
    suggestion::help(
        &missing,
        siblings.entries().map(|entry| entry.key),
        otherwise,
    )
}

/// References that only refer to references, round and round.
fn circle(context: &Context<'_>, start: VisitId) -> Option<String> {
    let mut chain = vec![start];
    let mut id = start;
    for _ in 0..LONGEST_CHAIN {
        if context.visit(id).kind == Kind::PathItem && id != start {
            return None;
        }
        id = context.target(id)?;
        chain.push(id);
        if id == start {
            return Some(super::chain(context, &chain));
        }
    }
    None
}

/// Values of examples that are meant as references: told once.
fn referred_values(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut found: BTreeMap<DocumentId, Vec<VisitId>> = BTreeMap::new();
    for (id, visit) in context.objects(Kind::Example) {
        if visit.node.get("value").is_some_and(is_reference) {
            found.entry(visit.document).or_default().push(id);
        }
    }
    for examples in found.values() {
        let Some(first) = examples.first() else {
            continue;
        };
        let message = match examples.len() {
            1 => "the value of an example is a `$ref`, which is data there".to_owned(),
            count => format!("the values of {count} examples are `$ref`s, which are data there"),
        };
        let help = "put the `$ref` in place of the whole example, or write the value out";
        report.warn(Finding::new(context.place(*first).join("value"), message, help).at_key());
    }
}

/// Whether a value is an object with `$ref` alone.
pub(crate) fn is_reference(value: &Node) -> bool {
    let is_alone = value.as_mapping().is_some_and(|mapping| mapping.len() == 1);
    is_alone && value.get("$ref").and_then(Node::as_str).is_some()
}
