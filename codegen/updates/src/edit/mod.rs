//! Edits of a document's text that leave alone what they are not about.
//!
//! Every edit is made twice, in the text and in the tree. The edited text is read again and has to
//! be the edited tree, order included: what would come out otherwise is refused.

mod flow;
mod splice;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use codegen_document::{Document, pointer};
use serde_json::Value;

/// Where in a mapping a new key goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Behind the last key.
    End,
    /// Behind this key.
    After(String),
    /// In front of this key.
    Before(String),
}

/// One edit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    /// Gives the node at a pointer another value.
    Set { pointer: String, value: Value },
    /// Adds a key to a mapping.
    Insert {
        mapping: String,
        slot: Slot,
        key: String,
        value: Value,
    },
    /// Adds an item to a list.
    InsertItem {
        list: String,
        index: usize,
        value: Value,
    },
    /// Takes away a key with its value, or an item.
    Remove { pointer: String },
    /// Gives the value at a pointer another key.
    Rename { pointer: String, key: String },
}

impl Edit {
    /// The pointer of what is edited, or of what the new thing stands next to: it says which file
    /// of the document is meant.
    fn place(&self) -> String {
        match self {
            Edit::Set { pointer, .. } | Edit::Remove { pointer } | Edit::Rename { pointer, .. } => {
                pointer.clone()
            }
            Edit::InsertItem { list, .. } => list.clone(),
            Edit::Insert { mapping, slot, .. } => match slot {
                Slot::End => mapping.clone(),
                Slot::After(key) | Slot::Before(key) => pointer::join(mapping, key),
            },
        }
    }
}

/// Why an edit was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EditError {
    /// The document has nothing there.
    #[error("the document has nothing at {0}")]
    Nothing(String),
    /// The text is laid out in a way that is not edited.
    #[error("the text at {0} is laid out in a way that only a person should edit")]
    Layout(String),
    /// The text would say something else.
    #[error(
        "the edit would change something else as well, as with an anchor that several places share: edit it by hand"
    )]
    Otherwise,
}

/// The document with some edits, one after the other.
pub(crate) fn edited(document: &Document, edits: &[Edit]) -> Result<Document, EditError> {
    let mut current = document.clone();
    for edit in edits {
        let file = current.part(&edit.place());
        let file = file.map_err(|_| EditError::Otherwise)?;
        let text = splice::text(&file, edit)?;
        let mut wanted = current.to_json();
        tree::apply(&mut wanted, edit)?;
        let next = current.with_text(file.path(), text);
        let next = next.map_err(|_| EditError::Otherwise)?;
        // As texts, because two trees are equal whatever the order of their keys.
        let (read, wanted) = (next.to_json().to_string(), wanted.to_string());
        if read != wanted {
            return Err(EditError::Otherwise);
        }
        current = next;
    }
    Ok(current)
}
