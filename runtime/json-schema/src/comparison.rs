//! Equality and order of JSON values.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// Whether two values are the same JSON: the order of members does not matter, and `1` is `1.0`.
///
/// ```
/// use huaweicloud_json_schema::equal;
/// use serde_json::json;
///
/// assert!(equal(&json!({"a": 1, "b": 2}), &json!({"b": 2.0, "a": 1})));
/// assert!(!equal(&json!([1, 2]), &json!([2, 1])));
/// ```
pub fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => compare(one, other) == Some(Ordering::Equal),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_in_other = |(key, value)| {
                let found: Option<&Value> = other.get::<str>(key);
                found.is_some_and(|other| equal(value, other))
            };
            one.len() == other.len()
                && one
                    .iter()
                    .map(|(key, value)| (key.as_str(), value))
                    .all(is_in_other)
        }
        _ => one == other,
    }
}

/// Compares two numbers, exactly if both are integers. `None` if one cannot be represented.
///
/// ```
/// use std::cmp::Ordering;
///
/// use huaweicloud_json_schema::compare;
///
/// let (one, other) = (18_446_744_073_709_551_615_u64.into(), 18_446_744_073_709_551_614_u64.into());
/// assert_eq!(compare(&one, &other), Some(Ordering::Greater));
/// ```
pub fn compare(one: &Number, other: &Number) -> Option<Ordering> {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// Whether a number is a multiple of another one, as exactly as floats allow.
///
/// ```
/// use huaweicloud_json_schema::is_multiple;
/// use serde_json::Number;
///
/// let number = |value| Number::from_f64(value).unwrap();
/// assert!(is_multiple(&number(0.3), &number(0.1)));
/// assert!(!is_multiple(&number(0.35), &number(0.1)));
/// ```
pub fn is_multiple(number: &Number, divisor: &Number) -> bool {
    if let (Some(number), Some(divisor)) = (number.as_i128(), divisor.as_i128()) {
        return divisor == 0 || number % divisor == 0;
    }
    let (Some(number), Some(divisor)) = (number.as_f64(), divisor.as_f64()) else {
        return true;
    };
    let quotient = number / divisor;
    // 0.3 / 0.1 is not quite 3: only a difference beyond rounding counts.
    !quotient.is_finite()
        || (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 4.0 * f64::EPSILON
}

/// A string that is the same for equal values and different for all others.
///
/// ```
/// use huaweicloud_json_schema::canonical;
/// use serde_json::json;
///
/// assert_eq!(canonical(&json!({"b": 1.0, "a": 2})), canonical(&json!({"a": 2, "b": 1})));
/// ```
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => match (number.as_i128(), number.as_f64()) {
            (None, Some(float)) if float.fract() == 0.0 && float.abs() < 1e18 => {
                // Without the sign of -0.
                format!("{:.0}", float + 0.0)
            }
            _ => number.to_string(),
        },
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_values_have_the_same_canonical_string() {
        let values = [
            json!(null),
            json!(0),
            json!(-0.0),
            json!(1),
            json!(1.0),
            json!(1.5),
            json!("1"),
            json!([1, 2]),
            json!([1.0, 2.0]),
            json!([2, 1]),
            json!({"a": 1, "b": [1]}),
            json!({"b": [1.0], "a": 1}),
            json!({"a": 1}),
        ];
        for one in &values {
            for other in &values {
                let same = canonical(one) == canonical(other);
                assert_eq!(equal(one, other), same, "{one} {other}");
            }
        }
    }

    #[test]
    fn multiples_of_decimals() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        for (one, divisor, expected) in [
            ("0.3", "0.1", true),
            ("0.35", "0.1", false),
            ("6", "3", true),
            ("7", "3", false),
            ("1", "0", true),
            ("1e300", "1e-300", true),
        ] {
            let found = is_multiple(&number(one), &number(divisor));
            assert_eq!(found, expected, "{one} {divisor}");
        }
    }
}
