//! Makes documents by resource of a whole definition, with every fact that its sources have.
//!
//! [`draft`] reads official definitions (through `codegen-importer`), adds what definitions of the
//! API Explorer and documentation pages say besides, and writes a document for each resource and
//! `common.yaml` for what they share. What a person has to write is marked; the words of the sources
//! go into [`Drafted::texts`] and into no document. A folder that has documents already only gets
//! what it does not have yet.

mod append;
mod check;
mod definition;
mod enumerations;
mod error;
mod examples;
mod explorer;
mod facts;
mod header;
mod known;
mod ledger;
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
mod witness;

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

/// What a draft is made of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The official definitions.
    pub definitions: &'a [Document],
    /// Definitions of the API Explorer.
    pub explorer: &'a [Document],
    /// Pages by the names of their operations.
    pub pages: &'a Pages,
    /// The names that a person gave; `None` where the file is missing.
    pub names: Option<&'a Names>,
    /// Where the file of names is, or belongs.
    pub names_file: &'a Path,
    /// The documents that are there, each with its path from the folder.
    pub existing: &'a [(PathBuf, Document)],
    /// Only operations whose name, document or tag fits; `*` stands for anything.
    pub only: Option<&'a str>,
}

/// The documents, and what is left to do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Drafted {
    /// The files to write.
    pub files: Vec<DraftedFile>,
    /// The texts to write, with the sources' words.
    pub texts: Vec<TextSource>,
    /// What needs review, and what contradicts itself.
    pub notes: Vec<Note>,
}

/// A file to write.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DraftedFile {
    /// Its path from the folder of the documents.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
    /// How many operations it gets.
    pub operations: usize,
    /// How many schemas it gets.
    pub schemas: usize,
    /// How many texts it gets that are still to be written.
    pub texts: usize,
    /// How many entries of a ledger it gets.
    pub entries: usize,
}

/// A draft in the making: one document of everything.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) document: Value,
    pub(crate) notes: Notes,
    pub(crate) entries: Vec<Entry>,
    /// The schema that most failures answer with.
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

/// Makes the documents.
///
/// # Errors
///
/// A definition is none, tags have no document, names lead nowhere, or a document that is there
/// could not be read any more.
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
    witness::hear(draft);
    times::mark(&mut draft.document, &mut draft.notes);
    pagination::mark(&mut draft.document, &mut draft.notes);
    let page = input.names.and_then(|names| names.page.clone());
    header::sources(&mut draft.document, input.pages, page);
}

/// Brings everything into the shape of the documents.
fn shape(draft: &mut Draft, names: &Names) {
    tidy::formats(&mut draft.document);
    tidy::answers(&mut draft.document);
    parameters::share(&mut draft.document);
    enumerations::name(&mut draft.document, names, &mut draft.notes);
    tidy::prune(&mut draft.document);
}
