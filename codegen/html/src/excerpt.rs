//! Excerpts of files with a marked location.

use maud::{Markup, html};

/// The number of lines shown before and after the marked one.
const AROUND: usize = 2;
/// The number of characters shown before the marked ones.
const BEFORE: usize = 60;
/// The number of characters shown from the first marked one on.
const AFTER: usize = 200;

/// The color of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// An error or a removal.
    Bad,
    /// A warning.
    Warning,
    /// An addition.
    Good,
}

impl Tone {
    /// The CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Bad => "bad",
            Tone::Warning => "warning",
            Tone::Good => "good",
        }
    }
}

/// A location in a file.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a> {
    /// The lines of the file.
    pub lines: &'a [&'a str],
    /// The line, from 1.
    pub line: usize,
    /// The columns in characters, from 1, from the first to the one after the last. The whole line
    /// if there are none.
    pub columns: Option<(usize, usize)>,
    /// The color of the mark.
    pub tone: Tone,
}

impl Excerpt<'_> {
    /// The lines around the location; nothing if the file has no such line.
    pub fn markup(&self) -> Markup {
        let Some(index) = self.line.checked_sub(1).filter(|it| *it < self.lines.len()) else {
            return html! {};
        };
        let first = index.saturating_sub(AROUND);
        let last = (index + AROUND).min(self.lines.len() - 1);
        let shown = self.lines.iter().enumerate();
        let shown = shown.skip(first).take(last + 1 - first);
        html! {
            pre class={ "excerpt " (self.tone.class()) } {
                @for (number, line) in shown {
                    @if number == index { (self.marked(line)) } @else { (around(number + 1, line)) }
                }
            }
        }
    }

    fn marked(&self, line: &str) -> Markup {
        let length = line.chars().count();
        let indentation = line.chars().take_while(|it| it.is_whitespace()).count();
        let (start, end) = match self.columns {
            Some((start, end)) => (start.saturating_sub(1), end.saturating_sub(1)),
            None => (indentation, length),
        };
        let start = start.min(length);
        let end = end.clamp(start, length);
        let from = start.saturating_sub(BEFORE);
        let piece = |from: usize, to: usize| -> String {
            line.chars()
                .skip(from)
                .take(to.saturating_sub(from))
                .collect()
        };
        let shown_end = end.min(start + AFTER);
        let rest_end = (start + AFTER).max(shown_end).min(length);
        html! {
            span class="line at" data-line=(self.line) {
                @if from > 0 { "…" }
                (piece(from, start))
                mark { (piece(start, shown_end)) @if start == end { " " } }
                (piece(shown_end, rest_end))
                @if rest_end < length { "…" }
                "\n"
            }
        }
    }
}

fn around(number: usize, line: &str) -> Markup {
    let most = BEFORE + AFTER;
    let mut shown: String = line.chars().take(most).collect();
    if line.chars().nth(most).is_some() {
        shown.push('…');
    }
    html! { span class="line" data-line=(number) { (shown) "\n" } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(lines: &[&str], line: usize, columns: Option<(usize, usize)>) -> String {
        let tone = Tone::Bad;
        Excerpt {
            lines,
            line,
            columns,
            tone,
        }
        .markup()
        .into_string()
    }

    #[test]
    fn locations_are_marked_in_their_lines() {
        let lines = ["a: 1", "b: <2>", "c: 3", "d: 4", "e: 5"];
        assert_eq!(
            excerpt(&lines, 2, Some((4, 7))),
            "<pre class=\"excerpt bad\"><span class=\"line\" data-line=\"1\">a: 1\n</span>\
             <span class=\"line at\" data-line=\"2\">b: <mark>&lt;2&gt;</mark>\n</span>\
             <span class=\"line\" data-line=\"3\">c: 3\n</span>\
             <span class=\"line\" data-line=\"4\">d: 4\n</span></pre>"
        );
        assert!(excerpt(&lines, 5, None).contains("<mark>e: 5</mark>"));
        assert!(excerpt(&["  x"], 1, None).contains("  <mark>x</mark>"));
        assert_eq!(excerpt(&lines, 6, None), "");
        assert_eq!(excerpt(&lines, 0, None), "");
    }

    #[test]
    fn empty_locations_and_those_beyond_the_line_are_marked_at_its_end() {
        assert!(excerpt(&["größe"], 1, Some((3, 5))).contains("gr<mark>öß</mark>e"));
        assert!(excerpt(&["abc"], 1, Some((9, 12))).contains("abc<mark> </mark>"));
        assert!(excerpt(&["abc"], 1, Some((2, 1))).contains("a<mark> </mark>bc"));
    }

    #[test]
    fn long_lines_are_shortened_around_the_location() {
        let line = format!("{}X{}", "a".repeat(100_000), "b".repeat(100_000));
        let text = excerpt(&[&line, &line], 1, Some((100_001, 100_002)));
        assert!(text.contains("…aaa"), "{text}");
        assert!(text.contains("a<mark>X</mark>b"), "{text}");
        assert!(text.contains("b…"), "{text}");
        assert!(text.len() < 1_000, "{}", text.len());
        let all = excerpt(&[&line], 1, None);
        assert!(all.len() < 1_000, "{}", all.len());
    }
}
