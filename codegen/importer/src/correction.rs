//! Corrections of a definition.

use codegen_document::{Document, Location};

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// The rule, such as `limit-beyond-int64`.
    pub rule: &'static str,
    /// The location in the definition.
    pub location: Location,
    /// The JSON pointer.
    pub pointer: String,
    /// The error and how it was corrected.
    pub message: String,
    /// How certain it is.
    pub outcome: Outcome,
}

/// How certain a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Certain.
    Corrected,
    /// Likely, and worth a review.
    Review,
    /// Something was left out, because its meaning is unclear.
    LeftOut,
}

impl Outcome {
    /// The outcome as text.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Outcome::Corrected => "corrected",
            Outcome::Review => "needs review",
            Outcome::LeftOut => "left out",
        }
    }
}

/// Collects corrections by their pointers.
#[derive(Debug, Default)]
pub(crate) struct Corrections(Vec<(Outcome, &'static str, String, String)>);

impl Corrections {
    pub(crate) fn add(&mut self, rule: &'static str, pointer: &str, message: impl Into<String>) {
        self.push(Outcome::Corrected, rule, pointer, message);
    }

    pub(crate) fn review(&mut self, rule: &'static str, pointer: &str, message: impl Into<String>) {
        self.push(Outcome::Review, rule, pointer, message);
    }

    pub(crate) fn left_out(
        &mut self,
        rule: &'static str,
        pointer: &str,
        message: impl Into<String>,
    ) {
        self.push(Outcome::LeftOut, rule, pointer, message);
    }

    fn push(
        &mut self,
        outcome: Outcome,
        rule: &'static str,
        pointer: &str,
        message: impl Into<String>,
    ) {
        self.0
            .push((outcome, rule, pointer.to_owned(), message.into()));
    }

    /// The corrections with their locations, in the order of the definition.
    pub(crate) fn located(self, definition: &Document) -> Vec<Correction> {
        let located = self.0.into_iter();
        let mut corrections: Vec<Correction> = located
            .map(|(outcome, rule, pointer, message)| Correction {
                rule,
                location: definition.location(&pointer),
                pointer,
                message,
                outcome,
            })
            .collect();
        corrections.sort_by_key(|it| (it.location.line, it.location.column));
        corrections
    }
}
