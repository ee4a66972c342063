//! Lengths, ranges, numbers of items, patterns.

use crate::change::Level;
use crate::comparison::Comparison;
use crate::judgement::{Effect, Scope};
use crate::kind::Kind;
use crate::spot::{Spot, same_option};
use crate::transition::transition;

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
            let effect = effect(key, before, after);
            let kind = match effect {
                Some(Effect::Narrower) => Kind::LimitTightened,
                Some(Effect::Wider) => Kind::LimitLoosened,
                Some(Effect::Other) | None => Kind::LimitChanged,
            };
            let is_shown = scope.documented && DOCUMENTED.contains(&key);
            let level = if is_shown {
                scope.shown(Level::Patch)
            } else {
                Level::None
            };
            let judgement = match effect {
                Some(effect) => scope.judge(effect).level(level),
                None => crate::judgement::Judgement::new(
                    crate::change::Wire::None,
                    level,
                    "it says what is the case anyway",
                ),
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
    match (old.node.as_f64(), new.node.as_f64()) {
        (Some(old), Some(new)) if LOWER.contains(&key) => Some(order(new, old)),
        (Some(old), Some(new)) if UPPER.contains(&key) => Some(order(old, new)),
        (Some(old), Some(new)) if key == "multipleOf" => Some(multiples(old, new)),
        _ => Some(Effect::Other),
    }
}

/// The effect where `smaller < greater` means wider.
fn order(smaller: f64, greater: f64) -> Effect {
    if smaller < greater {
        Effect::Wider
    } else {
        Effect::Narrower
    }
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
