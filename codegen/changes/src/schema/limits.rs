//! Lengths, ranges, numbers of items, patterns.

use std::cmp::Ordering;

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

impl<'a> Comparison<'a> {
    pub(super) fn limits(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        for key in [&LOWER[..], &UPPER, &SWITCHES, &UNORDERED].concat() {
            let (before, after) = (old.keyword(key), new.keyword(key));
            if same_option(before.map(|it| it.node), after.map(|it| it.node)) {
                continue;
            }
            let counts = has_bound(key, old) || has_bound(key, new);
            let effect = effect(key, before, after).filter(|_| counts);
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

/// Whether there is a bound that an exclusive one could exclude.
fn has_bound(key: &str, view: &View<'_>) -> bool {
    match key {
        "exclusiveMinimum" => view.keyword("minimum").is_some(),
        "exclusiveMaximum" => view.keyword("maximum").is_some(),
        _ => true,
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
