//! Parses an edited worklist.

use std::fmt;

use codegen_document::{Document, Location, Node, Position};

use crate::kind::{SubjectKind, TextField, of_phrase};

/// An error in a worklist, with its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The location in the worklist.
    pub location: Location,
    /// The error.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (location, message, help) = (&self.location, &self.message, &self.help);
        write!(formatter, "{location}: {message}\n  help: {help}")
    }
}

/// An entry of a worklist.
#[derive(Clone, Debug)]
pub struct Filled {
    pub(crate) kind: SubjectKind,
    pub(crate) field: TextField,
    pub(crate) name: String,
    pub(crate) source: Option<String>,
    pub(crate) now: Option<String>,
    pub(crate) places: Vec<WorklistPlace>,
    pub(crate) text: String,
    /// The location of the text.
    pub(crate) location: Location,
}

/// A place of an entry.
#[derive(Clone, Debug)]
pub(crate) struct WorklistPlace {
    pub(crate) file: String,
    /// The operation or component.
    pub(crate) home: String,
    pub(crate) location: Location,
}

impl Filled {
    /// Whether it has a place, in worklist notation; the line may differ.
    pub(crate) fn has(&self, place: &str) -> bool {
        split(place).is_some_and(|(file, home)| {
            let mut own = self.places.iter();
            own.any(|place| place.file == file && place.home == home)
        })
    }

    /// The written text. `None` if the documents have it already.
    pub fn new_text(&self) -> Option<&str> {
        let text = self.text.trim();
        let is_new = self
            .now
            .as_deref()
            .is_none_or(|now| !crate::words::same(now, text));
        (is_new && !text.is_empty()).then_some(text)
    }

    /// The location of its text.
    pub fn location(&self) -> &Location {
        &self.location
    }
}

const KEYS: [&str; 7] = ["kind", "name", "source", "places", "used", "now", "text"];

/// Parses the entries of a worklist.
///
/// # Errors
///
/// All errors in the worklist.
pub fn read(worklist: &Document) -> Result<Vec<Filled>, Vec<Problem>> {
    let mut reader = Reader {
        worklist,
        problems: Vec::new(),
    };
    let entries = reader.entries();
    if reader.problems.is_empty() {
        Ok(entries)
    } else {
        Err(reader.problems)
    }
}

struct Reader<'a> {
    worklist: &'a Document,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn entries(&mut self) -> Vec<Filled> {
        let root = self.worklist.root();
        for entry in root.entries().filter(|entry| entry.key != "texts") {
            let message = format!("unknown key `{}`", entry.key);
            self.complain(
                entry.key_span.start,
                message,
                "the only key of a worklist is `texts`",
            );
        }
        let Some(texts) = root
            .get("texts")
            .filter(|texts| texts.as_sequence().is_some())
        else {
            let help = "create one with `docs worklist`";
            self.complain(
                root.position(),
                "expected a worklist with a list of `texts`",
                help,
            );
            return Vec::new();
        };
        let entries = texts.items().iter();
        entries.filter_map(|entry| self.entry(entry)).collect()
    }

    fn entry(&mut self, node: &Node) -> Option<Filled> {
        for entry in node.entries().filter(|entry| !KEYS.contains(&entry.key)) {
            let message = format!("unknown key `{}`", entry.key);
            let help = format!("expected one of {}", KEYS.join(", "));
            self.complain(entry.key_span.start, message, &help);
        }
        let kind = self.required(node, "kind")?;
        let Some((kind, field)) = of_phrase(&kind) else {
            let at = node.get("kind").unwrap_or(node).position();
            let help = "keep it as `docs worklist` wrote it";
            self.complain(at, format!("unknown kind `{kind}`"), help);
            return None;
        };
        let name = self.required(node, "name")?;
        let text = self.text(node, "text");
        let at = node.get("text").unwrap_or(node).position();
        Some(Filled {
            kind,
            field,
            name,
            source: self.text(node, "source"),
            now: self.text(node, "now"),
            places: self.places(node),
            text: text.unwrap_or_default(),
            location: self.location(at),
        })
    }

    fn places(&mut self, node: &Node) -> Vec<WorklistPlace> {
        let Some(places) = node
            .get("places")
            .filter(|places| !places.items().is_empty())
        else {
            let help = "keep them as `docs worklist` wrote them, or remove the entry";
            self.complain(node.position(), "missing places in the entry", help);
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in places.items() {
            match item.as_str().and_then(split) {
                Some((file, home)) => found.push(WorklistPlace {
                    file: file.to_owned(),
                    home: home.to_owned(),
                    location: self.location(item.position()),
                }),
                None => {
                    let help = "a place is `file:line`, a space, and the operation or component";
                    self.complain(item.position(), "invalid place", help);
                }
            }
        }
        found
    }

    fn required(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key);
        if text.is_none() && node.get(key).is_none() {
            let help = "keep it as `docs worklist` wrote it";
            self.complain(
                node.position(),
                format!("missing `{key}` in the entry"),
                help,
            );
        }
        text
    }

    /// A text. Without quotes it may be parsed as a number.
    fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        let value = node.get(key).filter(|value| !value.is_null())?;
        if value.as_mapping().is_some() || value.as_sequence().is_some() {
            let message = format!("`{key}` is {}, expected a string", value.kind());
            self.complain(value.position(), message, "write the text below `|-`");
            return None;
        }
        let text = value.as_str().map(str::to_owned);
        text.or_else(|| Some(value.to_json().to_string()))
    }

    fn location(&self, at: Position) -> Location {
        Location {
            file: self.worklist.path().to_owned(),
            line: at.line as usize,
            column: at.column as usize,
        }
    }

    fn complain(&mut self, at: Position, message: impl Into<String>, help: &str) {
        self.problems.push(Problem {
            location: self.location(at),
            message: message.into(),
            help: help.to_owned(),
        });
    }
}

/// File and operation of `file:line operation`.
fn split(place: &str) -> Option<(&str, &str)> {
    let mut blanks = place.match_indices(' ');
    blanks.find_map(|(at, _)| {
        let (file, line) = place[..at].rsplit_once(':')?;
        let is_line = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        is_line.then_some((file, &place[at + 1..]))
    })
}
