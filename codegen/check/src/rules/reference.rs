//! References that lead nowhere, in circles, or to the wrong thing.

use codegen_document::pointer;

use crate::context::Context;
use crate::diagnostic::{Finding, Severity};
use crate::grammar::{Kind, Visit, VisitId};
use crate::reference::{LONGEST_CHAIN, Reference, parse};
use crate::rule::{Check, Report, Rule};
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "reference",
    summary: "a `$ref` leads nowhere, in a circle, or to the wrong kind of object",
    explanation: "\
A `$ref` is a JSON pointer to an object of the kind that is expected at its place: a schema where a
schema belongs, a response where a response belongs. A `/` in a key is written `~1`, a `~` is `~0`.
A `$ref` inside an example, a default or an enumeration is data and is not followed.

Correct the pointer or add what it leads to. References into other files are not followed.",
    severity: Severity::Error,
    check: Check::Document(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, visit) in context.visits() {
        let Some(reference) = visit.reference else {
            continue;
        };
        let problem = match parse(reference) {
            Reference::External => None,
            Reference::Malformed(why) => Some((
                format!("`{reference}` is no reference: {why}"),
                "write it as `#/components/schemas/Name`".to_owned(),
            )),
            Reference::Local(target) => local(context, id, visit, reference, &target),
        };
        if let Some((message, help)) = problem {
            let pointer = pointer::join(&context.pointer(id), "$ref");
            report.add(Finding::new(pointer, message, help));
        }
    }
}

fn local<'a>(
    context: &Context<'a>,
    id: VisitId,
    visit: &Visit<'a>,
    reference: &'a str,
    target: &str,
) -> Option<(String, String)> {
    let Some(node) = context.target(reference) else {
        return Some((
            format!("`{reference}` leads nowhere"),
            nearby(context, target),
        ));
    };
    match context.visit_of(node) {
        Some(found) if context.visit(found).kind == visit.kind => circle(context, id),
        // What an extension holds is whatever it is used as.
        None if pointer::segments(target).any(|segment| segment.starts_with("x-")) => None,
        found => {
            let wanted = visit.kind.object().title;
            let is = match found {
                Some(found) => context.visit(found).kind.object().title.to_owned(),
                None => format!("{} in the middle of something else", node.kind()),
            };
            Some((
                format!("`{reference}` should lead to {wanted}, but leads to {is}"),
                "refer to a component of the right kind".to_owned(),
            ))
        }
    }
}

/// What to do about a pointer that leads nowhere: name a sibling with a similar name.
fn nearby(context: &Context<'_>, target: &str) -> String {
    let mut parent = target;
    let mut missing = "";
    while let Some((shorter, segment)) = parent.rsplit_once('/') {
        (parent, missing) = (shorter, segment);
        if context.document.at(parent).is_some() {
            break;
        }
    }
    let missing = pointer::unescape(missing);
    let siblings = context.document.nearest(parent);
    let otherwise = format!("`#{parent}` has no `{missing}`: add it, or correct the reference");
    suggestion::help(
        &missing,
        siblings.entries().map(|entry| entry.key),
        otherwise,
    )
}

/// References that only refer to references, round and round.
fn circle(context: &Context<'_>, start: VisitId) -> Option<(String, String)> {
    let mut chain = vec![context.pointer(start)];
    let mut id = start;
    for _ in 0..LONGEST_CHAIN {
        let visit = context.visit(id);
        let reference = visit.reference.filter(|_| visit.kind != Kind::PathItem)?;
        id = context.visit_of(context.target(reference)?)?;
        chain.push(context.pointer(id));
        if id == start {
            return Some((
                format!("the reference comes back to itself: {}", chain.join(" -> ")),
                "put an object instead of a reference at one of these places".to_owned(),
            ));
        }
    }
    None
}
