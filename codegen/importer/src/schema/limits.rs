//! Limits that do not apply to the type, or that no value can satisfy.

use serde_json::{Map, Value, json};

use crate::correction::Corrections;

/// Limits by type.
const LIMITS: [(&str, &[&str]); 13] = [
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("pattern", &["string"]),
    ("minimum", &["integer", "number"]),
    ("maximum", &["integer", "number"]),
    ("exclusiveMinimum", &["integer", "number"]),
    ("exclusiveMaximum", &["integer", "number"]),
    ("multipleOf", &["integer", "number"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
];

/// Lower bounds with their upper bounds.
const PAIRS: [(&str, &str); 4] = [
    ("minLength", "maxLength"),
    ("minimum", "maximum"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

pub(crate) fn correct(
    schema: &mut Map<String, Value>,
    pointer: &str,
    corrections: &mut Corrections,
) {
    of_another_type(schema, pointer, corrections);
    exclusive(schema, pointer, corrections);
    numbers(schema, pointer, corrections);
    order(schema, pointer, corrections);
    unbounded(schema, pointer, corrections);
    format(schema, pointer, corrections);
}

/// An exclusive limit without a bound has no meaning.
fn unbounded(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    for (key, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if !schema.contains_key(bound) && schema.remove(key).is_some() {
            let message = format!("removed `{key}`, because there is no `{bound}` to exclude");
            corrections.add("exclusive-limit", &format!("{pointer}/{key}"), message);
        }
    }
}

/// A limit beyond 32 bits means that the format is too narrow.
fn format(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let is_narrow = schema.get("format").is_some_and(|format| format == "int32");
    let is_beyond = |key: &str| {
        let limit = schema.get(key).and_then(Value::as_i64);
        limit.is_some_and(|limit| i32::try_from(limit).is_err())
    };
    if is_narrow && (is_beyond("minimum") || is_beyond("maximum")) {
        schema.insert("format".to_owned(), json!("int64"));
        corrections.review(
            "limit-beyond-format",
            &format!("{pointer}/format"),
            "changed `int32` to `int64`, because a limit exceeds 32 bits",
        );
    }
}

fn of_another_type(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let Some(kind) = schema
        .get("type")
        .and_then(Value::as_str)
        .map(str::to_owned)
    else {
        return;
    };
    for (limit, kinds) in LIMITS {
        if kinds.contains(&kind.as_str()) || !schema.contains_key(limit) {
            continue;
        }
        let value = schema.remove(limit).unwrap_or_default();
        // `minimum` of a string means its length, as on the pages.
        let meant = match (kind.as_str(), limit) {
            ("string", "minimum") => Some("minLength"),
            ("string", "maximum") => Some("maxLength"),
            _ => None,
        };
        let place = format!("{pointer}/{limit}");
        match meant.filter(|meant| !schema.contains_key(*meant) && value.is_u64()) {
            Some(meant) => {
                schema.insert(meant.to_owned(), value);
                corrections.review(
                    "limit-of-another-type",
                    &place,
                    format!("replaced `{limit}` of a string by `{meant}`"),
                );
            }
            None => {
                let message = format!("removed `{limit}`, which does not apply to {kind}");
                corrections.add("limit-of-another-type", &place, message);
            }
        }
    }
}

/// `exclusiveMinimum: 5`, as in OpenAPI 3.1, becomes an exclusive `minimum: 5`.
fn exclusive(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    for (key, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if let Some(number) = schema.get(key).filter(|value| value.is_number()).cloned() {
            schema.insert(bound.to_owned(), number);
            schema.insert(key.to_owned(), json!(true));
            let message = format!("replaced `{key}` by an exclusive `{bound}`");
            corrections.add("exclusive-limit", &format!("{pointer}/{key}"), message);
        } else if schema.get(key).is_some_and(|value| !value.is_boolean()) {
            schema.remove(key);
            corrections.add(
                "exclusive-limit",
                &format!("{pointer}/{key}"),
                format!("removed `{key}`: expected a boolean"),
            );
        }
    }
}

/// Bounds are numbers: those of integers are 64-bit integers, those of counts are not negative.
fn numbers(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let is_number = schema.get("type").is_some_and(|kind| kind == "number");
    for key in PAIRS.into_iter().flat_map(|(least, most)| [least, most]) {
        let Some(stated) = schema.get(key).cloned() else {
            continue;
        };
        let place = format!("{pointer}/{key}");
        let is_value = matches!(key, "minimum" | "maximum");
        let read = match &stated {
            Value::String(text) => text.trim().parse::<i64>().ok().map(|number| json!(number)),
            Value::Number(number) if is_number && is_value => number
                .as_f64()
                .filter(|it| it.is_finite())
                .map(|_| stated.clone()),
            Value::Number(number) => number
                .as_i64()
                .or_else(|| whole(number.as_f64()?))
                .map(|number| json!(number)),
            _ => None,
        };
        let read =
            read.filter(|number| is_value || number.as_i64().is_some_and(|count| count >= 0));
        match read {
            Some(read) if read == stated => {}
            Some(read) => {
                corrections.add(
                    "limit-notation",
                    &place,
                    format!("changed `{key}: {stated}` to {read}"),
                );
                schema.insert(key.to_owned(), read);
            }
            None => {
                schema.remove(key);
                let rule = if stated.is_number() {
                    "limit-beyond-int64"
                } else {
                    "limit-notation"
                };
                corrections.left_out(
                    rule,
                    &place,
                    format!("removed `{key}: {stated}`, which is not a 64-bit integer"),
                );
            }
        }
    }
    if schema
        .get("multipleOf")
        .is_some_and(|it| it.as_f64().is_none_or(|it| it <= 0.0))
    {
        schema.remove("multipleOf");
        corrections.add(
            "limit-notation",
            &format!("{pointer}/multipleOf"),
            "removed `multipleOf`: expected a number above 0",
        );
    }
    if schema.get("uniqueItems").is_some_and(|it| !it.is_boolean()) {
        schema.remove("uniqueItems");
        corrections.add(
            "limit-notation",
            &format!("{pointer}/uniqueItems"),
            "removed `uniqueItems`: expected a boolean",
        );
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "within the bounds it is exact"
)]
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// Removes bounds that exclude all values, because it is unknown which of them is wrong.
fn order(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    for (least, most) in PAIRS {
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        if let (Some(low), Some(high)) = (bound(least), bound(most))
            && low > high
        {
            let message =
                format!("removed `{least}: {low}` and `{most}: {high}`, which no value satisfies");
            schema.remove(least);
            schema.remove(most);
            corrections.left_out("limits-in-reverse", pointer, message);
        }
    }
}
