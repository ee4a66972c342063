//! Lengths, ranges, numbers of items, patterns.

use std::cmp::Ordering;

use serde_json::Number;

use crate::change::Level;
use crate::comparison::Comparison;
use crate::judgement::{Effect, Scope};
use crate::kind::Kind;
use crate::numbers;
use crate::spot::{Spot, same_option};
use crate::transition::transition;
use crate::uses::Uses;

use super::view::View;

/// More of it allows less.
const LOWER: [&str; 4] = ["minLength", "minimum", "minItems", "minProperties"];
/// More of it allows more.
const UPPER: [&str; 4] = ["maxLength", "maximum", "maxItems", "maxProperties"];
/// True allows less than false.
const SWITCHES: [&str; 3] = ["exclusiveMinimum", "exclusiveMaximum", "uniqueItems"];
/// There is no order in them.
const UNORDERED: [&str; 2] = ["pattern", "multipleOf"];

/// Those that the doc comments show.
const DOCUMENTED: [&str; 7] = [
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "pattern",
];

/// All keywords that this module compares.
pub(super) fn is_limit(key: &str) -> bool {
    [&LOWER[..], &UPPER, &SWITCHES, &UNORDERED]
        .concat()
        .contains(&key)
}

/// Whether one value of a limit allows less than another one.
pub(super) fn is_tighter(key: &str, one: &Spot<'_>, other: &Spot<'_>) -> bool {
    let is_ordered = LOWER.contains(&key) || UPPER.contains(&key);
    is_ordered && effect(key, Some(other), Some(one)) == Some(Effect::Narrower)
}

impl<'a> Comparison<'a> {
    pub(super) fn limits(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        for key in [&LOWER[..], &UPPER, &SWITCHES, &UNORDERED].concat() {
            let (before, after) = (old.keyword(key), new.keyword(key));
            if same_option(before.map(|it| it.node), after.map(|it| it.node)) {
                continue;
            }
            let effect = match key {
                "minimum" | "exclusiveMinimum" => range_effect(old, new, false),
                "maximum" | "exclusiveMaximum" => range_effect(old, new, true),
                _ => effect(key, before, after),
            };
            let is_misplaced = [old, new].iter().all(|it| !concerns(key, it.text("type")));
            let kind = match effect {
                Some(Effect::Narrower) => Kind::LimitTightened,
                Some(Effect::Wider) => Kind::LimitLoosened,
                Some(Effect::Other) | None => Kind::LimitChanged,
            };
            let is_shown = scope.documented && DOCUMENTED.contains(&key) && !is_misplaced;
            let level = if is_shown {
                scope.shown(Level::Patch)
            } else {
                Level::None
            };
            let judgement = match effect {
                // Whoever wrote it meant something by it, and the service may well follow.
                Some(effect) if is_misplaced && scope.uses != Uses::default() => {
                    scope.judge(effect).level(level).because(MISPLACED)
                }
                Some(effect) => scope.judge(effect).level(level),
                None => crate::judgement::Judgement::new(crate::change::Wire::None, level, ANYWAY),
            };
            let places = (old.place(key), new.place(key));
            self.report(
                kind,
                scope,
                places,
                transition(key, before, after),
                judgement,
            );
        }
    }
}

const ANYWAY: &str = "it says what is the case anyway";
const MISPLACED: &str = "to the letter it limits no value of this type";

/// Whether a keyword limits values of this type at all.
fn concerns(key: &str, kind: Option<&str>) -> bool {
    let Some(kind) = kind else { return true };
    match key {
        "minLength" | "maxLength" | "pattern" => kind == "string",
        "minItems" | "maxItems" | "uniqueItems" => kind == "array",
        "minProperties" | "maxProperties" => kind == "object",
        _ => matches!(kind, "integer" | "number"),
    }
}

