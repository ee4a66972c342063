//! Records: what a page says of one operation, in facts and without its sentences.

mod load;
mod write;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::page::{AllowedValue, Language, Operation, Page, Row, Table};
use crate::rendering::Rendering;

/// What a page says of one operation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// The operation's identifier.
    pub operation: String,
    /// The page that the facts are from.
    pub page: Source,
    /// The facts.
    pub facts: Operation,
    /// What the reader of the page could not place: the line on the page, and why.
    pub unplaced: Vec<(u32, String)>,
    /// The file that it was loaded from.
    pub path: PathBuf,
    /// The lines of the page by the lines of the record, where it was loaded from a file: its facts
    /// have the lines of the record.
    page_lines: BTreeMap<u32, u32>,
}

/// The page that a record was made from.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Source {
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// When it was last updated.
    pub date: Option<String>,
    /// The language of its prose.
    pub language: Option<Language>,
    /// How it is written.
    pub rendering: Rendering,
    /// Which bytes were read, as SHA-256.
    pub sha256: String,
    /// The fragments that belong to the operation, on a page that lists fragments.
    pub parts: Vec<u32>,
}

/// Why a page cannot be recorded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The page has no such fragment.
    #[error("the page has no part {part}; it has {known}")]
    NoPart {
        /// The fragment that was asked for.
        part: u32,
        /// The fragments that the page has.
        known: String,
    },
    /// The definition is of another operation.
    #[error("the definition is of {known}, and not of {wanted}")]
    Another {
        /// The operation that it is of.
        known: String,
        /// The operation that was asked for.
        wanted: String,
    },
    /// The page has several operations, and none was chosen.
    #[error("the page has {count} operations ({known}): {help}")]
    Several {
        /// How many operations the page has.
        count: usize,
        /// Their names.
        known: String,
        /// How to choose one.
        help: &'static str,
    },
    /// The record cannot be loaded.
    #[error("{0}")]
    Load(String),
}

impl Record {
    /// What a page says of an operation; `parts` are the fragments that belong to it, `bytes` the
    /// page's.
    ///
    /// # Errors
    ///
    /// The page has no such fragment, or several operations of which none is the one asked for.
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
            page: Source {
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

    /// A place in the record, as `file:line`; line 0 is the file as a whole.
    pub fn place(&self, line: u32) -> String {
        match line {
            0 => self.path.display().to_string(),
            line => format!("{}:{line}", self.path.display()),
        }
    }

    /// The line of the page that the fact on a line of the record was read from.
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
        help: "choose fragments with `--part 4,5`, or name one of the operations",
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

/// What could not be placed within the operation, without the words of the page.
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

/// The facts without the meanings of values, which are the page's words.
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
