//! Contradictions between the schemas of an `allOf`.

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
    summary: "no value matches all schemas of an `allOf`",
    explanation: "\
A value must match every schema in `allOf` and the keywords next to it. This is impossible if two of
them have different types, if their limits exclude each other, if their enumerations have no common
value, or if one has `additionalProperties: false` and another requires a property that the first
does not define. `additionalProperties: false` does not consider the properties of the other
schemas, so avoid it in `allOf`.

Correct the wrong schema.",
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
            let help = "correct one of the schemas: a value must match all of them";
            let place = context.place(id).join("allOf");
            report.add(Finding::new(place, message, help).at_key());
        }
    }
}

/// Further parts are not checked.
const MAX_PARTS: usize = 200;

/// A schema, and the schemas that it is composed of by `allOf`, directly or indirectly.
fn parts(context: &Context<'_>, id: VisitId) -> Vec<VisitId> {
    let mut parts = Vec::new();
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop().filter(|_| parts.len() < MAX_PARTS) {
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
    let typed = parts
        .iter()
        .filter_map(|id| Some((*id, context.visit(*id).text("type")?)));
    let mut first: Option<(VisitId, &str)> = None;
    for (id, type_name) in typed {
        match first {
            None => first = Some((id, type_name)),
            Some((other, known)) => {
                if known != type_name
                    && !matches!(
                        (known, type_name),
                        ("number", "integer") | ("integer", "number")
                    )
                {
                    return Some(format!(
                        "no value matches: `{}` has type `{known}`, but `{}` has type `{type_name}`",
                        context.place(other).pointer,
                        context.place(id).pointer
                    ));
                }
            }
        }
    }
    None
}

/// The strictest limit under a key, and the part that has it.
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
        // Contradictions within one part are reported by `schema-limits`.
        if low_id != high_id && compare(low, high) == Some(Ordering::Greater) {
            return Some(format!(
                "no value matches: `{}` has `{least}: {low}`, but `{}` has `{most}: {high}`",
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
            "no value matches: the enumerations of `{}` and `{}` have no common value",
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
                    "no value matches: `{}` requires `{name}`, but `{}` allows only its own properties",
                    context.place(*part).pointer,
                    context.place(*closed).pointer
                ));
            }
        }
    }
    None
}
