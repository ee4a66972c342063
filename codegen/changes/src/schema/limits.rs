//! Compares lengths, ranges, numbers of items and patterns.

use std::cmp::Ordering;

use serde_json::Number;

use crate::change::Level;
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::Scope;
use crate::limit_effect;
use crate::node_ref::same_option;
use crate::numbers;
use crate::transition::transition;
use crate::usage::Usage;

use crate::merged_schema::MergedSchema;

/// The keywords that doc comments show.
const DOCUMENTED: [&str; 7] = [
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "pattern",
];

impl<'a> Comparison<'a> {
    pub(super) fn limits(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        for key in limit_effect::keywords() {
            let (before, after) = (old.keyword(key), new.keyword(key));
            if same_option(before.map(|it| it.value), after.map(|it| it.value)) {
                continue;
            }
            let effect = match key {
                "minimum" | "exclusiveMinimum" => range_effect(old, new, false),
                "maximum" | "exclusiveMaximum" => range_effect(old, new, true),
                _ => limit_effect::effect(key, before, after),
            };
            let is_misplaced = [old, new].iter().all(|it| !concerns(key, it.text("type")));
            let kind = match effect {
                Some(Effect::Narrower) => ChangeKind::LimitTightened,
                Some(Effect::Wider) => ChangeKind::LimitLoosened,
                Some(Effect::Other) | None => ChangeKind::LimitChanged,
            };
            // Only together with a limit is an exclusive one documented.
            let is_exclusive = key.starts_with("exclusive") && effect.is_some();
            let is_documented = DOCUMENTED.contains(&key) || is_exclusive;
            let is_shown = scope.documented && is_documented && !is_misplaced;
            let level = if is_shown {
                scope.shown(Level::Patch)
            } else {
                Level::None
            };
            let impact = match effect {
                // The author had a reason, and the service may enforce it.
                Some(effect) if is_misplaced && scope.usage != Usage::default() => {
                    scope.judge(effect).level(level).because(MISPLACED)
                }
                Some(effect) => scope.judge(effect).level(level),
                None => crate::impact::Impact::new(crate::change::Wire::None, level, ANYWAY),
            };
            let places = (old.place(key), new.place(key));
            self.report(kind, scope, places, transition(key, before, after), impact);
        }
    }
}

const ANYWAY: &str = "the allowed values are unchanged";
const MISPLACED: &str = "strictly, it does not apply to this type";

/// Whether a keyword applies to values of this type.
fn concerns(key: &str, kind: Option<&str>) -> bool {
    let Some(kind) = kind else { return true };
    match key {
        "minLength" | "maxLength" | "pattern" => kind == "string",
        "minItems" | "maxItems" | "uniqueItems" => kind == "array",
        "minProperties" | "maxProperties" => kind == "object",
        _ => matches!(kind, "integer" | "number"),
    }
}

/// The effect of a changed range on the values, including exclusive limits.
fn range_effect(old: &MergedSchema<'_>, new: &MergedSchema<'_>, is_upper: bool) -> Option<Effect> {
    let is_integer = |view: &MergedSchema<'_>| view.text("type") == Some("integer");
    let both = is_integer(old) && is_integer(new);
    let (was, is) = (
        Bound::of(old, is_upper, both),
        Bound::of(new, is_upper, both),
    );
    // Enumeration values within the range do not need it.
    let lists_within = |list: &MergedSchema<'_>, bound: &Bound| {
        list.keyword("enum").is_some_and(|values| {
            let mut numbers = values.items().filter(|value| !value.value.is_null());
            numbers.all(|value| {
                value
                    .value
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

/// An end of a range.
struct Bound {
    limit: Number,
    exclusive: bool,
}

impl Bound {
    /// For integers, the outermost integer in the range.
    fn of(view: &MergedSchema<'_>, is_upper: bool, is_integer: bool) -> Option<Bound> {
        let (key, switch) = match is_upper {
            true => ("maximum", "exclusiveMaximum"),
            false => ("minimum", "exclusiveMinimum"),
        };
        let limit = view.keyword(key)?.value.as_number()?.clone();
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
