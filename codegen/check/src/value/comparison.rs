//! Equality and order of JSON values.

use std::cmp::Ordering;

use codegen_document::{Content, Node};
use serde_json::Number;

/// Whether two values are the same JSON: the order of keys and `1` or `1.0` make no difference.
pub(crate) fn equal(one: &Node, other: &Node) -> bool {
    match (one.content(), other.content()) {
        (Content::Number(one), Content::Number(other)) => {
            compare(one, other) == Some(Ordering::Equal)
        }
        (Content::Sequence(one), Content::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Content::Mapping(one), Content::Mapping(other)) => {
            one.len() == other.len()
                && one.entries().all(|entry| {
                    other
                        .get(entry.key)
                        .is_some_and(|other| equal(entry.value, other))
                })
        }
        (one, other) => one == other,
    }
}

/// The order of two numbers, exact where both are integers.
pub(crate) fn compare(one: &Number, other: &Number) -> Option<Ordering> {
    match (integer(one), integer(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// Whether a number is a multiple of another one, as exactly as floats allow.
pub(crate) fn is_multiple(number: &Number, of: &Number) -> bool {
    if let (Some(number), Some(of)) = (integer(number), integer(of)) {
        return of == 0 || number % of == 0;
    }
    let (Some(number), Some(of)) = (number.as_f64(), of.as_f64()) else {
        return true;
    };
    let quotient = number / of;
    // 0.3 / 0.1 is not quite 3: only a difference that is no rounding counts.
    !quotient.is_finite()
        || (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 4.0 * f64::EPSILON
}

fn integer(number: &Number) -> Option<i128> {
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}

/// A text that is the same for equal values and different for others.
pub(crate) fn canonical(node: &Node) -> String {
    match node.content() {
        Content::Number(number) => match (integer(number), number.as_f64()) {
            (Some(integer), _) => integer.to_string(),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the guard excludes what would be cut"
            )]
            (None, Some(float)) if float.fract() == 0.0 && float.abs() < 1e18 => {
                (float as i64).to_string()
            }
            _ => number.to_string(),
        },
        Content::Sequence(items) => {
            let items: Vec<_> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Content::Mapping(mapping) => {
            let mut fields: Vec<_> = mapping
                .entries()
                .map(|entry| format!("{:?}:{}", entry.key, canonical(entry.value)))
                .collect();
            fields.sort();
            format!("{{{}}}", fields.join(","))
        }
        _ => node.to_json().to_string(),
    }
}
