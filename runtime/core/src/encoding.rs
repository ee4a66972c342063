//! Percent-encoding as the signature algorithm requires it.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything except letters, digits, `-`, `_`, `.` and `~`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Appends a text and encodes all characters that are not unreserved.
pub(crate) fn push_encoded(target: &mut String, text: &str) {
    target.extend(utf8_percent_encode(text, RESERVED));
}

/// Appends `name=value` to a query string.
pub(crate) fn push_query(query: &mut String, name: &str, value: &impl Display) {
    if !query.is_empty() {
        query.push('&');
    }
    push_encoded(query, name);
    query.push('=');
    push_encoded(query, &value.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_are_not_escaped() {
        let mut text = String::new();
        push_encoded(&mut text, "aZ0-_.~ /+%&='()*!接");
        assert_eq!(text, "aZ0-_.~%20%2F%2B%25%26%3D%27%28%29%2A%21%E6%8E%A5");
    }

    #[test]
    fn queries_keep_order_repetitions_and_empty_values() {
        let mut query = String::new();
        push_query(&mut query, "b", &"2 3");
        push_query(&mut query, "a", &1);
        push_query(&mut query, "b", &"");
        assert_eq!(query, "b=2%203&a=1&b=");
    }
}
