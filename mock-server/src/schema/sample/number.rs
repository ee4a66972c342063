//! Numbers within limits.

use huaweicloud_json_schema::{Bound, NumberRules};
use serde_json::{Number, Value};

/// A whole number within the limits: 1 where it is possible.
pub(super) fn integer(rules: Option<&NumberRules>) -> Value {
    let Some(rules) = rules else {
        return Value::from(1);
    };
    let lowest = rules.minimum.as_ref().and_then(|bound| whole(bound, 1));
    let highest = rules.maximum.as_ref().and_then(|bound| whole(bound, -1));
    let step = rules
        .multiple_of
        .as_ref()
        .and_then(Number::as_i64)
        .unwrap_or(1)
        .max(1);
    let mut value = 1_i64
        .max(lowest.unwrap_or(i64::MIN))
        .min(highest.unwrap_or(i64::MAX));
    let surplus = value.rem_euclid(step);
    if surplus != 0 {
        let above = value.saturating_add(step - surplus);
        let fits = highest.is_none_or(|highest| above <= highest);
        value = if fits {
            above
        } else {
            value.saturating_sub(surplus)
        };
    }
    Value::from(value)
}

/// A number within the limits: 1 where it is possible.
pub(super) fn number(rules: Option<&NumberRules>) -> Value {
    let Some(rules) = rules else {
        return Value::from(1.0);
    };
    let lowest = rules
        .minimum
        .as_ref()
        .and_then(|bound| bound.limit.as_f64());
    let highest = rules
        .maximum
        .as_ref()
        .and_then(|bound| bound.limit.as_f64());
    let value = match (lowest, highest) {
        (Some(lowest), Some(highest)) if !(lowest < 1.0 && 1.0 < highest) => {
            lowest / 2.0 + highest / 2.0
        }
        (Some(lowest), None) if lowest >= 1.0 => lowest + 1.0,
        (None, Some(highest)) if highest <= 1.0 => highest - 1.0,
        _ => 1.0,
    };
    match rules.multiple_of.as_ref().and_then(Number::as_f64) {
        Some(step) if step > 0.0 => Value::from((value / step).ceil() * step),
        _ => Value::from(value),
    }
}

/// The outermost whole number that a limit allows; `inward` leads away from the limit.
pub(super) fn whole(bound: &Bound, inward: i64) -> Option<i64> {
    let limit = match bound.limit.as_i64() {
        Some(limit) => limit,
        None => rounded(bound.limit.as_f64()?, inward)?,
    };
    let is_whole = bound.limit.as_i64().is_some();
    Some(if bound.exclusive && is_whole {
        limit.saturating_add(inward)
    } else {
        limit
    })
}

fn rounded(limit: f64, inward: i64) -> Option<i64> {
    let rounded = if inward > 0 {
        limit.ceil()
    } else {
        limit.floor()
    };
    if rounded.abs() >= 9.0e18 {
        return None;
    }
    format!("{rounded:.0}").parse().ok()
}
