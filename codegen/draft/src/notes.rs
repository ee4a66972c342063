//! What a person has to look at.

/// Something that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// Whether sources contradict each other; otherwise it is something to review.
    pub is_contradiction: bool,
    /// What it is about: an operation and a parameter, a schema and a property, or a place in a file.
    pub about: String,
    /// What there is to see.
    pub message: String,
}

/// Collects notes, each once.
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
