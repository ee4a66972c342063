//! Marks on schemas, which are removed when the draft is done.

/// The keywords of a schema that were derived from prose.
pub(crate) const DERIVED: &str = "x-derived";

/// The types that other sources state for a schema.
pub(crate) const STATED_TYPES: &str = "x-stated-types";
