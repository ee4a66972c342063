//! Doc comments: descriptions made safe for rustdoc, and limits in words.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use crate::contract::{default_of, wire_text};

/// `#[doc]` attributes for the text, one a line, so that they are printed as `///` lines.
pub(crate) fn doc(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#[doc = #lines])*)
}

/// The lines of a doc comment, each beginning with the blank that follows `///`.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| {
            let line = line.trim_end();
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
        .collect()
}

/// The description, escaped, followed by the limits and the default that the schema states.
pub(crate) fn described(description: &str, schema: &Value) -> String {
    let description = escape(description);
    let limits = limits(schema);
    match (description.is_empty(), limits.is_empty()) {
        (_, true) => description,
        (true, false) => limits.join(" "),
        (false, false) => format!("{description}\n\n{}", limits.join(" ")),
    }
}

fn limits(schema: &Value) -> Vec<String> {
    let mut sentences = Vec::new();
    for (low, high, what, unit) in [
        ("minLength", "maxLength", "Length", " characters"),
        ("minimum", "maximum", "Value", ""),
        ("minItems", "maxItems", "Items", ""),
    ] {
        let (low, high) = (schema.get(low), schema.get(high));
        // Of a count this says nothing.
        let is_void = what != "Value" && high.is_none() && low.is_some_and(|low| *low == 0);
        sentences.extend(range(low, high, what, unit).filter(|_| !is_void));
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        sentences.push(format!("Pattern: `{pattern}`."));
    }
    if let Some(default) = default_of(schema) {
        sentences.push(format!("Default: `{}`.", wire_text(default)));
    }
    sentences
}

fn range(low: Option<&Value>, high: Option<&Value>, what: &str, unit: &str) -> Option<String> {
    match (low, high) {
        (Some(low), Some(high)) => Some(format!("{what}: {low} to {high}{unit}.")),
        (Some(low), None) => Some(format!("{what}: at least {low}{unit}.")),
        (None, Some(high)) => Some(format!("{what}: at most {high}{unit}.")),
        (None, None) => None,
    }
}

/// Escapes what rustdoc would take for links and tags, outside of code.
pub(crate) fn escape(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        if index % 2 == 0 {
            ["[", "]", "<", ">"]
                .iter()
                .fold(part.to_owned(), |text, sign| {
                    text.replace(sign, &format!("\\{sign}"))
                })
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn limits_become_sentences() {
        let schema = json!({"minLength": 1, "maxLength": 64, "default": "minute"});
        assert_eq!(
            described("A name.", &schema),
            "A name.\n\nLength: 1 to 64 characters. Default: `minute`."
        );
        assert_eq!(described("", &json!({"maximum": 5})), "Value: at most 5.");
        let schema = json!({"minItems": 1, "maxItems": 500});
        assert_eq!(described("", &schema), "Items: 1 to 500.");
        assert_eq!(described("A list.", &json!({"minItems": 0})), "A list.");
        assert_eq!(described("", &json!({"minimum": 0})), "Value: at least 0.");
        assert_eq!(described("A name.", &json!({})), "A name.");
    }

    #[test]
    fn links_and_tags_are_escaped_outside_of_code() {
        assert_eq!(escape("a [b] `[c]` <d>"), "a \\[b\\] `[c]` \\<d\\>");
    }

    #[test]
    fn every_line_begins_with_a_blank() {
        assert_eq!(lines("a\n\nb  "), [" a", "", " b"]);
    }
}
