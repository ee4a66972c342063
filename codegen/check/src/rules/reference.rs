//! References that cannot be resolved, are circular, or have the wrong kind of target.

use std::collections::{BTreeMap, HashSet};

use codegen_document::pointer;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, Visit, VisitId};
use crate::place::{DocumentId, Place};
use crate::reference::{MAX_CHAIN_LENGTH, is_reference};
use crate::reference_target::ReferenceTarget;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "reference",
    summary: "a `$ref` cannot be resolved, is circular, or refers to the wrong kind of object",
    explanation: "\
A `$ref` must refer to the kind of object that is expected in its place: a schema for a schema, a
response for a response. Its target is a JSON pointer in the same document (`#/components/...`) or
in another file, relative to the folder of the document (`common.yaml#/Error`). In a pointer, `/` is
escaped as `~1` and `~` as `~0`. A `$ref` in an example, a default or an enumeration is data and is
not resolved; it is a warning if it is the whole value of an example. A `$ref` to a URL is a
warning, because nothing is read from the network.

Correct the reference, or define its target.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut reported = HashSet::new();
    for (id, visit) in context.visits() {
        let (Some(reference), Some(reference_target)) =
            (visit.reference, context.reference_target(id))
        else {
            continue;
        };
        let finding = |message: String, help: &str| {
            Finding::new(context.place(id).join("$ref"), message, help)
        };
        match reference_target {
            ReferenceTarget::Object(target) => {
                let found = context.visit(*target);
                if found.kind != visit.kind {
                    let found = found.kind.object().title;
                    report.add(kind_mismatch(context, id, visit, found));
                } else if let Some(cycle) = cycle(context, id)
                    && !cycle.iter().any(|id| reported.contains(id))
                {
                    let chain = super::chain(context, &cycle);
                    reported.extend(cycle);
                    report.add(finding(
                        format!("circular reference: {chain}"),
                        "replace one of these references with an object",
                    ));
                }
            }
            ReferenceTarget::Other(node) => {
                let found = format!("{} that is not an OpenAPI object", node.kind());
                report.add(kind_mismatch(context, id, visit, &found));
            }
            ReferenceTarget::Nowhere(target) => {
                let message = format!("cannot resolve `{reference}`");
                report.add(finding(message, &target_help(context, visit, target)));
            }
            ReferenceTarget::Unreadable(path, reason) => {
                let message = format!("cannot read `{}`: {reason}", path.display());
                report.add(finding(message, "correct the file name, or add the file"));
            }
            ReferenceTarget::Remote => report.warn(finding(
                format!("remote reference `{reference}` is not resolved"),
                "copy the target to a local file, and refer to that",
            )),
            ReferenceTarget::Malformed(why) => report.add(finding(
                format!("invalid reference `{reference}`: {why}"),
                "use the form `#/components/schemas/Name` or `file.yaml#/Name`",
            )),
            ReferenceTarget::Broken | ReferenceTarget::UnknownFile(_) => {}
        }
    }
    referenced_values(context, report);
}

fn kind_mismatch(context: &Context<'_>, id: VisitId, visit: &Visit<'_>, found: &str) -> Finding {
    let reference = visit.reference.unwrap_or_default();
    let expected = visit.kind.object().title;
    Finding::new(
        context.place(id).join("$ref"),
        format!("expected {expected} at `{reference}`, found {found}"),
        "refer to a component of the expected kind",
    )
}

/// The help for a pointer that cannot be resolved: names a sibling with a similar name.
fn target_help(context: &Context<'_>, visit: &Visit<'_>, target: &Place) -> String {
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
    let otherwise = format!("add `{missing}` to `{file}#{parent}`, or correct the reference");
    suggestion::help(
        &missing,
        siblings.entries().map(|entry| entry.key),
        otherwise,
    )
}

/// A cycle of references that refer only to each other.
fn cycle(context: &Context<'_>, start: VisitId) -> Option<Vec<VisitId>> {
    let mut chain = vec![start];
    let mut id = start;
    for _ in 0..MAX_CHAIN_LENGTH {
        if context.visit(id).kind == Kind::PathItem && id != start {
            return None;
        }
        id = context.target(id)?;
        chain.push(id);
        if id == start {
            return Some(chain);
        }
    }
    None
}

/// Reports values of examples that are references, once per document.
fn referenced_values(context: &Context<'_>, report: &mut Report<'_, '_>) {
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
            1 => "the value of an example is a `$ref`, which is not resolved there".to_owned(),
            count => {
                format!("the values of {count} examples are `$ref`s, which are not resolved there")
            }
        };
        let help = "replace the whole example with the `$ref`, or write out the value";
        report.warn(Finding::new(context.place(*first).join("value"), message, help).at_key());
    }
}
