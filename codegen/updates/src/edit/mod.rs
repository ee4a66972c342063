//! Edits of a document's text that preserve everything else.
//!
//! Every edit is applied to the text and to the tree. The edited text is parsed again and has to
//! equal the edited tree, including order; otherwise the edit is rejected.

mod flow;
mod splice;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use codegen_document::{Document, pointer};
use serde_json::Value;

/// The position of a new key in a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// After the last key.
    End,
    /// After this key.
    After(String),
    /// Before this key.
    Before(String),
}

/// An edit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    /// Replaces the value at a pointer.
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
    /// Removes a key with its value, or an item.
    Remove { pointer: String },
    /// Renames the key of the value at a pointer.
    Rename { pointer: String, key: String },
}

impl Edit {
    /// The pointer of the edited node, or of the sibling of a new one, which determines the file.
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

/// Why an edit failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EditError {
    /// The document has no node at the pointer.
    #[error("the document has no node at {0}")]
    Nothing(String),
    /// The layout of the text is not supported.
    #[error("the layout of the text at {0} is not supported: edit it by hand")]
    Layout(String),
    /// The text would have another meaning.
    #[error(
        "the edit would also change something else, such as another use of an anchor: edit it by hand"
    )]
    Otherwise,
}

/// Applies edits to a document, one after the other.
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
        // Compared as text, because two trees are equal whatever the order of their keys.
        let (read, wanted) = (next.to_json().to_string(), wanted.to_string());
        if read != wanted {
            return Err(EditError::Otherwise);
        }
        current = next;
    }
    Ok(current)
}
