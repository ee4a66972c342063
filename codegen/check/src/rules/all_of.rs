//! Parts of a schema that no value satisfies together.

use std::cmp::Ordering;
use std::collections::HashSet;

use codegen_document::Node;
use huaweicloud_json_schema::{canonical, compare};
use serde_json::Number;

use super::composition::Closure;
use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "all-of",
    summary: "no value satisfies all parts of an `allOf`",
    explanation: "\
A value must satisfy every part of an `allOf` and what stands beside it. It cannot when two parts have
different types, when their limits leave nothing between them, when their enumerations share no value,
or when one part forbids other properties (`additionalProperties: false`) and another requires one
that the first does not list. `additionalProperties: false` does not see the properties of the
other parts: use it in none of them.

Correct the part that is wrong.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        if visit.node.get("allOf").is_none() {
            continue;
        }
        let parts = parts(context, id);
        if let Some(message) = contradiction(context, &parts) {
            let help = "a value must satisfy every part: correct the one that is wrong";
            let place = context.place(id).join("allOf");
            report.add(Finding::new(place, message, help).at_key());
        }
    }
}

/// More parts than any sensible schema has: the rest is not looked at.
const MOST_PARTS: usize = 200;

/// A schema and its parts by `allOf`, their parts too.
fn parts(context: &Context<'_>, id: VisitId) -> Vec<VisitId> {
    let mut parts = Vec::new();
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop().filter(|_| parts.len() < MOST_PARTS) {
        let Some(id) = context.resolve(id).filter(|id| !parts.contains(id)) else {
            continue;
        };
        parts.push(id);
        let inner: Vec<_> = context
            .children(id, "allOf")
            .map(|(_, part)| part)
            .collect();
        waiting.extend(inner.into_iter().rev());
    }
    parts
}

fn contradiction(context: &Context<'_>, parts: &[VisitId]) -> Option<String> {
    let nullable = |id: &VisitId| {
        let visit = context.visit(*id);
        visit.node.get("type").is_none() || visit.is_true("nullable")
    };
    let has_enumeration = |id: &VisitId| context.visit(*id).node.get("enum").is_some();
    if parts.iter().all(nullable) && !parts.iter().any(has_enumeration) {
        return None;
    }
    types(context, parts)
        .or_else(|| limits(context, parts))
        .or_else(|| enumerations(context, parts))
        .or_else(|| forbidden(context, parts))
}

fn types(context: &Context<'_>, parts: &[VisitId]) -> Option<String> {
    let kinds = parts
        .iter()
        .filter_map(|id| Some((*id, context.visit(*id).text("type")?)));
    let mut first: Option<(VisitId, &str)> = None;
    for (id, kind) in kinds {
        match first {
            None => first = Some((id, kind)),
            Some((other, known)) => {
                if known != kind
                    && !matches!((known, kind), ("number", "integer") | ("integer", "number"))
                {
                    return Some(format!(
                        "no value fits: {} is of the type `{known}`, {} of the type `{kind}`",
                        context.place(other).pointer,
                        context.place(id).pointer
                    ));
                }
            }
        }
    }
    None
}

/// The number under a key that binds most, and whose it is.
fn bound<'a>(
    context: &Context<'a>,
    parts: &[VisitId],
    key: &str,
    tighter: Ordering,
) -> Option<(VisitId, &'a Number)> {
    let numbers = parts
        .iter()
        .filter_map(|id| Some((*id, context.visit(*id).node.get(key)?.as_number()?)));
    numbers.reduce(|one, other| match compare(other.1, one.1) {
        Some(order) if order == tighter => other,
        _ => one,
    })
}

fn limits(context: &Context<'_>, parts: &[VisitId]) -> Option<String> {
    for [least, most] in [
        ["minimum", "maximum"],
        ["minLength", "maxLength"],
        ["minItems", "maxItems"],
        ["minProperties", "maxProperties"],
    ] {
        let low = bound(context, parts, least, Ordering::Greater);
        let high = bound(context, parts, most, Ordering::Less);
        let (Some((low_id, low)), Some((high_id, high))) = (low, high) else {
            continue;
        };
        // Within one part it is a finding of `schema-limits`.
        if low_id != high_id && compare(low, high) == Some(Ordering::Greater) {
            return Some(format!(
                "no value fits: {} has `{least}: {low}`, {} has `{most}: {high}`",
                context.place(low_id).pointer,
                context.place(high_id).pointer
            ));
        }
    }
    None
}

fn enumerations(context: &Context<'_>, parts: &[VisitId]) -> Option<String> {
    let members = |id: &VisitId| context.visit(*id).node.get("enum").map(Node::items);
    let lists: Vec<_> = parts
        .iter()
        .filter_map(|id| Some((*id, members(id)?)))
        .collect();
    let (first, values) = lists.first()?;
    let (last, _) = lists.last()?;
    let texts = |members: &[Node]| members.iter().map(|it| canonical(&it.to_json())).collect();
    let sets: Vec<HashSet<String>> = lists.iter().map(|(_, members)| texts(members)).collect();
    let mut first_set = sets.first()?.iter();
    let has_common = first_set.any(|value| sets.iter().all(|set| set.contains(value)));
    if lists.len() > 1 && !values.is_empty() && !has_common {
        return Some(format!(
            "no value fits: the enumerations of {} and {} share none",
            context.place(*first).pointer,
            context.place(*last).pointer
        ));
    }
    None
}

fn forbidden(context: &Context<'_>, parts: &[VisitId]) -> Option<String> {
    for closed in parts {
        let node = context.visit(*closed).node;
        let others = node.get("additionalProperties").and_then(Node::as_bool);
        if others != Some(false) {
            continue;
        }
        let properties = node.get("properties");
        for part in parts {
            let mut closure = Closure::default();
            closure.extend(context, *part, &[]);
            let missing = closure
                .required
                .iter()
                .find(|name| properties.is_none_or(|known| known.get(name).is_none()));
            if let Some(name) = missing.filter(|_| part != closed) {
                return Some(format!(
                    "no value fits: {} requires `{name}`, and {} allows no other properties than its own",
                    context.place(*part).pointer,
                    context.place(*closed).pointer
                ));
            }
        }
    }
    None
}
