//! Values against schemas, in the dialect of OpenAPI 3.0.
//!
//! An evaluator of our own, because every finding needs the place of the very value, because
//! fields that no schema knows are findings here although JSON Schema lets them pass, and because
//! the dialect (`nullable`, boolean `exclusiveMinimum`, deaf siblings of `$ref`) is OpenAPI's.
//! Tests hold it against the `jsonschema` crate.

mod annotations;
mod comparison;
mod discriminator;
mod evaluation;
mod formats;
mod keywords;
mod limits;
mod objects;
mod patience;
mod pattern;
mod subjects;
mod wording;

use crate::context::Context;
use crate::diagnostic::Finding;
pub(crate) use comparison::{canonical, compare, equal};
use evaluation::Evaluation;
pub(crate) use patience::Patience;
pub(crate) use pattern::{Patterns, expression};

/// What is wrong with a value.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub(crate) fault: Fault,
    pub(crate) finding: Finding,
}

/// In what way a value is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its schema does not allow it.
    Invalid,
    /// It has a field that its schema does not have.
    UnknownProperty,
    /// It is not written as its format says.
    Format,
    /// It has a field that travels only in the other direction.
    Direction,
}

/// Judges every example, default and enumeration member of a document.
pub(crate) fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut judgements = Vec::new();
    for subject in subjects::subjects(context) {
        judgements.extend(Evaluation::judge(context, &subject));
    }
    judgements
}
