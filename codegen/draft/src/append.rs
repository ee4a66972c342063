//! The text of new files, and of additions to existing ones.

use std::path::Path;

use codegen_document::insertion::{end_of_block, indent_within};
use codegen_document::{Content, Document, Entry, Node, yaml};
use serde_json::{Map, Value, json};

use crate::error::DraftError;

/// The text of a document: a new one, or the existing one with its additions. The rest is
/// unchanged.
pub(crate) fn text(
    path: &Path,
    existing: Option<&Document>,
    new: &Value,
) -> Result<String, DraftError> {
    let Some(existing) = existing else {
        return checked(path, yaml::block(new, 0));
    };
    let mut pieces = Vec::new();
    let lines: Vec<&str> = existing.text().lines().collect();
    let mut tail = Map::new();
    match existing.root().entry("paths") {
        Some(paths) => {
            for (key, item) in entries(new, "paths") {
                match paths.value.entry(key) {
                    Some(known) => pieces.push(piece(&lines, &known, item)),
                    None => pieces.push(piece(&lines, &paths, &json!({ key: item }))),
                }
            }
        }
        None => drop(tail.insert("paths".to_owned(), new["paths"].clone())),
    }
    match existing.root().entry("components") {
        Some(components) => {
            for (section, added) in entries(new, "components") {
                match components.value.entry(section) {
                    Some(known) => pieces.push(piece(&lines, &known, added)),
                    None => pieces.push(piece(&lines, &components, &json!({ section: added }))),
                }
            }
        }
        None => tail.extend(
            new.get("components")
                .map(|it| ("components".to_owned(), it.clone())),
        ),
    }
    let mut text = inserted(existing.text(), pieces);
    tail.retain(|_, value| value.as_object().is_some_and(|it| !it.is_empty()));
    if !tail.is_empty() {
        text.push_str(&yaml::block(&Value::Object(tail), 0));
    }
    checked(path, text)
}

/// The text of a ledger: a new one, or the existing one with more entries.
pub(crate) fn ledger(
    path: &Path,
    existing: Option<&Document>,
    entries: &[Value],
) -> Result<String, DraftError> {
    let known: Vec<Value> = existing
        .map(|it| it.root().items())
        .unwrap_or_default()
        .iter()
        .map(|it| about(&it.to_json()))
        .collect();
    let new: Vec<&Value> = entries
        .iter()
        .filter(|entry| !known.contains(&about(entry)))
        .collect();
    let mut text = existing.map(|it| it.text().to_owned()).unwrap_or_default();
    for entry in new {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&yaml::block(&json!([entry]), 0));
    }
    checked(path, text)
}

/// An entry without hand-written parts.
fn about(entry: &Value) -> Value {
    let mut entry = entry.clone();
    if let Some(entry) = entry.as_object_mut() {
        entry.retain(|key, _| !matches!(key.as_str(), "why" | "page"));
    }
    entry
}

fn entries<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let object = value.get(key).and_then(Value::as_object);
    object
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}

/// Text to insert before a line, optionally replacing the line.
struct Piece {
    line: usize,
    replaces: Option<String>,
    /// The indentation of the block to extend.
    column: u32,
    text: String,
}

/// Adds text to the end of a block. `key: {}` becomes a block.
fn piece(lines: &[&str], block: &Entry<'_>, added: &Value) -> Piece {
    let start = block.key_span.start;
    if is_empty(block.value) {
        let line = start.line as usize - 1;
        let indent = start.column as usize - 1;
        let key = lines
            .get(line)
            .map(|text| text.split("{}").next().unwrap_or_default());
        return Piece {
            line,
            replaces: key.map(|key| key.trim_end().to_owned()),
            column: start.column,
            text: yaml::block(added, indent + 2),
        };
    }
    Piece {
        line: end_of_block(lines, start.line, start.column),
        replaces: None,
        column: start.column,
        text: yaml::block(added, indent_within(block.value)),
    }
}

fn is_empty(node: &Node) -> bool {
    matches!(node.content(), Content::Mapping(mapping) if mapping.is_empty()) || node.is_null()
}

/// The text with all insertions, from end to start, so that earlier lines stay valid.
fn inserted(text: &str, mut pieces: Vec<Piece>) -> String {
    // If several blocks end together, the inner one comes first.
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.column));
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut by_line: Vec<Piece> = Vec::new();
    for piece in pieces {
        match by_line
            .iter_mut()
            .find(|known| known.line == piece.line && known.replaces == piece.replaces)
        {
            Some(known) => known.text.push_str(&piece.text),
            None => by_line.push(piece),
        }
    }
    by_line.sort_by_key(|piece| std::cmp::Reverse(piece.line));
    for piece in by_line {
        let new = piece.text.lines().map(str::to_owned);
        match piece.replaces {
            Some(line) => {
                drop(lines.splice(piece.line..=piece.line, std::iter::once(line).chain(new)))
            }
            None => drop(lines.splice(piece.line..piece.line, new)),
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// The text, if it is a valid document.
fn checked(path: &Path, text: String) -> Result<String, DraftError> {
    match Document::parse(path, text.clone()) {
        Ok(_) => Ok(text),
        Err(error) => Err(DraftError::Broken {
            path: path.to_path_buf(),
            message: error.to_string(),
        }),
    }
}
