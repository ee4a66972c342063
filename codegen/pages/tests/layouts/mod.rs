//! Writes one and the same operation in every layout, with invented words.

mod cells;
mod documents;

pub(crate) use cells::{Language, Notation};
pub(crate) use documents::{Layout, write};

use serde_json::Value;

/// A field as a page shows it.
pub(crate) struct Field {
    /// What is to be read of it.
    pub(crate) facts: Value,
    /// The sentence of its description.
    pub(crate) words: &'static str,
}

/// A table as a page shows it.
pub(crate) struct Table {
    pub(crate) role: &'static str,
    pub(crate) status: Option<&'static str>,
    pub(crate) type_name: Option<&'static str>,
    pub(crate) fields: Vec<Field>,
}

/// An operation as a page shows it.
pub(crate) struct Operation {
    pub(crate) title: &'static str,
    pub(crate) method: &'static str,
    pub(crate) uri: &'static str,
    pub(crate) tables: Vec<Table>,
    /// Side, status, body.
    pub(crate) examples: Vec<(&'static str, Option<&'static str>, Value)>,
    pub(crate) statuses: Vec<&'static str>,
}
