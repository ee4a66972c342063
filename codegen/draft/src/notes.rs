//! Notes for review.

/// A note for review.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// Whether sources contradict each other.
    pub is_contradiction: bool,
    /// The subject: an operation and a parameter, a schema and a property, or a location in a file.
    pub about: String,
    /// The message.
    pub message: String,
}

/// Collects notes without duplicates.
#[derive(Debug, Default)]
pub(crate) struct Notes(pub(crate) Vec<Note>);

impl Notes {
    pub(crate) fn review(&mut self, about: impl Into<String>, message: impl Into<String>) {
        self.push(false, about.into(), message.into());
    }

    pub(crate) fn contradiction(&mut self, about: impl Into<String>, message: impl Into<String>) {
        self.push(true, about.into(), message.into());
    }

    fn push(&mut self, is_contradiction: bool, about: String, message: String) {
        let note = Note {
            is_contradiction,
            about,
            message,
        };
        if !self.0.contains(&note) {
            self.0.push(note);
        }
    }
}
