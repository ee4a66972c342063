//! The notation of times: `x-time-notation`, if it is certain.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Value, json};

use crate::notes::Notes;
use crate::prose::about;
use crate::walk;

/// A notation, and the pattern that identifies it.
static NOTATIONS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    let patterns = [
        (
            "rfc3339",
            r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})|(?i)yyyy-mm-dd'?T'?hh:mm:ss(?:\.s+)?'?Z|RFC ?3339",
        ),
        (
            "date-and-time",
            r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}|(?i)yyyy-mm-dd hh:mm:ss",
        ),
        (
            "time-of-day",
            r"(?:^|[^\d:])\d{2}:\d{2}:\d{2}(?:[^\d.Z+:]|$)|(?i)hh:mm:ss",
        ),
    ];
    let compiled = patterns.into_iter();
    compiled
        .filter_map(|(name, pattern)| Some((name, Regex::new(pattern).ok()?)))
        .collect()
});

/// Names that indicate a time.
static NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:^|_)(?:time|timestamp|at|date)$|(?:Time|Date|At)$").ok());

/// Sets the notations.
pub(crate) fn mark(document: &mut Value, notes: &mut Notes) {
    let mut outside: Vec<(String, Value)> = Vec::new();
    walk::operations(document, &mut |operation, at| {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            outside.push((format!("{at}/parameters/{index}/schema"), parameter.clone()));
        }
    });
    walk::schemas(document, &mut |schema, place| {
        let parameter = outside.iter().find(|(at, _)| *at == place.pointer);
        let holder = parameter.map_or_else(|| schema.clone(), |(_, parameter)| parameter.clone());
        let description = holder
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let example = schema.get("example").or_else(|| holder.get("example"));
        let Some(name) = &place.name else { return };
        let is_time = NAME.as_ref().is_some_and(|pattern| pattern.is_match(name));
        let found = match schema.get("type").and_then(Value::as_str) {
            Some("integer") => integer(description, example, is_time),
            Some("string") if schema.get("enum").is_none() => text(description, example),
            _ => return,
        };
        let is_text = schema.get("type").is_some_and(|kind| kind == "string");
        match found {
            Found::Certain(notation) => schema["x-time-notation"] = json!(notation),
            Found::Contradiction(what) => notes.review(about(place), what),
            Found::Nothing if is_time && is_text => {
                notes.review(about(place), "a time of unknown notation");
            }
            Found::Nothing => {}
        }
    });
}

enum Found {
    Certain(&'static str),
    Contradiction(String),
    Nothing,
}

fn text(description: &str, example: Option<&Value>) -> Found {
    let shown = example.and_then(Value::as_str).and_then(notation);
    let said = notation(description);
    match (shown, said) {
        (Some(shown), Some(said)) if shown != said => Found::Contradiction(format!(
            "the example has the notation {shown}, the description {said}"
        )),
        (Some(notation), _) | (None, Some(notation)) => Found::Certain(notation),
        (None, None) => Found::Nothing,
    }
}

/// The only notation in a text. A time of day within a longer notation does not count.
fn notation(text: &str) -> Option<&'static str> {
    let mut rest = text.to_owned();
    let mut found = Vec::new();
    for (name, pattern) in NOTATIONS.iter() {
        if pattern.is_match(&rest) {
            found.push(*name);
            rest = pattern.replace_all(&rest, "").into_owned();
        }
    }
    match found.as_slice() {
        [name] => Some(name),
        _ => None,
    }
}

fn integer(description: &str, example: Option<&Value>, is_time: bool) -> Found {
    let is_stamp = ["时间戳", "timestamp", "Unix", "UNIX", "1970"]
        .iter()
        .any(|word| description.contains(word));
    if !is_time && !is_stamp {
        return Found::Nothing;
    }
    let digits = example
        .and_then(Value::as_i64)
        .map(|value| value.to_string().len());
    let says = |words: &[&str]| words.iter().any(|word| description.contains(word));
    let in_milliseconds = says(&["毫秒", "millisecond", "单位ms", "单位为ms"]);
    let in_seconds =
        !in_milliseconds && says(&["单位秒", "单位为秒", "单位：秒", "秒级", "in seconds"]);
    match digits {
        Some(13) if !in_seconds => Found::Certain("unix-milliseconds"),
        Some(10) if !in_milliseconds => Found::Certain("unix-seconds"),
        Some(10 | 13) => {
            Found::Contradiction("the example has another unit than the description".to_owned())
        }
        _ if is_stamp && in_milliseconds => Found::Certain("unix-milliseconds"),
        _ if is_stamp && in_seconds => Found::Certain("unix-seconds"),
        _ if is_stamp => Found::Contradiction("a timestamp of unknown unit".to_owned()),
        _ => Found::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certain(found: Found) -> Option<&'static str> {
        match found {
            Found::Certain(notation) => Some(notation),
            _ => None,
        }
    }

    #[test]
    fn a_format_or_an_example_shows_the_notation() {
        for (description, example, notation) in [
            ("Format: 2017-03-31T12:24:46.297Z", "", Some("rfc3339")),
            ("Created.", "2017-03-31T12:24:46Z", Some("rfc3339")),
            (
                "yyyy-MM-dd HH:mm:ss",
                "2023-10-10 00:00:00",
                Some("date-and-time"),
            ),
            ("UTC, HH:mm:ss", "02:00:00", Some("time-of-day")),
            ("from 00:00:00 to 23:59:59", "", Some("time-of-day")),
            ("Created.", "yesterday", None),
            ("2017-03-31T12:24:46.297Z", "2023-10-10 00:00:00", None),
            ("2023-07-07T15:00:05.000", "", None),
        ] {
            let example = Value::from(example);
            assert_eq!(
                certain(text(description, Some(&example))),
                notation,
                "{description}"
            );
        }
    }

    #[test]
    fn a_number_is_a_time_where_it_says_so() {
        let of = |description: &str, example: i64, is_time: bool| {
            certain(integer(description, Some(&json!(example)), is_time))
        };
        assert_eq!(
            of("Unix timestamp", 1_684_191_545_379, false),
            Some("unix-milliseconds")
        );
        assert_eq!(
            of("When it ended.", 1_684_191_545, true),
            Some("unix-seconds")
        );
        assert_eq!(of("Size.", 1_684_191_545, false), None);
        assert_eq!(of("Seconds left.", 100, true), None);
        assert_eq!(of("timestamp, millisecond", 1_684_191_545, true), None);
    }
}
