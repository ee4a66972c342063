//! Inserts a draft into an existing document, line by line, leaving the rest unchanged.

use codegen_document::insertion::{end_of_block, indent_within};
use codegen_document::{Document, Node, pointer, yaml};
use serde_json::{Map, Value, json};

use crate::compare::DocumentedOperation;
use crate::draft::error::DraftError;
use crate::draft::operation::{self, Parts, Words};
use crate::record::Record;

/// The text of the document with the draft.
pub(super) fn text(record: &Record, document: &Document) -> Result<String, DraftError> {
    let schemas = document.at("/components/schemas").map(Node::to_json);
    let Some(Value::Object(existing)) = schemas else {
        return Err(no_place(document, "components/schemas"));
    };
    let tag = document.at("/tags/0/name").and_then(Node::as_str);
    let parts =
        operation::parts(record, tag, &existing, &words(document)).ok_or(DraftError::NoCall)?;
    refuse_known(record, document, &parts)?;
    let mut lines: Vec<String> = document.text().lines().map(str::to_owned).collect();
    // From end to start, so that earlier lines stay valid.
    let mut pieces = vec![
        schemas_piece(document, &lines, &parts.schemas)?,
        operation_piece(document, &lines, parts)?,
    ];
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.line));
    for piece in pieces {
        let new = piece.text.lines().map(str::to_owned);
        lines.splice(piece.line..piece.line, new);
    }
    let mut text = lines.join("\n");
    text.push('\n');
    match Document::parse(document.path(), text.clone()) {
        Ok(_) => Ok(text),
        Err(error) => Err(DraftError::Broken(error.to_string())),
    }
}

/// The descriptions of errors and parameters that a document has. The first one is used.
fn words(document: &Document) -> Words {
    let mut words = Words::default();
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let shared = document.at("/components/parameters");
    let shared = shared
        .into_iter()
        .flat_map(Node::entries)
        .map(|entry| entry.value);
    let mut parameters: Vec<&Node> = shared.collect();
    for operation in DocumentedOperation::all(document) {
        let at = |key: &str| document.at(&format!("{}/{key}", operation.pointer()));
        parameters.extend(at("parameters").map(Node::items).unwrap_or_default());
        for response in at("responses").into_iter().flat_map(Node::entries) {
            let description = text(response.value, "description");
            if let Some(description) = description.filter(|_| response.key.starts_with(['4', '5']))
            {
                let status = response.key.to_owned();
                words.statuses.entry(status).or_insert(description);
            }
        }
    }
    for parameter in parameters {
        let key = text(parameter, "in").zip(text(parameter, "name"));
        if let Some((key, description)) = key.zip(text(parameter, "description")) {
            words.parameters.entry(key).or_insert(description);
        }
    }
    words
}

/// Text to insert before a line.
struct Piece {
    line: usize,
    text: String,
}

fn refuse_known(record: &Record, document: &Document, parts: &Parts) -> Result<(), DraftError> {
    let at = pointer::join(&pointer::join("/paths", &parts.path), &parts.method);
    let operations = DocumentedOperation::all(document);
    let same = operations
        .iter()
        .find(|known| known.id() == Some(record.operation.as_str()) || known.pointer() == at);
    let Some(known) = same else {
        return Ok(());
    };
    Err(DraftError::Known {
        place: document.location(known.pointer()).to_string(),
        what: format!(
            "{} ({} {})",
            known.id().unwrap_or("it"),
            known.method(),
            known.path()
        ),
    })
}

fn schemas_piece(
    document: &Document,
    lines: &[String],
    schemas: &Map<String, Value>,
) -> Result<Piece, DraftError> {
    let components = document.root().get("components");
    let entry = components.and_then(|components| components.entry("schemas"));
    let entry = entry.ok_or_else(|| no_place(document, "components/schemas"))?;
    let key = entry.key_span.start;
    Ok(Piece {
        line: end_of_block(lines, key.line, key.column),
        text: yaml::block(&Value::Object(schemas.clone()), indent_within(entry.value)),
    })
}

fn operation_piece(
    document: &Document,
    lines: &[String],
    parts: Parts,
) -> Result<Piece, DraftError> {
    let paths = document.root().entry("paths");
    let paths = paths.ok_or_else(|| no_place(document, "paths"))?;
    let (entry, value) = match paths.value.entry(&parts.path) {
        Some(path) => (path, json!({parts.method: parts.operation})),
        None => (paths, json!({parts.path: {parts.method: parts.operation}})),
    };
    let key = entry.key_span.start;
    Ok(Piece {
        line: end_of_block(lines, key.line, key.column),
        text: yaml::block(&value, indent_within(entry.value)),
    })
}

fn no_place(document: &Document, key: &'static str) -> DraftError {
    DraftError::NoPlace {
        file: document.path().display().to_string(),
        key,
    }
}
