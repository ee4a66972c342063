//! Wraps the paragraphs and list items of Markdown, and leaves the rest unchanged.

/// The line width of the documents.
pub(crate) const WIDTH: usize = 100;

/// A part of a text.
enum Part {
    Blank,
    /// A line that stays unchanged: of a table, of a code block, a heading.
    Line(String),
    /// A paragraph or list item.
    Prose {
        lead: String,
        words: Vec<String>,
        /// Whether the next line continues it.
        is_open: bool,
    },
}

/// The text with each paragraph and list item on one line.
pub(crate) fn unwrapped(text: &str) -> String {
    lines(text, usize::MAX).join("\n")
}

/// The text wrapped at `width` characters, if words allow it.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in parts(text) {
        match part {
            Part::Blank => lines.push(String::new()),
            Part::Line(line) => lines.push(line),
            Part::Prose { lead, words, .. } => wrap(&lead, &words, width, &mut lines),
        }
    }
    lines
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut is_fenced = false;
    for line in text.trim().lines() {
        let line = line.trim_end_matches('\r');
        let content = line.trim();
        let fence = content.starts_with("```") || content.starts_with("~~~");
        if fence || is_fenced {
            is_fenced ^= fence;
            parts.push(Part::Line(line.trim_end().to_owned()));
            continue;
        }
        if content.is_empty() {
            if !matches!(parts.last(), Some(Part::Blank)) {
                parts.push(Part::Blank);
            }
            continue;
        }
        add(&mut parts, line, content);
    }
    parts
}

fn add(parts: &mut Vec<Part>, line: &str, content: &str) {
    let blanks = line.len() - line.trim_start().len();
    let marker = marker(content);
    let last = parts.last_mut();
    // Two spaces or a backslash at the end are a line break.
    let is_open = !line.ends_with("  ") && !line.ends_with('\\');
    if let Some(Part::Prose {
        words: known,
        is_open: open,
        ..
    }) = last
        && *open
        && marker == 0
        && !is_fixed(content)
    {
        known.extend(words(content));
        *open = is_open;
        return;
    }
    if marker == 0 && (is_fixed(content) || blanks >= 4) {
        parts.push(Part::Line(line.trim_end().to_owned()));
        return;
    }
    parts.push(Part::Prose {
        lead: format!("{}{}", &line[..blanks], &content[..marker]),
        words: words(&content[marker..]),
        is_open,
    });
}

/// The length of the marker of a list item including spaces; 0 if there is none.
fn marker(content: &str) -> usize {
    let digits = content.len()
        - content
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len();
    let rest = &content[digits..];
    let mark = match digits {
        0 => rest.starts_with(['-', '*', '+']),
        1..=9 => rest.starts_with(['.', ')']),
        _ => false,
    };
    let blank = rest.chars().nth(1) == Some(' ');
    let after = rest.get(1..).unwrap_or_default();
    if mark && blank {
        digits + 1 + (after.len() - after.trim_start().len())
    } else {
        0
    }
}

/// Whether a line has a meaning of its own: a heading, a table, a quotation.
fn is_fixed(content: &str) -> bool {
    content.starts_with(['#', '|', '>'])
}

/// The words. Code between backticks is one word.
fn words(content: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_code = false;
    let balanced = content.matches('`').count().is_multiple_of(2);
    for word in content.split_whitespace() {
        match words.last_mut() {
            Some(last) if is_code && balanced => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        is_code ^= word.matches('`').count() % 2 == 1;
    }
    words
}

fn wrap(lead: &str, words: &[String], width: usize, lines: &mut Vec<String>) {
    let margin = " ".repeat(lead.chars().count());
    let mut line = lead.to_owned();
    let mut is_empty = true;
    for word in words {
        let length = line.chars().count() + usize::from(!is_empty) + word.chars().count();
        if !is_empty && length > width && !begins_something(word) {
            lines.push(std::mem::replace(&mut line, margin.clone()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
}

/// Whether a word at the start of a line would start a list, a heading or the like.
fn begins_something(word: &str) -> bool {
    is_fixed(word)
        || marker(&format!("{word} ")) > 0
        || ["```", "~~~", "--", "=="]
            .iter()
            .any(|sign| word.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_items_are_wrapped_and_the_rest_is_not() {
        let text = "One two three four five.\nSix.\n\n- item one is long\n  and goes on\n- two\n\n\
                    | a | table with a long line |\n\n```\ncode   that stays as it is\n```\n";
        assert_eq!(
            lines(text, 14),
            [
                "One two three",
                "four five.",
                "Six.",
                "",
                "- item one is",
                "  long and",
                "  goes on",
                "- two",
                "",
                "| a | table with a long line |",
                "",
                "```",
                "code   that stays as it is",
                "```",
            ]
        );
        assert_eq!(unwrapped(&lines(text, 14).join("\n")), unwrapped(text));
    }

    #[test]
    fn code_is_not_broken_and_no_line_begins_a_list_by_accident() {
        assert_eq!(
            lines("of `YYYY-MM-DD hh:mm` or", 12),
            ["of", "`YYYY-MM-DD hh:mm`", "or"]
        );
        assert_eq!(
            lines("the first is 5 - 3 things", 14),
            ["the first is 5 -", "3 things"]
        );
        assert_eq!(
            lines("it was the year 2020. Then", 18),
            ["it was the year 2020.", "Then"]
        );
    }
}
