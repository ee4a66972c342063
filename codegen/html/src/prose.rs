//! Prose with code in backquotes.

use maud::{Markup, html};

/// Prose in which everything between two backquotes is code.
pub fn inline(text: &str) -> Markup {
    let mut pieces: Vec<&str> = text.split('`').collect();
    // The last backquote of an odd number is literal.
    let rest = match pieces.len() % 2 {
        0 => pieces.pop(),
        _ => None,
    };
    html! {
        @for (index, piece) in pieces.iter().enumerate() {
            @if index % 2 == 0 { (piece) } @else { code { (piece) } }
        }
        @if let Some(rest) = rest { "`" (rest) }
    }
}

/// Prose whose paragraphs are separated by an empty line.
pub fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n") {
            p { (inline(paragraph)) }
        }
    }
}

/// A number with its noun: `1 finding`, `2 findings`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backquoted_text_is_code() {
        assert_eq!(
            inline("`<a>` is not `b`: `").into_string(),
            "<code>&lt;a&gt;</code> is not <code>b</code>: `"
        );
        assert_eq!(inline("plain & simple").into_string(), "plain &amp; simple");
        assert_eq!(inline("").into_string(), "");
        assert_eq!(
            paragraphs("One.\n\n`Two`.").into_string(),
            "<p>One.</p><p><code>Two</code>.</p>"
        );
    }
}
