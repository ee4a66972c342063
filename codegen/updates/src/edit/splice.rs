//! Edits of the text by whole lines, which leave the other lines unchanged.

use std::ops::Range;

use codegen_document::{Content, Document, Node, Position, pointer};
use serde_json::Value;

use crate::edit::tree::split;
use crate::edit::write::{self, Style};
use crate::edit::{Edit, EditError, Slot};

/// The text with an edit.
pub(super) fn text(document: &Document, edit: &Edit) -> Result<String, EditError> {
    let splice = Splice::new(document);
    match edit {
        Edit::Set { pointer, value } => splice.set(pointer, value),
        Edit::Insert {
            mapping,
            slot,
            key,
            value,
        } => splice.insert(mapping, slot, key, value),
        Edit::InsertItem { list, index, value } => splice.insert_item(list, *index, value),
        Edit::Remove { pointer } => splice.remove(pointer),
        Edit::Rename { pointer, key } => {
            let entry = splice.entry(pointer)?;
            let old = splice.range(entry.key_span.start, entry.key_span.end)?;
            let new = Style::Words.like(&document.text()[old.clone()], &Value::from(key.clone()));
            Ok(splice.replaced(old, &new))
        }
    }
}

pub(super) struct Splice<'a> {
    pub(super) document: &'a Document,
    pub(super) text: &'a str,
    /// The start of each line, and the end of the text.
    starts: Vec<usize>,
}

impl<'a> Splice<'a> {
    fn new(document: &'a Document) -> Splice<'a> {
        let text = document.text();
        let mut starts: Vec<usize> = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        if starts.last() != Some(&text.len()) {
            starts.push(text.len());
        }
        Splice {
            document,
            text,
            starts,
        }
    }

    fn lines(&self) -> usize {
        self.starts.len() - 1
    }

    fn line(&self, index: usize) -> &'a str {
        &self.text[self.starts[index]..self.starts[index + 1]]
    }

