//! Numbers, compared by value.

use std::cmp::Ordering;

use serde_json::Number;

/// The order of two numbers. Integers that a float cannot hold exactly are compared as integers.
pub(crate) fn order(one: &Number, other: &Number) -> Option<Ordering> {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// The number as an integer, if it is one and not too large.
fn whole(number: &Number) -> Option<i128> {
    /// Every whole float below this fits into an `i128`.
    const GREATEST: f64 = 1e37;
    let integer = number.as_i64().map(i128::from);
    integer
        .or_else(|| number.as_u64().map(i128::from))
        .or_else(|| {
            let float = number.as_f64()?;
            (float.fract() == 0.0 && float.abs() < GREATEST).then_some(float as i128)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        serde_json::from_str(text).expect("a number")
    }

    #[test]
    fn numbers_are_compared_by_value() {
        for (one, other, expected) in [
            ("1", "1.0", Ordering::Equal),
            ("1e3", "1000", Ordering::Equal),
            ("1.5", "1", Ordering::Greater),
            ("99999999999999999", "1e17", Ordering::Less),
            ("9223372036854775807", "9223372036854775808", Ordering::Less),
            (
                "18446744073709551615",
                "1.8446744073709552e19",
                Ordering::Less,
            ),
            ("-0.0", "0", Ordering::Equal),
            ("1e300", "1e299", Ordering::Greater),
        ] {
            assert_eq!(
                order(&number(one), &number(other)),
                Some(expected),
                "{one} {other}"
            );
            assert_eq!(
                order(&number(other), &number(one)),
                Some(expected.reverse())
            );
        }
    }
}
