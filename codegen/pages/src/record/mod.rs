//! Records: the facts of a page about one operation, without its sentences.

mod load;
mod write;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::page::{AllowedValue, Language, Operation, Page, Row, Table};
use crate::rendering::Rendering;

/// The facts of a page about one operation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// The operation's identifier.
    pub operation: String,
    /// The page that the facts are from.
    pub page: RecordedPage,
    /// The facts.
    pub facts: Operation,
    /// What could not be placed: the line on the page, and why.
    pub unplaced: Vec<(u32, String)>,
    /// The file that it was loaded from.
    pub path: PathBuf,
    /// The lines of the page by the lines of the record, if it was loaded from a file: its facts
    /// have the lines of the record.
    page_lines: BTreeMap<u32, u32>,
}

/// The page that a record was made from.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RecordedPage {
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// When it was last updated.
    pub date: Option<String>,
    /// The language of its prose.
    pub language: Option<Language>,
    /// The rendering.
    pub rendering: Rendering,
    /// The SHA-256 of the page.
    pub sha256: String,
    /// The fragments that belong to the operation, on a page that lists fragments.
    pub parts: Vec<u32>,
}

/// Why a page cannot be recorded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The page lacks the fragment.
    #[error("unknown part {part}: the page has {known}")]
    NoPart {
        /// The requested fragment.
        part: u32,
        /// The fragments of the page.
        known: String,
    },
    /// The definition has another operation.
    #[error("expected a definition of {wanted}, found {known}")]
    Another {
        /// The operation of the definition.
        known: String,
        /// The requested operation.
        wanted: String,
    },
    /// The page has several operations, and none was selected.
    #[error("the page has {count} operations ({known}): {help}")]
    Several {
        /// The number of operations.
        count: usize,
        /// Their names.
        known: String,
        /// How to select one.
        help: &'static str,
    },
    /// The record cannot be loaded.
    #[error("{0}")]
    Load(String),
}

impl Record {
    /// Creates the record of an operation. `parts` are the fragments that belong to it, `bytes` the
    /// page.
    ///
    /// # Errors
    ///
    /// The page lacks a fragment, or has several operations, none of which is the requested one.
    pub fn of_page(
        page: &Page,
        bytes: &[u8],
        operation: &str,
        parts: &[u32],
        address: Option<String>,
    ) -> Result<Record, RecordError> {
        let facts = if parts.is_empty() {
            single(page, operation)?
        } else {
            joined(page, parts)?
        };
        let digest = Sha256::digest(bytes);
        Ok(Record {
            operation: operation.to_owned(),
            page: RecordedPage {
                title: page.title.clone(),
                address,
                date: page.date.clone(),
                language: page.language,
                rendering: page.rendering,
                sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
                parts: parts.to_vec(),
            },
            unplaced: unplaced(page, &facts, parts),
            facts: bare(facts),
            path: PathBuf::new(),
            page_lines: BTreeMap::new(),
        })
    }

    /// A location in the record, as `file:line`. Line 0 is the whole file.
    pub fn place(&self, line: u32) -> String {
        match line {
            0 => self.path.display().to_string(),
            line => format!("{}:{line}", self.path.display()),
        }
    }

    /// The line of the page for a line of the record.
    pub fn page_line(&self, line: u32) -> Option<u32> {
        self.page_lines.get(&line).copied()
    }

    /// The file name of a record.
    pub fn file_name(operation: &str) -> String {
        format!("{operation}.yaml")
    }
}

fn single(page: &Page, id: &str) -> Result<Operation, RecordError> {
    let named = page
        .operations
        .iter()
        .find(|known| known.operation_id.as_deref() == Some(id));
    if let Some(operation) = named {
        return Ok(operation.clone());
    }
    if let [operation] = page.operations.as_slice()
        && operation.part.is_none()
        && operation.operation_id.is_none()
    {
        return Ok(operation.clone());
    }
    if let [operation] = page.operations.as_slice()
        && let Some(known) = &operation.operation_id
    {
        return Err(RecordError::Another {
            known: known.clone(),
            wanted: id.to_owned(),
        });
    }
    let name = |operation: &Operation| match operation.part {
        Some(part) => format!("part {part}"),
        None => {
            let name = operation.operation_id.clone();
            name.or(operation.uri.clone()).unwrap_or_default()
        }
    };
    let names: Vec<String> = page.operations.iter().map(name).collect();
    let known = match names.as_slice() {
        [first, .., last] if page.operations[0].part.is_some() => format!("{first} to {last}"),
        names => names[..names.len().min(40)].join(", "),
    };
    Err(RecordError::Several {
        count: page.operations.len(),
        known,
        help: "select fragments with `--part 4,5`, or one of the operations with `--operation`",
    })
}

/// Several fragments as one operation.
fn joined(page: &Page, parts: &[u32]) -> Result<Operation, RecordError> {
    let mut whole = Operation::default();
    for part in parts {
        let found = page
            .operations
            .iter()
            .find(|known| known.part == Some(*part));
        let Some(fragment) = found else {
            let known = page.operations.iter().filter_map(|known| known.part);
            let known: Vec<String> = known.map(|part| part.to_string()).collect();
            return Err(RecordError::NoPart {
                part: *part,
                known: if known.is_empty() {
                    "none".to_owned()
                } else {
                    known.join(", ")
                },
            });
        };
        whole.method = whole.method.or_else(|| fragment.method.clone());
        whole.uri = whole.uri.or_else(|| fragment.uri.clone());
        whole.tables.extend(fragment.tables.iter().cloned());
        whole.examples.extend(fragment.examples.iter().cloned());
        for status in &fragment.statuses {
            if !whole.statuses.contains(status) {
                whole.statuses.push(status.clone());
            }
        }
    }
    whole.statuses.sort();
    Ok(whole)
}

/// What could not be placed within the operation, without text of the page.
fn unplaced(page: &Page, facts: &Operation, parts: &[u32]) -> Vec<(u32, String)> {
    let rows = facts
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .map(|row| row.line);
    let lines: Vec<u32> = rows
        .chain(facts.examples.iter().map(|example| example.line))
        .collect();
    page.unplaced
        .iter()
        .filter(|unplaced| parts.is_empty() || lines.contains(&unplaced.line))
        .map(|unplaced| (unplaced.line, unplaced.why.clone()))
        .collect()
}

/// The facts without the meanings of values, which are text of the page.
fn bare(mut facts: Operation) -> Operation {
    facts.part = None;
    facts.operation_id = None;
    let rows = facts
        .tables
        .iter_mut()
        .flat_map(|table: &mut Table| &mut table.rows);
    for row in rows {
        let row: &mut Row = row;
        for value in &mut row.values {
            let value: &mut AllowedValue = value;
            value.meaning = None;
        }
    }
    facts
}
