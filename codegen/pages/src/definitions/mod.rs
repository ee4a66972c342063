//! Definitions: OpenAPI 3, and Swagger 2 as used by API Explorer.

mod examples;
mod facts;
mod operation;
mod rows;
mod schema;

use std::collections::BTreeSet;
use std::path::Path;

use codegen_document::{Document, Node};

use crate::error::ReadError;
use crate::page::{Language, Operation, Page, Table, Unplaced};
use crate::rendering::Rendering;
pub(crate) use facts::{DefinedExample, DefinedOperation, DefinedTable};
pub(crate) use rows::DefinedRow;

/// The facts of the definitions in a file.
pub(crate) fn page(name: &Path, text: &str, rendering: Rendering) -> Result<Page, ReadError> {
    let document =
        Document::parse(name, text.to_owned()).map_err(|error| ReadError::Definition {
            message: error.to_string(),
        })?;
    let mut page = Page {
        rendering,
        language: Some(language(text)),
        ..Page::default()
    };
    for (pointer, root) in roots(document.root()) {
        if page.title.is_none() {
            page.title = title(root).map(str::to_owned);
        }
        for defined in operations(root, &pointer, &mut page.unplaced) {
            page.operations.push(plain(defined));
        }
    }
    Ok(page)
}

/// The definitions in a file, with their pointers.
pub(crate) fn roots(root: &Node) -> Vec<(String, &Node)> {
    if root.get("paths").is_some() {
        return vec![(String::new(), root)];
    }
    let inner = root
        .entries()
        .filter(|entry| entry.value.get("paths").is_some());
    inner
        .map(|entry| (codegen_document::pointer::join("", entry.key), entry.value))
        .collect()
}

/// The operations of a definition.
pub(crate) fn operations(
    root: &Node,
    pointer: &str,
    unplaced: &mut Vec<Unplaced>,
) -> Vec<DefinedOperation> {
    operation::all(root, pointer, unplaced)
}

fn plain(defined: DefinedOperation) -> Operation {
    Operation {
        schemas: schemas(&defined),
        operation_id: defined.id,
        method: Some(defined.method),
        uri: Some(defined.uri),
        part: None,
        tables: defined.tables.into_iter().map(plain_table).collect(),
        examples: defined
            .examples
            .into_iter()
            .map(|example| example.example)
            .collect(),
        statuses: defined
            .statuses
            .into_iter()
            .map(|status| status.code)
            .collect(),
    }
}

/// The names of the schemas that contain the fields of an operation.
fn schemas(defined: &DefinedOperation) -> Vec<String> {
    let rows = defined.tables.iter().flat_map(|table| &table.rows);
    let pointers = rows.flat_map(|row| std::iter::once(&row.pointer).chain(&row.schemas));
    let names: BTreeSet<&str> = pointers.filter_map(|at| schema_name(at)).collect();
    names.into_iter().map(str::to_owned).collect()
}

fn schema_name(pointer: &str) -> Option<&str> {
    let lists = ["/components/schemas/", "/definitions/"];
    let (_, rest) = lists.iter().find_map(|list| pointer.split_once(list))?;
    rest.split('/').next()
}

fn plain_table(defined: DefinedTable) -> Table {
    let mut table = defined.table;
    table.rows = defined.rows.into_iter().map(|row| row.row).collect();
    table
}

fn title(root: &Node) -> Option<&str> {
    let summary = root.get("summary");
    summary
        .or_else(|| root.at("/info/title"))
        .and_then(Node::as_str)
}

fn language(text: &str) -> Language {
    if text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        Language::Chinese
    } else {
        Language::English
    }
}
