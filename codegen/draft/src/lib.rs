//! Drafts documents by resource from whole definitions, with the facts of all sources.
//!
//! [`draft`] reads official definitions through `codegen-importer`, adds facts that only API
//! Explorer definitions and documentation pages have, and writes a document for each resource, and
//! `common.yaml` for what they share. Descriptions to write are marked; the text of the sources
//! goes into [`Drafted::texts`] and into no document. Existing documents only get what they lack.

mod append;
mod check;
mod definition;
mod draft;
mod drafted;
mod enumerations;
mod error;
mod evidence;
mod examples;
mod explorer;
mod facts;
mod header;
mod input;
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

pub use drafted::{Drafted, DraftedFile};
pub use error::DraftError;
pub use input::Input;
pub use names::Names;
pub use notes::Note;
pub use pages::Pages;
pub use texts::TextSource;

use draft::Draft;
use explorer::Explorer;
use known::Known;
use notes::Notes;

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
