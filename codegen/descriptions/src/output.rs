//! Writes a worklist as YAML, to be edited.

use std::fmt::Write;

use serde_json::Value;

use crate::layout::{self, WIDTH};
use crate::list::{Entry, Worklist};

const OPENING: &str = "\
# Texts of the documents. Write each below its `text: |-`, indented like the lines around it, in as
# many lines as you like; `docs describe` with this file puts them into the documents,
# at all places of their entry. An empty text is left for later.
#
# To say different things at two places, copy the entry and divide the places between the two. All
# else is for reading: `source` is what the source says, `used` what the documents say of the same
# name elsewhere, `now` what they say here.
";

impl Worklist {
    /// The worklist as YAML.
    pub fn to_yaml(&self) -> String {
        let mut text = OPENING.to_owned();
        if self.entries.is_empty() {
            text.push_str("texts: []\n");
            return text;
        }
        text.push_str("texts:\n");
        for entry in &self.entries {
            entry.write(&mut text);
        }
        text
    }
}

impl Entry {
    fn write(&self, text: &mut String) {
        let _ = writeln!(text, "  - kind: {}", self.phrase);
        field(text, 4, "name", &self.name);
        if let Some(source) = &self.source {
            field(text, 4, "source", source);
        }
        text.push_str("    places:\n");
        for place in &self.places {
            let _ = writeln!(text, "      - {}", quoted(place));
        }
        if !self.used.is_empty() {
            text.push_str("    used:\n");
        }
        for usage in &self.used {
            let words = layout::unwrapped(&usage.words);
            text.push_str("      - ");
            let start = text.len();
            field(text, 8, "words", &words);
            text.replace_range(start..start + 8, "");
            let more = match usage.count {
                1 => String::new(),
                count => format!(", and {} more", count - 1),
            };
            field(text, 8, "at", &format!("{}{more}", usage.place));
        }
        if let Some(now) = &self.now {
            field(text, 4, "now", now);
        }
        block(text, 4, "text", &layout::lines(&self.text, WIDTH - 6));
        text.push('\n');
    }
}

/// A key with a text: quoted if it fits on the line, otherwise a block.
fn field(text: &mut String, indent: usize, key: &str, value: &str) {
    let quoted = quoted(value);
    let width = indent + key.len() + 2 + quoted.chars().count();
    let lines = layout::lines(value, WIDTH.saturating_sub(indent + 2));
    if width > WIDTH && is_printable(&lines) {
        block(text, indent, key, &lines);
    } else {
        let _ = writeln!(text, "{}{key}: {quoted}", " ".repeat(indent));
    }
}

fn block(text: &mut String, indent: usize, key: &str, lines: &[String]) {
    let margin = " ".repeat(indent);
    let _ = writeln!(text, "{margin}{key}: |-");
    for line in lines {
        let blank = if line.is_empty() { "" } else { "  " };
        let margin = if line.is_empty() { "" } else { &margin };
        let _ = writeln!(text, "{margin}{blank}{line}");
    }
}

/// Whether the lines can form a block, whose indentation is that of its first line.
pub(crate) fn is_printable(lines: &[String]) -> bool {
    let first = lines
        .first()
        .is_some_and(|line| !line.starts_with([' ', '\t']));
    first && !lines.iter().any(|line| line.contains(char::is_control))
}

/// A text in double quotes, valid in YAML and JSON.
pub(crate) fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
