//! Unquoted values that are ambiguous or cut off.

use codegen_document::{Content, Document, Node};

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "yaml-surprise",
    summary: "an unquoted value is ambiguous, or is cut off by YAML syntax",
    explanation: "\
Unquoted `no`, `yes`, `on` and `off` are strings in YAML 1.2 and booleans in YAML 1.1, which many
parsers still implement: the country code of Norway becomes false. `010` is ten, eight or a string;
`1_000`, `0b101` and `12:30:45` are numbers or strings. Inside braces, a comma ends a string:
`{description: a, b}` has a key `b` without a value. ` #` starts a comment: `summary: Rule #1` is
the string `Rule`. `<<` is a merge key in YAML 1.1 and a plain key in YAML 1.2.

Quote the string, or write the number in plain decimal digits.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for id in 0..context.files.len() {
        if !report.runs_on(id) {
            continue;
        }
        let document = context.document(id);
        let mut search = Search {
            lines: None,
            document,
            found: Vec::new(),
            pointer: String::new(),
        };
        search.node(document.root());
        for (pointer, is_key, message, help) in search.found {
            let finding = Finding::new(Place::new(id, pointer), message, help);
            report.add(match is_key {
                true => finding.at_key(),
                false => finding,
            });
        }
    }
}

struct Search<'a> {
    document: &'a Document,
    /// The lines of the text, split when first needed.
    lines: Option<Vec<&'a str>>,
    /// The pointer, whether the finding is about the key, the message and the help.
    found: Vec<(String, bool, String, String)>,
    pointer: String,
}

impl<'a> Search<'a> {
    /// Checks a node and its descendants. The depth of documents is limited, so recursion is safe.
    fn node(&mut self, node: &'a Node) {
        match node.content() {
            Content::String(text) if node.is_plain() => self.text(text),
            Content::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.step(&index.to_string(), item);
                }
            }
            Content::Mapping(mapping) => {
                for entry in mapping.entries() {
                    let cut = entry.value.is_plain() && entry.value.is_null();
                    if cut && self.is_cut_off(entry.key_span.end) {
                        self.add_at(
                            entry.key,
                            format!(
                                "a comma ends the string before `{}`, which becomes a key",
                                entry.key
                            ),
                            "quote the whole string",
                        );
                    }
                    let is_prose = matches!(entry.key, "description" | "summary" | "title");
                    let is_plain_text = entry.value.is_plain() && entry.value.as_str().is_some();
                    if is_prose && is_plain_text && self.has_comment(entry.value.span().end) {
                        self.add_at(
                            entry.key,
                            format!("a comment cuts off the string of `{}`", entry.key),
                            "quote the string if `#` belongs to it, or move the comment",
                        );
                    }
                    if entry.key == "<<" {
                        self.add_at(
                            entry.key,
                            "`<<` is a merge key for some parsers and a plain key for others"
                                .to_owned(),
                            "write out the keys, or use `$ref`",
                        );
                    }
                    self.step(entry.key, entry.value);
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, segment: &str, node: &'a Node) {
        // A single buffer avoids building the pointers of nodes without findings.
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer
            .push_str(&codegen_document::pointer::escape(segment));
        self.node(node);
        self.pointer.truncate(length);
    }

    fn text(&mut self, text: &str) {
        let Some(what) = other_reading(text) else {
            return;
        };
        self.found.push((
            self.pointer.clone(),
            false,
            format!("unquoted `{text}` is a string in YAML 1.2, but {what} for other parsers"),
            format!("write `\"{text}\"` for a string, {}", plain_form(text)),
        ));
    }

    fn add_at(&mut self, key: &str, message: String, help: &str) {
        let pointer = codegen_document::pointer::join(&self.pointer, key);
        self.found.push((pointer, true, message, help.to_owned()));
    }

    /// Whether a comment follows on the line where an unquoted string ends.
    fn has_comment(&mut self, end: codegen_document::Position) -> bool {
        self.rest_of_line(end)
            .is_some_and(|rest| rest.trim_start().starts_with('#'))
    }

    /// Whether a key ends with a comma or brace instead of a colon.
    fn is_cut_off(&mut self, end: codegen_document::Position) -> bool {
        let rest = self.rest_of_line(end);
        rest.is_some_and(|rest| rest.trim_start().starts_with([',', '}']))
    }

    fn rest_of_line(&mut self, from: codegen_document::Position) -> Option<&'a str> {
        let text = self.document.text();
        let lines = self.lines.get_or_insert_with(|| text.lines().collect());
        let line = *lines.get((from.line as usize).checked_sub(1)?)?;
        let column = (from.column as usize).checked_sub(1)?;
        let byte = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |it| it.0);
        line.get(byte..)
    }
}

/// The type that other YAML parsers give an unquoted string.
fn other_reading(text: &str) -> Option<&'static str> {
    if text.len() > 32 {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let is_word = text == lower || text == lower.to_ascii_uppercase() || is_capitalized(text);
    if is_word && matches!(lower.as_str(), "yes" | "no" | "on" | "off") {
        return Some("a boolean");
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(unsigned) && unsigned.len() > 1 && unsigned.starts_with('0') {
        return Some("an octal or decimal number");
    }
    if unsigned.contains('_') && digits(&unsigned.replace('_', "")) {
        return Some("a number");
    }
    let binary = unsigned.strip_prefix("0b");
    if binary.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| b"01".contains(&byte)))
    {
        return Some("a number");
    }
    let parts: Vec<_> = unsigned.split(':').collect();
    let sexagesimal = parts.len() > 1
        && !unsigned.starts_with('0')
        && parts.iter().all(|part| digits(part))
        && parts[1..]
            .iter()
            .all(|part| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| number < 60));
    sexagesimal.then_some("a base-60 number")
}

fn is_capitalized(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_uppercase())
        && characters.all(|character| character.is_ascii_lowercase())
}

fn plain_form(text: &str) -> &'static str {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "on" => "or `true` for a boolean",
        "no" | "off" => "or `false` for a boolean",
        _ => "or plain decimal digits for a number",
    }
}
