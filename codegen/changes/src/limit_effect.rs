//! How a change of a limit affects the allowed values.

use std::cmp::Ordering;

use crate::effect::Effect;
use crate::node_ref::NodeRef;
use crate::numbers;

/// A higher value allows less.
const LOWER: [&str; 4] = ["minLength", "minimum", "minItems", "minProperties"];
/// A higher value allows more.
const UPPER: [&str; 4] = ["maxLength", "maximum", "maxItems", "maxProperties"];
/// `true` allows less than `false`.
const SWITCHES: [&str; 3] = ["exclusiveMinimum", "exclusiveMaximum", "uniqueItems"];
/// Values that have no order.
const UNORDERED: [&str; 2] = ["pattern", "multipleOf"];

/// All keywords that limit values.
pub(crate) fn keywords() -> impl Iterator<Item = &'static str> {
    let ordered = LOWER.into_iter().chain(UPPER);
    ordered.chain(SWITCHES).chain(UNORDERED)
}

/// Whether a keyword limits values.
pub(crate) fn is_limit(key: &str) -> bool {
    keywords().any(|keyword| keyword == key)
}

/// Whether the first value of a limit allows less than the second.
pub(crate) fn is_tighter(key: &str, one: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    let is_ordered = LOWER.contains(&key) || UPPER.contains(&key);
    is_ordered && effect(key, Some(other), Some(one)) == Some(Effect::Narrower)
}

/// How a changed limit affects the values. `None` if it does not.
pub(crate) fn effect(
    key: &str,
    old: Option<&NodeRef<'_>>,
    new: Option<&NodeRef<'_>>,
) -> Option<Effect> {
    if SWITCHES.contains(&key) {
        let is_on = |node: Option<&NodeRef<'_>>| node.and_then(|node| node.value.as_bool());
        return match (is_on(old).unwrap_or(false), is_on(new).unwrap_or(false)) {
            (false, true) => Some(Effect::Narrower),
            (true, false) => Some(Effect::Wider),
            _ => None,
        };
    }
    let (Some(old), Some(new)) = (old, new) else {
        let appeared = new.is_some();
        return match (is_trivial(key, old.or(new)), appeared) {
            (true, _) => None,
            (false, true) => Some(Effect::Narrower),
            (false, false) => Some(Effect::Wider),
        };
    };
    let numbers = (old.value.as_number(), new.value.as_number());
    let (Some(old), Some(new)) = numbers else {
        return Some(Effect::Other);
    };
    if key == "multipleOf" {
        return Some(match (old.as_f64(), new.as_f64()) {
            (Some(old), Some(new)) => multiples(old, new),
            _ => Effect::Other,
        });
    }
    let is_wider = match numbers::order(old, new) {
        Some(Ordering::Less) => UPPER.contains(&key),
        Some(Ordering::Greater) => LOWER.contains(&key),
        _ => return None,
    };
    let is_ordered = LOWER.contains(&key) || UPPER.contains(&key);
    Some(match (is_ordered, is_wider) {
        (true, true) => Effect::Wider,
        (true, false) => Effect::Narrower,
        (false, _) => Effect::Other,
    })
}

/// Every multiple of 6 is one of 3.
fn multiples(old: f64, new: f64) -> Effect {
    let divides = |small: f64, large: f64| small != 0.0 && large % small == 0.0;
    if divides(old, new) {
        Effect::Narrower
    } else if divides(new, old) {
        Effect::Wider
    } else {
        Effect::Other
    }
}

/// A minimum size of 0 limits nothing.
fn is_trivial(key: &str, limit: Option<&NodeRef<'_>>) -> bool {
    let is_size = matches!(key, "minLength" | "minItems" | "minProperties");
    is_size && limit.and_then(|limit| limit.value.as_f64()) == Some(0.0)
}
