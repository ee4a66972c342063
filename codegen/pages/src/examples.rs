//! Finds the bodies in a text, and those that are incomplete or invalid.

use serde_json::Value;

use crate::block::Line;
use crate::page::{Example, MessageKind, Unplaced};
use crate::pattern::Pattern;
use crate::vocabulary;

/// The results for the lines of examples.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) examples: Vec<Example>,
    pub(crate) unplaced: Vec<Unplaced>,
    /// The line of a body that the end of the text cuts off.
    pub(crate) unfinished: Option<Line>,
}

/// The text of the lines, with their offsets.
struct Text {
    text: String,
    starts: Vec<(usize, u32)>,
}

impl Text {
    fn of(lines: &[Line]) -> Text {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(lines.len());
        for line in lines {
            starts.push((text.len(), line.number));
            text.push_str(&line.text);
            text.push('\n');
        }
        Text { text, starts }
    }

    fn line(&self, at: usize) -> u32 {
        let index = self.starts.partition_point(|(start, _)| *start <= at);
        self.starts
            .get(index.wrapping_sub(1))
            .map_or(0, |(_, line)| *line)
    }
}

/// The examples of one side. A status applies until the next one.
pub(crate) fn scan(lines: &[Line], side: MessageKind, status: Option<&str>) -> Found {
    let text = Text::of(lines);
    let mut scanner = Scanner {
        text: &text,
        side,
        status: status.map(str::to_owned),
        open: false,
        found: Found::default(),
    };
    scanner.run();
    scanner.found
}

struct Scanner<'a> {
    text: &'a Text,
    side: MessageKind,
    status: Option<String>,
    /// Whether a bracket was found without a closing one; then none after it has one either.
    open: bool,
    found: Found,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut from = 0;
        let mut label = self.label(0);
        while from < self.text.text.len() {
            if label.as_ref().is_some_and(|label| label.0 < from) {
                label = self.label(from);
            }
            let body = body_start(&self.text.text[from..]).map(|start| from + start);
            match (&label, body) {
                (Some((start, end, code)), body) if body.is_none_or(|body| *start < body) => {
                    self.request_lines(from, *start);
                    self.status = Some(code.clone());
                    from = *end;
                }
                (_, Some(start)) => {
                    self.request_lines(from, start);
                    from = self.body(start);
                }
                _ => {
                    self.request_lines(from, self.text.text.len());
                    break;
                }
            }
        }
    }

    /// The first status label from here: its range and the status.
    fn label(&self, from: usize) -> Option<(usize, usize, String)> {
        let (start, end, code) = vocabulary::inline_status(&self.text.text[from..])?;
        Some((from + start, from + end, code.to_owned()))
    }

    /// Adds the body that starts here. Returns its end.
    fn body(&mut self, at: usize) -> usize {
        let rest = &self.text.text[at..];
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                self.found.examples.push(Example {
                    role: self.side,
                    status: self.status.clone(),
                    value,
                    line: self.text.line(at),
                });
                at + values.byte_offset()
            }
            Some(Err(error)) => self.broken(at, &error),
            None => self.text.text.len(),
        }
    }

    /// Notes a body that is not JSON. Returns its end.
    fn broken(&mut self, at: usize, error: &serde_json::Error) -> usize {
        let rest = &self.text.text[at..];
        let line = self.text.line(at);
        let quote: String = rest.chars().take(200).take_while(|c| *c != '\n').collect();
        let end = if self.open { None } else { closing(rest) };
        match end {
            Some(end) => {
                if looks_like_json(rest) {
                    let why = format!("the example is not valid JSON: {error} of the example");
                    self.found.unplaced.push(Unplaced::new(line, &quote, why));
                }
                at + end
            }
            None => {
                self.open = true;
                if looks_like_json(rest) && self.found.unfinished.is_none() {
                    self.found.unfinished = Some(Line::new(line, quote.as_str()));
                }
                at + brackets(rest)
            }
        }
    }

    /// The addresses of calls in the text between two bodies.
    fn request_lines(&mut self, from: usize, to: usize) {
        static REQUEST: Pattern = Pattern::new(
            r"(?:^|\s)((?:(?:GET|PUT|POST|DELETE|PATCH|HEAD)\s+)?https?://[^\s]+|(?:GET|PUT|POST|DELETE|PATCH|HEAD)\s+/[^\s]+)",
        );
        if self.side != MessageKind::Request || from >= to {
            return;
        }
        for captures in REQUEST.captures_all(&self.text.text[from..to]) {
            let Some(request) = captures.get(1) else {
                continue;
            };
            self.found.examples.push(Example {
                role: self.side,
                status: None,
                value: Value::String(request.as_str().to_owned()),
                line: self.text.line(from + request.start()),
            });
        }
    }
}

/// The number of leading brackets that can be skipped: all but the last.
fn brackets(text: &str) -> usize {
    let length = text
        .bytes()
        .take_while(|byte| matches!(byte, b'[' | b'{' | b' ' | b'\n' | b'\t'))
        .count();
    let last = text[..length].rfind(['[', '{']).unwrap_or(0);
    last.max(1)
}

fn looks_like_json(text: &str) -> bool {
    static JSON: Pattern = Pattern::new(r#"^(?:\{\s*(?:"|$)|\[\s*(?:[\[{"0-9]|$))"#);
    JSON.is_match(text)
}

/// The start of the next body: an open bracket with only whitespace before it.
fn body_start(text: &str) -> Option<usize> {
    static START: Pattern =
        Pattern::new(r#"(?:^|\s)(\{\s*(?:"|\}|[\n/])|\[\s*(?:\{|"|\[|\]|-?\d|[\n/]))"#);
    let start = START.captures(text)?.get(1)?.start();
    Some(start)
}

/// The closing bracket of the one that starts the text, ignoring brackets within strings.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' | b'\n' if quoted => quoted = false,
            b'"' => quoted = true,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
