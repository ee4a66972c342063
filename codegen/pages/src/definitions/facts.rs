//! The facts of a definition, each with its location.

use crate::definitions::rows::DefinedRow;
use crate::page::{Example, Table};

/// An operation and the location of each of its facts.
#[derive(Clone, Debug)]
pub(crate) struct DefinedOperation {
    pub(crate) id: Option<String>,
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) pointer: String,
    pub(crate) tables: Vec<DefinedTable>,
    pub(crate) examples: Vec<DefinedExample>,
    pub(crate) statuses: Vec<DefinedStatus>,
}

/// A table of fields. The rows of `table` itself are empty.
#[derive(Clone, Debug)]
pub(crate) struct DefinedTable {
    pub(crate) table: Table,
    pub(crate) rows: Vec<DefinedRow>,
}

/// An example and its location.
#[derive(Clone, Debug)]
pub(crate) struct DefinedExample {
    pub(crate) example: Example,
    pub(crate) pointer: String,
}

/// A status and its location.
#[derive(Clone, Debug)]
pub(crate) struct DefinedStatus {
    pub(crate) code: String,
    pub(crate) pointer: String,
}
