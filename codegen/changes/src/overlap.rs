//! Whether a value can match two of several alternatives.

use std::cmp::Ordering;

use codegen_document::{Content, Node};
use serde_json::Number;

use crate::node_ref::{NodeRef, same};
use crate::numbers;
use crate::resolver::Resolver;

use crate::merged_schema::MergedSchema;
use crate::openness::is_closed;

/// How many levels of nested properties are examined.
const DEEPEST: usize = 4;

/// Whether a value can match two of the alternatives of `schema`, judging by their keywords. A
/// discriminator selects one alternative for each value.
pub(crate) fn alternatives_overlap<'a>(
    resolver: &Resolver<'a>,
    schema: &NodeRef<'a>,
    alternatives: &NodeRef<'a>,
) -> bool {
    if schema.get("discriminator").is_some() {
        return false;
    }
    let views: Vec<MergedSchema<'a>> = alternatives
        .items()
        .map(|alternative| MergedSchema::resolved(resolver, &alternative))
        .collect();
    views.iter().enumerate().any(|(index, one)| {
        let others = views.iter().skip(index + 1);
        others
            .into_iter()
            .any(|other| overlap(resolver, one, other, 0))
    })
}

/// Whether a value can match both. True unless a keyword rules it out.
fn overlap<'a>(
    resolver: &Resolver<'a>,
    one: &MergedSchema<'a>,
    other: &MergedSchema<'a>,
    depth: usize,
) -> bool {
    if depth > DEEPEST || one.is_true("nullable") && other.is_true("nullable") {
        return true;
    }
    for (holder, opposite) in [(one, other), (other, one)] {
        for key in ["oneOf", "anyOf"] {
            if let Some(alternatives) = holder.keyword(key) {
                let mut inner = alternatives
                    .items()
                    .map(|it| MergedSchema::resolved(resolver, &it));
                if !inner.any(|it| overlap(resolver, &it, opposite, depth + 1)) {
                    return false;
                }
            }
        }
        if let Some(values) = holder.keyword("enum") {
            return values.items().any(|value| {
                let is_listed =
                    |list: &NodeRef<'a>| list.items().any(|it| same(it.value, value.value));
                opposite.keyword("enum").is_none_or(is_listed) && fits(value.value, opposite)
            });
        }
    }
    match (kind(one), kind(other)) {
        (Some("integer" | "number"), Some("integer" | "number")) => ranges_meet(one, other),
        (Some(was), Some(is)) if was != is => false,
        (Some("string"), _) => sizes_meet(("minLength", "maxLength"), one, other),
        (Some("array"), _) => sizes_meet(("minItems", "maxItems"), one, other),
        (Some("object"), Some("object")) => objects_overlap(resolver, one, other, depth),
        _ => true,
    }
}

/// The type, explicit or implied by keywords for objects. Without a type, such schemas also allow
/// other values, which are never intended.
fn kind<'a>(view: &MergedSchema<'a>) -> Option<&'a str> {
    let is_object = !view.properties.is_empty() || !view.required.is_empty();
    view.text("type").or(is_object.then_some("object"))
}

fn objects_overlap<'a>(
    resolver: &Resolver<'a>,
    one: &MergedSchema<'a>,
    other: &MergedSchema<'a>,
    depth: usize,
) -> bool {
    let forbids = |closed: &MergedSchema<'a>, demanding: &MergedSchema<'a>| {
        let mut required = demanding.required.keys();
        is_closed(closed) && required.any(|name| !closed.properties.contains_key(name))
    };
    if forbids(one, other) || forbids(other, one) {
        return false;
    }
    one.required
        .keys()
        .chain(other.required.keys())
        .all(
            |name| match (one.properties.get(name), other.properties.get(name)) {
                (Some(one), Some(other)) => {
                    let (one, other) = (
                        MergedSchema::resolved(resolver, one),
                        MergedSchema::resolved(resolver, other),
                    );
                    overlap(resolver, &one, &other, depth + 1)
                }
                _ => true,
            },
        )
}

/// A limit, and whether it excludes the number itself.
fn bound<'a>(view: &MergedSchema<'a>, key: &str, exclusive: &str) -> Option<(&'a Number, bool)> {
    let number = view.keyword(key)?.value.as_number()?;
    Some((number, view.is_true(exclusive)))
}

fn ranges_meet(one: &MergedSchema<'_>, other: &MergedSchema<'_>) -> bool {
    let is_below = |low: &MergedSchema<'_>, high: &MergedSchema<'_>| {
        let top = bound(low, "maximum", "exclusiveMaximum");
        let bottom = bound(high, "minimum", "exclusiveMinimum");
        let (Some(top), Some(bottom)) = (top, bottom) else {
            return false;
        };
        match numbers::order(top.0, bottom.0) {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => top.1 || bottom.1,
            _ => false,
        }
    };
    !is_below(one, other) && !is_below(other, one)
}

fn sizes_meet(
    (least, most): (&str, &str),
    one: &MergedSchema<'_>,
    other: &MergedSchema<'_>,
) -> bool {
    let size = |view: &MergedSchema<'_>, key: &str| view.keyword(key)?.value.as_f64();
    let is_below = |low: &MergedSchema<'_>, high: &MergedSchema<'_>| matches!((size(low, most), size(high, least)), (Some(top), Some(bottom)) if top < bottom);
    !is_below(one, other) && !is_below(other, one)
}

/// Whether an enumeration value matches type and limits.
fn fits(value: &Node, view: &MergedSchema<'_>) -> bool {
    let kind = kind(view);
    match value.content() {
        Content::Null => view.is_true("nullable") || kind.is_none(),
        Content::Bool(_) => kind.is_none_or(|it| it == "boolean"),
        Content::String(text) => {
            let length = text.chars().count() as f64;
            let limit = |key: &str| view.keyword(key).and_then(|it| it.value.as_f64());
            kind.is_none_or(|it| it == "string")
                && limit("minLength").is_none_or(|least| length >= least)
                && limit("maxLength").is_none_or(|most| length <= most)
        }
        Content::Number(number) => {
            kind.is_none_or(|it| matches!(it, "integer" | "number")) && in_range(number, view)
        }
        Content::Sequence(_) => kind.is_none_or(|it| it == "array"),
        Content::Mapping(_) => kind.is_none_or(|it| it == "object"),
    }
}

fn in_range(number: &Number, view: &MergedSchema<'_>) -> bool {
    let low = bound(view, "minimum", "exclusiveMinimum");
    let high = bound(view, "maximum", "exclusiveMaximum");
    let is_within = |limit: Option<(&Number, bool)>, beyond: Ordering| {
        limit.is_none_or(|(limit, exclusive)| match numbers::order(number, limit) {
            Some(Ordering::Equal) => !exclusive,
            found => found != Some(beyond),
        })
    };
    is_within(low, Ordering::Less) && is_within(high, Ordering::Greater)
}
