//! Values by what they are and not by how they are written.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::Width;

/// Whether two values are the same; 1 is 1.0.
pub(super) fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => compare(one, other) == Ordering::Equal,
        (Value::Array(_), Value::Array(_)) | (Value::Object(_), Value::Object(_)) => {
            canonical(one) == canonical(other)
        }
        _ => one == other,
    }
}

pub(super) fn compare(one: &Number, other: &Number) -> Ordering {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => {
            let (one, other) = (one.as_f64(), other.as_f64());
            one.partial_cmp(&other).unwrap_or(Ordering::Equal)
        }
    }
}

pub(super) fn fits(width: Width, number: &Number) -> bool {
    let (lowest, highest) = match width {
        Width::Int32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Width::Int64 => (i64::MIN, i64::MAX),
    };
    let range = lowest..=highest;
    match (number.as_i64(), number.as_f64()) {
        (Some(integer), _) => range.contains(&integer),
        // Whole numbers written with a point; 2^63 is the first float beyond the range.
        (None, Some(float)) => {
            let bounds = match width {
                Width::Int32 => (-2_147_483_648.0, 2_147_483_648.0),
                Width::Int64 => (-9_223_372_036_854_775_808.0, 9_223_372_036_854_775_808.0),
            };
            number.is_f64() && float >= bounds.0 && float < bounds.1
        }
        (None, None) => false,
    }
}

pub(super) fn is_multiple(number: &Number, divisor: &Number) -> bool {
    if let (Some(number), Some(divisor)) = (number.as_i128(), divisor.as_i128()) {
        return divisor == 0 || number % divisor == 0;
    }
    let (Some(number), Some(divisor)) = (number.as_f64(), divisor.as_f64()) else {
        return true;
    };
    let quotient = number / divisor;
    (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
}

/// A text that equal values share, whatever the order of members and the notation of numbers.
pub(super) fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => match (number.as_i128(), number.as_f64()) {
            (None, Some(float)) if float.fract() == 0.0 && float.abs() < 1e18 => {
                format!("{float:.0}")
            }
            _ => number.to_string(),
        },
        Value::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(canonical).collect();
            format!("[{}]", elements.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)))
                .collect();
            members.sort();
            format!("{{{}}}", members.join(","))
        }
        value => value.to_string(),
    }
}
