//! Compares JSON leaf by leaf.
//!
//! serde ignores unknown fields, so a misspelled or forgotten property goes unnoticed when parsing. It does
//! not here: everything in the original must be in the copy, at the same path.

use serde_json::Value;

/// The values of the original that are missing or different in the copy, with their paths.
///
/// Null, absent and an empty list are the same, and so are `0` and `0.0`: generated types do not
/// distinguish these when reading.
pub fn differences(original: &Value, copy: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(original, copy, "$", &mut found);
    found
}

fn compare(original: &Value, copy: &Value, path: &str, found: &mut Vec<String>) {
    match (original, copy) {
        (Value::Object(original), Value::Object(copy)) => {
            let keys = original
                .keys()
                .chain(copy.keys().filter(|key| !original.contains_key(*key)));
            for key in keys {
                let path = format!("{path}.{key}");
                let nothing = Value::Null;
                let (one, other) = (original.get(key), copy.get(key));
                compare(
                    one.unwrap_or(&nothing),
                    other.unwrap_or(&nothing),
                    &path,
                    found,
                );
            }
        }
        (Value::Array(original), Value::Array(copy)) if original.len() == copy.len() => {
            for (index, (one, other)) in original.iter().zip(copy).enumerate() {
                compare(one, other, &format!("{path}[{index}]"), found);
            }
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {
            // Two integers beyond 2^53 can have the same f64.
            if one.as_i64() != other.as_i64() && one.is_i64() && other.is_i64() {
                found.push(format!("{path}: {one} became {other}"));
            }
        }
        (one, other) if one == other || is_nothing(one) && is_nothing(other) => {}
        (one, other) if is_nothing(other) => found.push(format!("{path}: {one} was lost")),
        (one, other) => found.push(format!("{path}: {one} became {other}")),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_nothing),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::differences;

    #[test]
    fn values_that_types_do_not_distinguish_are_equal() {
        let original = json!({"a": null, "b": [], "c": 1000, "d": {"e": null}});
        assert_eq!(differences(&original, &json!({"c": 1000.0})), [""; 0]);
    }

    #[test]
    fn every_other_difference_is_found_with_its_path() {
        let original = json!({"a": 1, "b": [{"c": "x"}], "d": 9_007_199_254_740_993_i64, "e": 0});
        let copy = json!({"b": [{"c": "y"}], "d": 9_007_199_254_740_992_i64, "e": 0, "f": true});
        assert_eq!(
            differences(&original, &copy),
            [
                "$.a: 1 was lost",
                "$.b[0].c: \"x\" became \"y\"",
                "$.d: 9007199254740993 became 9007199254740992",
                "$.f: null became true",
            ]
        );
    }

    #[test]
    fn a_shorter_list_is_a_difference() {
        assert_eq!(differences(&json!([1, 2]), &json!([1])).len(), 1);
    }
}
