//! Places in the documents of a run.

use codegen_document::pointer;

/// The place of a document in the list of all documents of a run.
pub(crate) type DocumentId = usize;

/// A node: in which document, and where in it.
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

    /// One step further: a key, or an index.
    pub(crate) fn join(&self, segment: impl AsRef<str>) -> Place {
        Place::new(
            self.document,
            pointer::join(&self.pointer, segment.as_ref()),
        )
    }

    /// Two steps further, through a list.
    pub(crate) fn item(&self, key: &str, index: usize) -> Place {
        self.join(key).join(index.to_string())
    }
}