/// What the limits of a range, with those that they exclude, do to the values.
fn range_effect(old: &View<'_>, new: &View<'_>, is_upper: bool) -> Option<Effect> {
    let is_integer = |view: &View<'_>| view.text("type") == Some("integer");
    let both = is_integer(old) && is_integer(new);
    let (was, is) = (
        Bound::of(old, is_upper, both),
        Bound::of(new, is_upper, both),
    );
    // Values that are listed need no range, as far as they are within it.
    let lists_within = |list: &View<'_>, bound: &Bound| {
        list.keyword("enum").is_some_and(|values| {
            let mut numbers = values.items().filter(|value| !value.node.is_null());
            numbers.all(|value| {
                value
                    .node
                    .as_number()
                    .is_some_and(|it| bound.allows(it, is_upper))
            })
        })
    };
    let order = match (&was, &is) {
        (None, None) => Ordering::Equal,
        (None, Some(bound)) if lists_within(old, bound) => Ordering::Equal,
        (Some(bound), None) if lists_within(new, bound) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(was), Some(is)) => match (is.order(was, is_upper), is_upper) {
            (Ordering::Greater, true) if lists_within(new, was) => Ordering::Equal,
            (Ordering::Less, false) if lists_within(new, was) => Ordering::Equal,
            (Ordering::Less, true) | (Ordering::Greater, false) => Ordering::Less,
            (Ordering::Equal, _) => Ordering::Equal,
            _ => Ordering::Greater,
        },
    };
    match order {
        Ordering::Less => Some(Effect::Narrower),
        Ordering::Greater => Some(Effect::Wider),
        Ordering::Equal => None,
    }
}

/// The end of a range.
struct Bound {
    limit: Number,
    exclusive: bool,
}

impl Bound {
    /// For integers, the outermost integer that is allowed.
    fn of(view: &View<'_>, is_upper: bool, is_integer: bool) -> Option<Bound> {
        let (key, switch) = match is_upper {
            true => ("maximum", "exclusiveMaximum"),
            false => ("minimum", "exclusiveMinimum"),
        };
        let limit = view.keyword(key)?.node.as_number()?.clone();
        let exclusive = view.is_true(switch);
        let whole = limit.as_i64().filter(|_| is_integer && exclusive);
        let inner = whole.and_then(|it| it.checked_add(if is_upper { -1 } else { 1 }));
        Some(match (inner, limit.as_f64()) {
            (Some(inner), _) => Bound {
                limit: Number::from(inner),
                exclusive: false,
            },
            (None, Some(float)) if is_integer && float.fract() != 0.0 => {
                let whole = if is_upper {
                    float.floor()
                } else {
                    float.ceil()
                };
                Bound {
                    limit: Number::from_f64(whole).unwrap_or(limit),
                    exclusive: false,
                }
            }
            _ => Bound { limit, exclusive },
        })
    }

    fn order(&self, other: &Bound, is_upper: bool) -> Ordering {
        let order = numbers::order(&self.limit, &other.limit).unwrap_or(Ordering::Equal);
        let tie = match is_upper {
            true => other.exclusive.cmp(&self.exclusive),
            false => self.exclusive.cmp(&other.exclusive),
        };
        order.then(tie)
    }

    fn allows(&self, number: &Number, is_upper: bool) -> bool {
        match (numbers::order(number, &self.limit), is_upper) {
            (Some(Ordering::Equal), _) => !self.exclusive,
            (Some(Ordering::Less), true) | (Some(Ordering::Greater), false) => true,
            _ => false,
        }
    }
}

/// What another limit does to the values; `None` for nothing at all.
fn effect(key: &str, old: Option<&Spot<'_>>, new: Option<&Spot<'_>>) -> Option<Effect> {
    if SWITCHES.contains(&key) {
        let is_on = |spot: Option<&Spot<'_>>| spot.and_then(|spot| spot.node.as_bool());
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
    let numbers = (old.node.as_number(), new.node.as_number());
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

/// Nothing is shorter than 0 characters.
fn is_trivial(key: &str, limit: Option<&Spot<'_>>) -> bool {
    let is_size = matches!(key, "minLength" | "minItems" | "minProperties");
    is_size && limit.and_then(|limit| limit.node.as_f64()) == Some(0.0)
}
