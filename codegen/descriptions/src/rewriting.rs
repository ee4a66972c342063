//! Replaces texts of a document and leaves every other byte unchanged.
//!
//! All texts of a document are replaced at once. The new text is parsed and has to equal the old
//! tree with the new texts, including order; otherwise the replacement is rejected.

use std::collections::BTreeMap;
use std::ops::Range;

use codegen_document::{Document, Node, Position};
use serde_json::Value;

use crate::layout::{self, WIDTH};
use crate::output::{is_printable, quoted};

/// Why a text was not replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) pointer: String,
    pub(crate) reason: &'static str,
}

/// The minimum width of a block, however deeply nested.
const NARROWEST: usize = 20;

const LAYOUT: &str = "has an unsupported layout";
const OTHERWISE: &str = "would also change something else, such as another use of an anchor";

/// A replacement in the text.
struct Splice {
    range: Range<usize>,
    new: String,
    /// The text that is replaced.
    words: String,
}

/// Replaces the texts at some pointers.
pub(crate) fn rewritten(
    document: &Document,
    texts: BTreeMap<&str, &str>,
) -> Result<String, Refusal> {
    let lines = Lines::of(document.text());
    let mut wanted = document.to_json();
    let mut splices: Vec<Splice> = Vec::new();
    for (pointer, text) in &texts {
        let refusal = |reason| Refusal {
            pointer: (*pointer).to_owned(),
            reason,
        };
        let splice = splice(document, &lines, pointer, text).ok_or_else(|| refusal(LAYOUT))?;
        let target = wanted.pointer_mut(pointer);
        *target.ok_or_else(|| refusal(LAYOUT))? = Value::String(splice.words.clone());
        splices.push(splice);
    }
    splices.sort_by_key(|splice| splice.range.start);
    splices.dedup_by(|one, other| one.range == other.range && one.new == other.new);
    let new = joined(document.text(), &splices);
    let read = Document::parse(document.path(), new.clone()).ok();
    // Compared as text, because two trees are equal whatever the order of their keys.
    let wanted = wanted.to_string();
    let read = read.map(|read| read.to_json().to_string());
    let is_right = read.is_some_and(|read| read == wanted);
    let first = texts.keys().next().copied().unwrap_or_default();
    is_right.then_some(new).ok_or_else(|| Refusal {
        pointer: first.to_owned(),
        reason: OTHERWISE,
    })
}

fn joined(text: &str, splices: &[Splice]) -> String {
    let mut new = String::new();
    let mut at = 0;
    for splice in splices {
        // Overlapping replacements are rejected by the comparison afterwards.
        new.push_str(text.get(at..splice.range.start).unwrap_or_default());
        new.push_str(&splice.new);
        at = splice.range.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

/// The lines of a text, to convert lines and columns to offsets.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    ending: &'static str,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Lines<'a> {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Lines {
            text,
            starts,
            ending,
        }
    }

    fn byte(&self, position: Position) -> Option<usize> {
        let index = (position.line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)?;
        let line = &self.text[start..self.end(start)];
        let column = (position.column as usize).checked_sub(1)?;
        let mut offsets = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        offsets.nth(column).map(|at| start + at)
    }

    /// The end of the line of a byte, without its line break.
    fn end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let end = rest
            .find('\n')
            .map_or(self.text.len(), |length| at + length);
        at + self.text[at..end].trim_end_matches('\r').len()
    }

    /// The start of the next line.
    fn next(&self, at: usize) -> Option<usize> {
        self.text[at..].find('\n').map(|length| at + length + 1)
    }

    /// The end of a block scalar whose header is on the line of a byte: after its last line that is
    /// indented deeper than `indent` and not blank.
    fn block_end(&self, header: usize, indent: usize) -> usize {
        let mut end = self.end(header);
        let mut next = self.next(header);
        while let Some(start) = next.filter(|start| *start < self.text.len()) {
            let line = &self.text[start..self.end(start)];
            let depth = line.len() - line.trim_start_matches(' ').len();
            let is_blank = line.trim().is_empty();
            if !is_blank && depth <= indent {
                break;
            }
            if !is_blank {
                end = self.end(start);
            }
            next = self.next(start);
        }
        end
    }
}

/// The location and style of a text.
struct Site<'a> {
    range: Range<usize>,
    /// The column, starting at 0, of its key or dash.
    indent: usize,
    is_block: bool,
    is_flow: bool,
    /// The text after it on its line, or in the header of its block.
    comment: &'a str,
}

