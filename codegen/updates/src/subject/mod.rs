//! Finds the operations that a page describes.

mod calls;
mod fragments;
mod inheritance;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use codegen_pages::{Page, Record, RecordError};

use crate::folder::Folder;

/// An operation that a page describes: its record, and the record that the page would produce.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Subject<'a> {
    /// The page.
    pub page: PathBuf,
    /// The existing record, with type names that only the page has.
    pub old: Cow<'a, Record>,
    /// The record of the page, with facts that its rendering omits.
    pub new: Record,
    /// Notes on the facts that were copied from one to the other.
    pub notes: Vec<String>,
}

impl<'a> Subject<'a> {
    /// Pairs a record with the one that a page would produce.
    pub fn new(page: &Path, old: &'a Record, mut new: Record) -> Subject<'a> {
        let mut old = Cow::Borrowed(old);
        let notes = inheritance::inherit(&mut old, &mut new);
        Subject {
            page: page.to_owned(),
            old,
            new,
            notes,
        }
    }
}

/// Why the operation of a page could not be determined.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SubjectError {
    /// The operation has no record.
    #[error(
        "{operation} has no record to compare the page with: create one with `docs record {file} --operation {operation}`, or start with `docs draft {file}`"
    )]
    NoRecord {
        /// The operation.
        operation: String,
        /// The page.
        file: String,
    },
    /// The page matches no record.
    #[error(
        "{file}: no record matches {found}: specify the operation with `--operation ID`; for a new operation, use `docs record {file} --operation ID` or `docs draft {file}`"
    )]
    Unknown {
        /// The page.
        file: String,
        /// The operations on the page.
        found: String,
    },
    /// The page matches several records.
    #[error("{file}: the page matches {operations}: select one with `--operation ID`")]
    Several {
        /// The page.
        file: String,
        /// The operations.
        operations: String,
    },
    /// The page does not have the operation.
    #[error("{file}: {source}")]
    Record {
        /// The page.
        file: String,
        /// The error.
        source: RecordError,
    },
}

/// The operations that a page describes. `name` selects one, `parts` its fragments on a page that
/// lists fragments.
///
/// # Errors
///
/// The operation has no record, or the page matches none.
pub fn subjects<'a>(
    file: &Path,
    page: &Page,
    bytes: &[u8],
    folder: &'a Folder,
    name: Option<&str>,
    parts: &[u32],
) -> Result<Vec<Subject<'a>>, SubjectError> {
    let shown = file.display().to_string();
    let records = folder.records.as_slice();
    let known: Vec<&Record> = match name {
        Some(name) => {
            let found = records.iter().find(|record| record.operation == name);
            vec![found.ok_or_else(|| SubjectError::NoRecord {
                operation: name.to_owned(),
                file: shown.clone(),
            })?]
        }
        None => fitting(file, page, folder)?,
    };
    if known.is_empty() {
        return Err(SubjectError::Unknown {
            found: described(page),
            file: shown,
        });
    }
    let subject = |old: &'a Record| {
        let address = old.page.address.clone();
        let parts = fragments::of_record(page, old, parts);
        let new = Record::of_page(page, bytes, &old.operation, &parts, address);
        let new = new.map_err(|source| SubjectError::Record {
            file: shown.clone(),
            source,
        })?;
        Ok(Subject::new(file, old, new))
    };
    known.into_iter().map(subject).collect()
}

fn described(page: &Page) -> String {
    match page.operations.as_slice() {
        [one] => match (&one.operation_id, &one.method, &one.uri) {
            (Some(id), ..) => id.clone(),
            (_, Some(method), Some(uri)) => format!("{method} {uri}"),
            _ => "the operation".to_owned(),
        },
        more if fragments::has_fragments(page) => {
            format!("any of the {} fragments", more.len())
        }
        more => format!("any of the {} operations", more.len()),
    }
}

/// The records that a page matches.
fn fitting<'a>(
    file: &Path,
    page: &Page,
    folder: &'a Folder,
) -> Result<Vec<&'a Record>, SubjectError> {
    let records = folder.records.as_slice();
    if fragments::has_fragments(page) {
        let fits = |record: &&Record| fragments::fits(page, record);
        return Ok(records.iter().filter(fits).collect());
    }
    let single = page.operations.len() == 1;
    let stem = file.file_stem().map(|stem| stem.to_string_lossy());
    let title = page
        .title
        .as_deref()
        .and_then(|title| title.rsplit_once(" - "));
    let named = |name: Option<&str>| {
        let known = |record: &&Record| name == Some(&record.operation);
        records.iter().find(known)
    };
    let mut found: Vec<&Record> = Vec::new();
    for operation in &page.operations {
        let by_call = calls::of(operation, folder);
        let by_name = || named(stem.as_deref().filter(|_| single));
        let by_title = || named(title.map(|(_, id)| id).filter(|_| single));
        let known = named(operation.operation_id.as_deref());
        let record = match (known, by_call.as_slice()) {
            (Some(record), _) => Some(record),
            (None, [record]) => Some(*record),
            (None, _) => by_title().or_else(by_name),
        };
        if record.is_none() && by_call.len() > 1 {
            let all: Vec<&str> = by_call
                .iter()
                .map(|record| record.operation.as_str())
                .collect();
            return Err(SubjectError::Several {
                file: file.display().to_string(),
                operations: all.join(", "),
            });
        }
        found.extend(record);
    }
    Ok(found)
}
