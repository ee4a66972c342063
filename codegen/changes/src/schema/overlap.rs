//! Whether a value can fit two of several alternatives.

use std::cmp::Ordering;

use codegen_document::{Content, Node};
use serde_json::Number;

use crate::numbers;
use crate::side::Side;
use crate::spot::{Spot, same};

use super::unlisted::is_closed;
use super::view::View;

/// How deeply properties within properties are looked at.
const DEEPEST: usize = 4;

/// Whether a value can fit two of the alternatives of `schema`, as far as their keywords say. A
/// discriminator says of each value which alternative is meant.
pub(crate) fn alternatives_overlap<'a>(
    side: &Side<'a>,
    schema: &Spot<'a>,
    alternatives: &Spot<'a>,
) -> bool {
    if schema.get("discriminator").is_some() {
        return false;
    }
    let views: Vec<View<'a>> = alternatives
        .items()
        .map(|alternative| expanded(side, &alternative))
        .collect();
    views.iter().enumerate().any(|(index, one)| {
        let others = views.iter().skip(index + 1);
        others.into_iter().any(|other| overlap(side, one, other, 0))
    })
}

fn expanded<'a>(side: &Side<'a>, schema: &Spot<'a>) -> View<'a> {
    let mut view = View::of(schema);
    view.expand(side, |_| false);
    view
}

/// Whether a value can fit both; yes where nothing says that none can.
fn overlap<'a>(side: &Side<'a>, one: &View<'a>, other: &View<'a>, depth: usize) -> bool {
    if depth > DEEPEST || one.is_true("nullable") && other.is_true("nullable") {
        return true;
    }
    for (holder, opposite) in [(one, other), (other, one)] {
        for key in ["oneOf", "anyOf"] {
            if let Some(alternatives) = holder.keyword(key) {
                let mut inner = alternatives.items().map(|it| expanded(side, &it));
                if !inner.any(|it| overlap(side, &it, opposite, depth + 1)) {
                    return false;
                }
            }
        }
        if let Some(values) = holder.keyword("enum") {
            return values.items().any(|value| {
                let is_listed = |list: &Spot<'a>| list.items().any(|it| same(it.node, value.node));
                opposite.keyword("enum").is_none_or(is_listed) && fits(value.node, opposite)
            });
        }
    }
    match (kind(one), kind(other)) {
        (Some("integer" | "number"), Some("integer" | "number")) => ranges_meet(one, other),
        (Some(was), Some(is)) if was != is => false,
        (Some("string"), _) => sizes_meet(("minLength", "maxLength"), one, other),
        (Some("array"), _) => sizes_meet(("minItems", "maxItems"), one, other),
        (Some("object"), Some("object")) => objects_overlap(side, one, other, depth),
        _ => true,
    }
}

/// The type, stated or seen by the keywords of objects: what else they allow without a type is
/// allowed by every such schema, and meant by none.
fn kind<'a>(view: &View<'a>) -> Option<&'a str> {
    let is_object = !view.properties.is_empty() || !view.required.is_empty();
    view.text("type").or(is_object.then_some("object"))
}

fn objects_overlap<'a>(side: &Side<'a>, one: &View<'a>, other: &View<'a>, depth: usize) -> bool {
    let forbids = |closed: &View<'a>, demanding: &View<'a>| {
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
                    let (one, other) = (expanded(side, one), expanded(side, other));
                    overlap(side, &one, &other, depth + 1)
                }
                _ => true,
            },
        )
}

/// A limit with whether it excludes the number itself.
fn bound<'a>(view: &View<'a>, key: &str, exclusive: &str) -> Option<(&'a Number, bool)> {
    let number = view.keyword(key)?.node.as_number()?;
    Some((number, view.is_true(exclusive)))
}

fn ranges_meet(one: &View<'_>, other: &View<'_>) -> bool {
    let is_below = |low: &View<'_>, high: &View<'_>| {
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

fn sizes_meet((least, most): (&str, &str), one: &View<'_>, other: &View<'_>) -> bool {
    let size = |view: &View<'_>, key: &str| view.keyword(key)?.node.as_f64();
    let is_below = |low: &View<'_>, high: &View<'_>| matches!((size(low, most), size(high, least)), (Some(top), Some(bottom)) if top < bottom);
    !is_below(one, other) && !is_below(other, one)
}

/// Whether a listed value fits type and limits.
fn fits(value: &Node, view: &View<'_>) -> bool {
    let kind = kind(view);
    match value.content() {
        Content::Null => view.is_true("nullable") || kind.is_none(),
        Content::Bool(_) => kind.is_none_or(|it| it == "boolean"),
        Content::String(text) => {
            let length = text.chars().count() as f64;
            let limit = |key: &str| view.keyword(key).and_then(|it| it.node.as_f64());
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

fn in_range(number: &Number, view: &View<'_>) -> bool {
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