    fn node(&self, at: &str) -> Result<&'a Node, EditError> {
        self.document
            .at(at)
            .ok_or_else(|| EditError::Nothing(at.to_owned()))
    }

    fn entry(&self, at: &str) -> Result<codegen_document::Entry<'a>, EditError> {
        let (parent, key) = split(at)?;
        let mapping = self.node(parent)?.as_mapping();
        let entry = mapping.and_then(|mapping| mapping.entry(&key));
        entry.ok_or_else(|| EditError::Nothing(at.to_owned()))
    }

    fn byte(&self, position: Position) -> Result<usize, EditError> {
        let index = (position.line as usize).wrapping_sub(1);
        let outside = || EditError::Layout(format!("line {}", position.line));
        if index >= self.lines() {
            return Err(outside());
        }
        let line = self.line(index);
        let column = (position.column as usize).saturating_sub(1);
        let mut offsets = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        offsets
            .nth(column)
            .map(|at| self.starts[index] + at)
            .ok_or_else(outside)
    }

    pub(super) fn range(&self, start: Position, end: Position) -> Result<Range<usize>, EditError> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        if start > end {
            return Err(EditError::Otherwise);
        }
        Ok(start..end)
    }

    pub(super) fn replaced(&self, range: Range<usize>, new: &str) -> String {
        let new = match self.text.contains("\r\n") {
            true => new.replace('\n', "\r\n"),
            false => new.to_owned(),
        };
        let before = &self.text[..range.start];
        let missing = new.ends_with('\n') && !before.is_empty() && !before.ends_with('\n');
        let broken = missing && range.start == self.text.len();
        let glue = if broken { "\n" } else { "" };
        format!("{before}{glue}{new}{}", &self.text[range.end..])
    }

    fn is_flow(&self, node: &Node) -> bool {
        let container = matches!(node.content(), Content::Mapping(_) | Content::Sequence(_));
        let start = self.byte(node.position()).ok();
        let first = start.and_then(|start| self.text[start..].chars().next());
        container && matches!(first, Some('{' | '[' | '*'))
    }

    /// The lines of an entry or item, given the first: all that its value covers, all that is
    /// indented deeper, and the dashes of a list directly below its key.
    fn extent(&self, first: usize, indent: usize, is_key: bool, value: &Node) -> Range<usize> {
        let last = value.span().end;
        // A value that ends before the first word of a line does not cover the line.
        let ends_in_margin = self.byte(last).is_ok_and(|end| {
            let start = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
            self.text[start..end].trim().is_empty()
        });
        let covered = (last.line as usize).saturating_sub(usize::from(ends_in_margin));
        let start = (first + 1).max(covered.min(self.lines()));
        let mut end = start;
        for index in start..self.lines() {
            let line = self.line(index);
            let content = line.trim_start_matches(' ');
            if content.trim().is_empty() {
                continue;
            }
            let depth = line.len() - content.len();
            let dash =
                is_key && depth == indent && (content.starts_with("- ") || content.trim() == "-");
            if depth <= indent && !dash {
                break;
            }
            end = index + 1;
        }
        first..end
    }

    /// The lines of a key with its value.
    fn entry_lines(&self, at: &str) -> Result<Range<usize>, EditError> {
        let entry = self.entry(at)?;
        let (parent, _) = split(at)?;
        if self.is_flow(self.node(parent)?) {
            return Err(EditError::Layout(at.to_owned()));
        }
        let line = entry.key_span.start.line as usize - 1;
        let indent = entry.key_span.start.column as usize - 1;
        Ok(self.extent(line, indent, true, entry.value))
    }

    /// The lines of an item, and the column of its dash.
    fn item_lines(&self, at: &str) -> Result<(Range<usize>, usize), EditError> {
        let node = self.node(at)?;
        let first = (node.position().line as usize).wrapping_sub(1);
        let layout = || EditError::Layout(at.to_owned());
        if first >= self.lines() {
            return Err(layout());
        }
        let line = self.line(first);
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        let alone = content.starts_with("- ") && !content[2..].trim_start().starts_with("- ");
        if !alone {
            return Err(layout());
        }
        Ok((self.extent(first, indent, false, node), indent))
    }

    fn bytes(&self, lines: &Range<usize>) -> Range<usize> {
        self.starts[lines.start]..self.starts[lines.end]
    }

    fn set(&self, at: &str, value: &Value) -> Result<String, EditError> {
        let node = self.node(at)?;
        if self.is_json() {
            return self.set_in_brackets(node, value);
        }
        let span = node.span();
        let scalar = !matches!(value, Value::Object(_) | Value::Array(_));
        let was_scalar = !matches!(node.content(), Content::Mapping(_) | Content::Sequence(_));
        let flow = self.is_flow(node) && !value.is_object();
        if span.start.line == span.end.line && (scalar && was_scalar || flow) {
            let range = self.range(span.start, span.end)?;
            let old = &self.text[range.clone()];
            if !old.is_empty() && !old.starts_with(['|', '>', '&', '*', '!']) {
                return Ok(self.replaced(range, &Style::at(at).like(old, value)));
            }
        }
        let (parent, _) = split(at)?;
        if self.is_flow(self.node(parent)?) {
            return self.set_in_brackets(node, value);
        }
        let entry = self.entry(at)?;
        let lines = self.entry_lines(at)?;
        let start = self.bytes(&lines).start;
        let key_end = self.byte(entry.key_span.end)?;
        let indent = entry.key_span.start.column as usize - 1;
        let head = &self.text[start..key_end];
        let new = format!(
            "{head}:{}",
            Style::at(at).behind_key(entry.key, value, indent)
        );
        Ok(self.replaced(self.bytes(&lines), &new))
    }

    fn insert(
        &self,
        mapping: &str,
        slot: &Slot,
        key: &str,
        value: &Value,
    ) -> Result<String, EditError> {
        let node = self.node(mapping)?;
        if self.is_flow(node) {
            return self.insert_in_brackets(node, slot, key, value);
        }
        let last = node.entries().last().map(|entry| entry.key.to_owned());
        let layout = || EditError::Layout(mapping.to_owned());
        let sibling = match slot {
            Slot::End => last.ok_or_else(layout)?,
            Slot::After(key) | Slot::Before(key) => key.clone(),
        };
        let at = pointer::join(mapping, &sibling);
        let lines = self.entry_lines(&at)?;
        let indent = self.entry(&at)?.key_span.start.column as usize - 1;
        let before = matches!(slot, Slot::Before(_));
        if before && !self.line(lines.start)[..indent].trim().is_empty() {
            return Err(layout());
        }
        let margin = " ".repeat(indent);
        let new = format!(
            "{margin}{}:{}",
            write::key(key),
            Style::at(mapping).behind_key(key, value, indent)
        );
        let place = if before {
            self.starts[lines.start]
        } else {
            self.starts[lines.end]
        };
        Ok(self.replaced(place..place, &new))
    }

    fn insert_item(&self, list: &str, index: usize, value: &Value) -> Result<String, EditError> {
        let node = self.node(list)?;
        if self.is_flow(node) {
            return self.insert_part(node, index, None, value);
        }
        let near = index.min(node.items().len().saturating_sub(1));
        let (lines, indent) = self.item_lines(&format!("{list}/{near}"))?;
        let place = if index > near {
            self.starts[lines.end]
        } else {
            self.starts[lines.start]
        };
        let margin = " ".repeat(indent);
        let new = format!(
            "{margin}- {}",
            Style::at(list).behind_dash(value, indent + 2)
        );
        Ok(self.replaced(place..place, &new))
    }

    fn remove(&self, at: &str) -> Result<String, EditError> {
        let (parent, last) = split(at)?;
        let container = self.node(parent)?;
        if self.is_flow(container) {
            let entry = container.entries().position(|entry| entry.key == last);
            let index = entry.or_else(|| last.parse().ok());
            return self.remove_part(container, index.ok_or(EditError::Otherwise)?);
        }
        if container.as_mapping().is_some() {
            let lines = self.entry_lines(at)?;
            let entry = self.entry(at)?;
            let indent = entry.key_span.start.column as usize - 1;
            if !self.line(lines.start)[..indent].trim().is_empty() {
                return Err(EditError::Layout(at.to_owned()));
            }
            return Ok(self.replaced(self.bytes(&lines), ""));
        }
        let (lines, _) = self.item_lines(at)?;
        Ok(self.replaced(self.bytes(&lines), ""))
    }
}
