//! Drafts documents by resource from whole definitions, with the facts of all sources.
//!
//! [`draft`] reads official definitions through `codegen-importer`, adds facts that only API
//! Explorer definitions and documentation pages have, and writes a document for each resource, and
//! `common.yaml` for what they share. Descriptions to write are marked; the text of the sources
//! goes into [`Drafted::texts`] and into no document. Existing documents only get what they lack.

mod append;
mod check;
mod definition;
mod enumerations;
mod error;
mod evidence;
mod examples;
mod explorer;
mod facts;
mod header;
mod known;
mod ledger;
mod marks;
mod names;
mod notes;
mod order;
mod pages;
mod pagination;
mod parameters;
mod prose;
mod rename;
mod resolve;
mod selection;
mod split;
mod texts;
mod tidy;
mod times;
mod walk;

use std::path::{Path, PathBuf};

use codegen_document::Document;
use serde_json::Value;

pub use error::DraftError;
pub use names::Names;
pub use notes::Note;
pub use pages::Pages;
pub use texts::TextSource;

use explorer::Explorer;
use known::Known;
use ledger::Entry;
use notes::Notes;

/// The input of a draft.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The official definitions.
    pub definitions: &'a [Document],
    /// API Explorer definitions.
    pub explorer: &'a [Document],
    /// Pages by operation name.
    pub pages: &'a Pages,
    /// The configured names. `None` if the file is missing.
    pub names: Option<&'a Names>,
    /// The path of the file of names.
    pub names_file: &'a Path,
    /// The existing documents, each with its path in the folder.
    pub existing: &'a [(PathBuf, Document)],
    /// Only operations whose name, document or tag matches. `*` matches anything.
    pub only: Option<&'a str>,
}

/// The documents, and the work that is left.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Drafted {
    /// The files to write.
    pub files: Vec<DraftedFile>,
    /// The texts to write, with the text of the sources.
    pub texts: Vec<TextSource>,
    /// Notes for review, and contradictions.
    pub notes: Vec<Note>,
}

/// A file to write.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DraftedFile {
    /// The path in the folder of documents.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
    /// The number of operations added.
    pub operations: usize,
    /// The number of schemas added.
    pub schemas: usize,
    /// The number of texts to write.
    pub texts: usize,
    /// The number of ledger entries added.
    pub entries: usize,
}

/// A draft in progress: a single document.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) document: Value,
    pub(crate) notes: Notes,
    pub(crate) entries: Vec<Entry>,
    /// The most frequent schema of error responses.
    pub(crate) common_error: Option<String>,
}

impl Draft {
    /// The pointers and names of all operations.
    pub(crate) fn operations(&self) -> Vec<(String, String)> {
        let listed = walk::listed(&self.document);
        listed
            .map(|(path, method, operation)| {
                let at = codegen_document::pointer::join("/paths", path);
                (
                    format!("{at}/{method}"),
                    walk::operation_id(operation).to_owned(),
                )
            })
            .collect()
    }
}

/// Drafts the documents.
///
/// # Errors
///
/// A definition is invalid, tags have no document, names are unknown or ambiguous, or an existing
/// document would become invalid.
pub fn draft(input: &Input<'_>) -> Result<Drafted, DraftError> {
    let mut notes = Notes::default();
    let document = definition::read(input.definitions, &mut notes)?;
    let Some(names) = input.names else {
        return Err(DraftError::NoNames {
            path: input.names_file.to_path_buf(),
            proposal: Names::proposal(&document),
        });
    };
    let mut draft = Draft {
        document,
        notes,
        entries: Vec::new(),
        common_error: None,
    };
    let known = Known::read(input.existing);
    selection::check_tags(&draft.document, names, input.names_file)?;
    rename::schemas(&mut draft, names, &known, input.names_file)?;
    selection::keep(&mut draft.document, names, &known, input.only)?;
    facts_of_all(&mut draft, input);
    shape(&mut draft, names);
    check::examples(&mut draft);
    split::write(draft, names, &known, input)
}

/// Adds the facts of all sources.
fn facts_of_all(draft: &mut Draft, input: &Input<'_>) {
    let explorer = Explorer::read(input.explorer);
    draft.common_error = known::common_error(&draft.document);
    prose::read(&mut draft.document, &mut draft.notes);
    explorer.merge(draft);
    pages::merge(input.pages, draft);
    examples::add(draft, &explorer, input.pages);
    evidence::apply(draft);
    times::mark(&mut draft.document, &mut draft.notes);
    pagination::mark(&mut draft.document, &mut draft.notes);
    let page = input.names.and_then(|names| names.page.clone());
    header::sources(&mut draft.document, input.pages, page);
}

/// Normalizes the document.
fn shape(draft: &mut Draft, names: &Names) {
    tidy::formats(&mut draft.document);
    tidy::responses(&mut draft.document);
    parameters::share(&mut draft.document);
    enumerations::name(&mut draft.document, names, &mut draft.notes);
    tidy::prune(&mut draft.document);
}
