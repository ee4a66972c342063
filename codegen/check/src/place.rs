//! Places in the documents of a run.

use codegen_document::pointer;

/// The index of a document in the list of all documents of a run.
pub(crate) type DocumentId = usize;

/// The place of a node: its document, and its pointer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) document: DocumentId,
    pub(crate) pointer: String,
}

impl Place {
    pub(crate) fn new(document: DocumentId, pointer: impl Into<String>) -> Place {
        Place {
            document,
            pointer: pointer.into(),
        }
    }

    /// The place of a child: by its key or index.
    pub(crate) fn join(&self, segment: impl AsRef<str>) -> Place {
        Place::new(
            self.document,
            pointer::join(&self.pointer, segment.as_ref()),
        )
    }

    /// The place of an item of the list under a key.
    pub(crate) fn item(&self, key: &str, index: usize) -> Place {
        self.join(key).join(index.to_string())
    }
}
