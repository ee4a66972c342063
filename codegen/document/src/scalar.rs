//! What a plain scalar means, by the core schema of YAML 1.2.2 (section 10.3.2), but for numbers
//! with leading zeros.

use serde_json::Number;

use crate::node::Content;

/// Why a text cannot be read as a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ScalarError {
    /// Infinity, not a number, or a number too large for a float.
    NotFinite,
    /// A tag that the text does not fit, such as `!!int text`.
    TagMismatch,
    /// A tag that is none of the core schema's.
    UnknownTag,
}

/// The value of a scalar without quotes and without a tag.
pub(crate) fn plain(text: &str) -> Result<Content, ScalarError> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => Content::Null,
        "true" | "True" | "TRUE" => Content::Bool(true),
        "false" | "False" | "FALSE" => Content::Bool(false),
        _ => match number(text)? {
            Some(number) => Content::Number(number),
            None => Content::String(text.to_owned()),
        },
    })
}

/// The value of a scalar with a tag of the core schema (`!!str` is `str`).
pub(crate) fn tagged(suffix: &str, text: &str) -> Result<Content, ScalarError> {
    let value = plain(text)?;
    let fits = match suffix {
        "str" => return Ok(Content::String(text.to_owned())),
        "null" => matches!(value, Content::Null),
        "bool" => matches!(value, Content::Bool(_)),
        "int" => matches!(&value, Content::Number(number) if !number.is_f64()),
        "float" => matches!(value, Content::Number(_)),
        _ => return Err(ScalarError::UnknownTag),
    };
    if fits {
        Ok(value)
    } else {
        Err(ScalarError::TagMismatch)
    }
}

fn number(text: &str) -> Result<Option<Number>, ScalarError> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Err(ScalarError::NotFinite);
    }
    if has_leading_zero(unsigned) {
        return Ok(None);
    }
    if let Some(integer) = radix_integer(text).or_else(|| decimal_integer(text)) {
        return Ok(Some(integer));
    }
    if !is_float(unsigned) {
        return Ok(None);
    }
    let float = text.parse().map_err(|_| ScalarError::NotFinite)?;
    match Number::from_f64(float) {
        Some(number) => Ok(Some(number)),
        None => Err(ScalarError::NotFinite),
    }
}

/// `010` is 8 to YAML 1.1 and 10 to YAML 1.2. `serde_yaml` leaves it a text, and so do we.
fn has_leading_zero(unsigned: &str) -> bool {
    unsigned.len() > 1
        && unsigned.starts_with('0')
        && unsigned.bytes().all(|byte| byte.is_ascii_digit())
}

fn radix_integer(text: &str) -> Option<Number> {
    let (digits, radix) = if let Some(digits) = text.strip_prefix("0x") {
        (digits, 16)
    } else {
        (text.strip_prefix("0o")?, 8)
    };
    if digits.starts_with('+') {
        return None;
    }
    u64::from_str_radix(digits, radix).ok().map(Number::from)
}

/// An integer of 64 bits; a longer one is read as a float, as `serde_json` does.
fn decimal_integer(text: &str) -> Option<Number> {
    if let Ok(integer) = text.parse::<i64>() {
        return Some(Number::from(integer));
    }
    text.parse::<u64>().ok().map(Number::from)
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, here without the sign.
fn is_float(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits =
        digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    mantissa_fits && exponent_fits
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(text: &str) -> Value {
        match plain(text).unwrap() {
            Content::Null => Value::Null,
            Content::Bool(value) => json!(value),
            Content::Number(number) => Value::Number(number),
            Content::String(text) => json!(text),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_core_schema_decides() {
        for (text, value) in [
            ("", json!(null)),
            ("~", json!(null)),
            ("NULL", json!(null)),
            ("nULL", json!("nULL")),
            ("true", json!(true)),
            ("FALSE", json!(false)),
            ("0", json!(0)),
            ("-7", json!(-7)),
            ("+12", json!(12)),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            (
                "18446744073709551615",
                json!(18_446_744_073_709_551_615_u64),
            ),
            (
                "18446744073709551616",
                json!(18_446_744_073_709_551_616_f64),
            ),
            ("-9223372036854775808", json!(i64::MIN)),
            ("1.50", json!(1.5)),
            (".5", json!(0.5)),
            ("1.", json!(1.0)),
            ("1e3", json!(1000.0)),
            ("-1.5E-2", json!(-0.015)),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn what_is_no_other_thing_is_text() {
        for text in [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "n",
            "1_000",
            "010",
            "-07",
            "00",
            "0b1",
            "-0x1",
            "1.2.3",
            ".",
            "-",
            "+",
            "e5",
            "1e",
            "0x",
            "0xG",
            "0x+1",
            "inf",
            "nan",
            "2024-01-01",
            "12:30",
        ] {
            assert_eq!(read(text), json!(text));
        }
    }

    #[test]
    fn json_has_no_infinity() {
        for text in [".inf", "-.Inf", ".NaN", "1e999"] {
            assert_eq!(plain(text), Err(ScalarError::NotFinite), "{text}");
        }
    }

    #[test]
    fn tags_decide_first() {
        assert_eq!(tagged("str", "12"), Ok(Content::String("12".into())));
        assert_eq!(tagged("int", "12"), plain("12"));
        assert_eq!(tagged("int", "no"), Err(ScalarError::TagMismatch));
        assert_eq!(tagged("binary", "AA=="), Err(ScalarError::UnknownTag));
    }
}
