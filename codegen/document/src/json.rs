//! From JSON to the tree.
//!
//! A reader of its own: YAML readers refuse the surrogate pairs that JSON writes characters beyond
//! U+FFFF with, and accept much that is not JSON.

use serde_json::Number;

use crate::builder::{DEEPEST, too_deep};
use crate::error::Problem;
use crate::node::{Content, Mapping, Member, Node};
use crate::span::{Position, Span};

/// Reads one JSON document. Several problems are possible: reading goes on after a repeated key.
pub(crate) fn read(text: &str) -> Result<Node, Vec<Problem>> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        offset: 0,
        line: 1,
        column: 1,
        depth: 0,
        problems: Vec::new(),
    };
    match reader.document() {
        Ok(node) if reader.problems.is_empty() => Ok(node),
        Ok(_) => Err(reader.problems),
        Err(problem) => {
            reader.problems.push(problem);
            Err(reader.problems)
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    offset: usize,
    line: usize,
    column: usize,
    depth: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Node, Problem> {
        if self.text.starts_with('\u{feff}') {
            self.offset = '\u{feff}'.len_utf8();
        }
        self.space();
        if self.peek().is_none() {
            return Err(Problem::new(
                self.position(),
                "the file is empty",
                "write a document, or remove the file",
            ));
        }
        let node = self.value()?;
        self.space();
        match self.peek() {
            None => Ok(node),
            Some(_) => Err(self.problem(
                "something follows the end of the document",
                "remove it, or a bracket that closes too early above",
            )),
        }
    }

    fn value(&mut self) -> Result<Node, Problem> {
        let start = self.position();
        let content = match self.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.array()?,
            Some(b'"') => Content::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Content::Bool(true))?,
            Some(b'f') => self.word("false", Content::Bool(false))?,
            Some(b'n') => self.word("null", Content::Null)?,
            Some(b'}' | b']') => {
                return Err(self.problem("a value is missing", "remove the comma before"));
            }
            None => {
                return Err(self.problem(
                    "the file ends in the middle of a value",
                    "close every bracket that is open",
                ));
            }
            Some(_) => {
                return Err(self.problem(
                    "expected a JSON value",
                    "quote texts with double quotes; JSON does not allow comments",
                ));
            }
        };
        let end = self.position();
        Ok(Node {
            content,
            span: Span::new(start, end),
            plain: false,
        })
    }

    fn object(&mut self) -> Result<Content, Problem> {
        self.enter()?;
        let mut mapping = Mapping::default();
        while !self.closes(b'}', mapping.is_empty(), "this object")? {
            let start = self.position();
            if self.peek() != Some(b'"') {
                return Err(self.problem(
                    "a key is missing",
                    "quote keys with double quotes, and remove a comma after the last value",
                ));
            }
            let key = self.string()?;
            let key_span = Span::new(start, self.position());
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.problem("a colon should follow the key", "write `\"key\": value`"));
            }
            self.advance();
            self.space();
            let value = self.value()?;
            if let Some(first) = mapping.members.get(&key) {
                self.problems
                    .push(Problem::repeated_key(&key, first.key_span, key_span));
            } else {
                mapping.members.insert(key, Member { key_span, value });
            }
        }
        self.depth -= 1;
        Ok(Content::Mapping(mapping))
    }

    fn array(&mut self) -> Result<Content, Problem> {
        self.enter()?;
        let mut items = Vec::new();
        while !self.closes(b']', items.is_empty(), "this list")? {
            items.push(self.value()?);
        }
        self.depth -= 1;
        Ok(Content::Sequence(items))
    }

    /// Goes into a collection: over its opening bracket.
    fn enter(&mut self) -> Result<(), Problem> {
        if self.depth >= DEEPEST {
            return Err(too_deep(Span::empty(self.position())));
        }
        self.depth += 1;
        self.advance();
        Ok(())
    }

    /// Goes to the next member, or over the closing bracket.
    fn closes(&mut self, bracket: u8, first: bool, what: &str) -> Result<bool, Problem> {
        self.space();
        match self.peek() {
            Some(byte) if byte == bracket => {
                self.advance();
                return Ok(true);
            }
            Some(b',') if !first => {
                self.advance();
                self.space();
            }
            Some(_) if first => {}
            Some(_) => {
                return Err(self.problem(
                    format!("expected a comma or the end of {what}"),
                    "separate values with commas",
                ));
            }
            None => {
                return Err(self.problem(
                    format!("the file ends before {what} does"),
                    "close every bracket that is open",
                ));
            }
        }
        Ok(false)
    }

    fn word(&mut self, word: &str, content: Content) -> Result<Content, Problem> {
        if !self.bytes[self.offset..].starts_with(word.as_bytes()) {
            return Err(self.problem(
                "expected a JSON value",
                "only `true`, `false` and `null` stand without quotes",
            ));
        }
        self.offset += word.len();
        self.column += word.len();
        Ok(content)
    }

    fn number(&mut self) -> Result<Content, Problem> {
        let length = self.bytes[self.offset..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
            .count();
        let number = self.text[self.offset..self.offset + length].parse::<Number>();
        let Ok(number) = number else {
            return Err(self.problem(
                "expected a number",
                "quote it if it is a text; remove leading zeros if it is a number",
            ));
        };
        self.offset += length;
        self.column += length;
        Ok(Content::Number(number))
    }

    fn string(&mut self) -> Result<String, Problem> {
        self.advance();
        let mut text = String::new();
        let mut start = self.offset;
        loop {
            match self.peek() {
                Some(b'"') => {
                    text.push_str(&self.text[start..self.offset]);
                    self.advance();
                    return Ok(text);
                }
                Some(b'\\') => {
                    text.push_str(&self.text[start..self.offset]);
                    text.push(self.escape()?);
                    start = self.offset;
                }
                Some(0..0x20) => {
                    return Err(self.problem(
                        "a line break, tab or other control character inside a text",
                        "write it as an escape such as `\\n`, or close the quote",
                    ));
                }
                Some(_) => self.advance(),
                None => {
                    return Err(
                        self.problem("the file ends inside a text", "close the double quote")
                    );
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Problem> {
        let mark = self.position();
        self.advance();
        let byte = self.peek();
        self.advance();
        let simple = match byte {
            Some(b'"') => Some('"'),
            Some(b'\\') => Some('\\'),
            Some(b'/') => Some('/'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => self.unicode(),
            _ => None,
        };
        simple.ok_or_else(|| {
            Problem::new(
                mark,
                "this escape means no character",
                "write `\\\\` for a backslash; characters beyond U+FFFF are a pair of `\\u` escapes",
            )
        })
    }

    /// One `\uXXXX` after its `u`, or the two of a surrogate pair.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        for expected in [b'\\', b'u'] {
            if self.peek()? != expected {
                return None;
            }
            self.advance();
        }
        let second = self.hexadecimal()?;
        if !(0xDC00..0xE000).contains(&second) {
            return None;
        }
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let mut value = 0;
        for _ in 0..4 {
            value = value * 16 + char::from(self.peek()?).to_digit(16)?;
            self.advance();
        }
        Some(value)
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.advance();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.offset).copied()
    }

    /// Goes on by one byte; a character counts as one column however many bytes it has.
    fn advance(&mut self) {
        let Some(byte) = self.peek() else { return };
        self.offset += 1;
        match (byte, self.peek()) {
            (b'\n', _) => self.new_line(),
            (b'\r', next) if next != Some(b'\n') => self.new_line(),
            (_, Some(next)) if next & 0b1100_0000 == 0b1000_0000 => {}
            _ => self.column += 1,
        }
    }

    fn new_line(&mut self) {
        self.line += 1;
        self.column = 1;
    }

    fn position(&self) -> Position {
        Position::new(self.line, self.column)
    }

    fn problem(&self, message: impl Into<String>, help: &str) -> Problem {
        let message = format!("not JSON: {}", message.into());
        Problem::new(self.position(), message, help)
    }
}