fn site<'a>(document: &Document, lines: &Lines<'a>, pointer: &str) -> Option<Site<'a>> {
    let (parent, segment) = pointer.rsplit_once('/')?;
    let parent = document.at(parent)?;
    let segment = codegen_document::pointer::unescape(segment);
    let node = parent.child(&segment)?;
    let content = lines.byte(node.span().start)?;
    let before = before(lines, parent, &segment, content)?;
    let lead = lines.text[before].trim_start_matches([':', '-', ' ']);
    if lead.starts_with(['&', '!']) || lines.text[content..].starts_with(['&', '*', '!']) {
        return None;
    }
    let is_block = lead.starts_with(['|', '>']);
    let start = if is_block {
        content - lead.len()
    } else {
        content
    };
    let indent = indent(lines, parent, &segment, start)?;
    let (end, comment) = if is_block {
        let head = &lines.text[start..lines.end(start)];
        let comment = head.find(" #").map_or("", |at| &head[at..]);
        (lines.block_end(start, indent), comment)
    } else {
        let end = match quoted_length(&lines.text[content..]) {
            Some(length) => content + length,
            None => lines.byte(node.span().end)?,
        };
        (end, &lines.text[end..lines.end(end)])
    };
    Some(Site {
        range: start..end,
        indent,
        is_block,
        is_flow: is_flow(lines, parent),
        comment,
    })
}

/// The replacement for the text at a pointer: quoted if it fits on the line, otherwise a block.
fn splice(document: &Document, lines: &Lines<'_>, pointer: &str, text: &str) -> Option<Splice> {
    let site = site(document, lines, pointer)?;
    let start = site.range.start;
    let column = start - lines.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let width = (WIDTH - 2).saturating_sub(site.indent).max(NARROWEST);
    let block = layout::lines(text, width);
    let words = layout::unwrapped(text);
    let one_line = quoted(&words);
    let fits = block.len() == 1 && column + one_line.chars().count() <= WIDTH;
    if site.is_flow || fits || !is_printable(&block) {
        let comment = if site.is_block { site.comment } else { "" };
        return Some(Splice {
            range: site.range,
            new: format!("{one_line}{comment}"),
            words,
        });
    }
    let tail = site.comment.trim();
    if !(tail.is_empty() || tail.starts_with('#')) {
        return None;
    }
    let margin = " ".repeat(site.indent + 2);
    let body = block.iter().map(|line| match line.as_str() {
        "" => lines.ending.to_owned(),
        line => format!("{}{margin}{line}", lines.ending),
    });
    let end = site.range.end.max(lines.end(site.range.end));
    Some(Splice {
        range: start..end,
        new: format!("|-{}{}", site.comment.trim_end(), body.collect::<String>()),
        words: block.join("\n"),
    })
}

/// The length of the quoted text that starts here. Its span includes what follows it, up to a
/// comment.
fn quoted_length(text: &str) -> Option<usize> {
    let quote = text
        .chars()
        .next()
        .filter(|sign| matches!(sign, '"' | '\''))?;
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        let is_escape = sign == '\\' && quote == '"';
        let is_doubled =
            sign == '\'' && quote == '\'' && signs.peek().is_some_and(|next| next.1 == '\'');
        if is_escape || is_doubled {
            signs.next();
        } else if sign == quote {
            return Some(at + 1);
        }
    }
    None
}

/// The text between a key and the first character of its value, or before an item: its dash, and
/// the header of a block.
fn before(lines: &Lines<'_>, parent: &Node, segment: &str, content: usize) -> Option<Range<usize>> {
    let from = match parent.entry(segment) {
        Some(entry) => lines.byte(entry.key_span.end)?,
        None => {
            let margin = lines.text[..content].trim_end();
            margin.rfind('\n').map_or(0, |at| at + 1)
        }
    };
    (from <= content).then_some(from..content)
}

/// The column, starting at 0, of the key or dash of a value.
fn indent(lines: &Lines<'_>, parent: &Node, segment: &str, start: usize) -> Option<usize> {
    if let Some(entry) = parent.entry(segment) {
        return (entry.key_span.start.column as usize).checked_sub(1);
    }
    let line = lines.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &lines.text[line..start];
    Some(before.len() - before.trim_start_matches(' ').len())
}

fn is_flow(lines: &Lines<'_>, parent: &Node) -> bool {
    let start = lines.byte(parent.position());
    start.is_some_and(|start| lines.text[start..].starts_with(['{', '[']))
}
