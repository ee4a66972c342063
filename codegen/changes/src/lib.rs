//! Compares two OpenAPI 3.0 documents, judges what each change breaks, and derives the next version.
//!
//! [`compare`] returns every difference as a [`Change`] with its location in both documents and its
//! impact in three lanes:
//!
//! - [`wire`](Change::wire), for anyone who calls the service: breaking if a valid request is now
//!   rejected or means something else, or if a response no longer fits the old schema other than by
//!   a new optional field.
//! - [`level`](Change::level), for code that uses the generated crates: major if it may no longer
//!   compile. It follows from what the generator makes of a document; a test compiles a caller
//!   against generated crates to check it.
//! - [`correction`](Change::correction): the ledger records that the service never changed.
//!
//! # How changes are judged
//!
//! Each difference is first classified by its effect on the allowed values: fewer, more, or
//! different ones. The direction of use then decides: fewer values are breaking in requests, more
//! values in responses. Some consequences may be surprising:
//!
//! - A new enumeration value in a response is breaking on the wire, because it does not fit the old
//!   schema, and minor for the crates, whose enumerations are open.
//! - Removing an optional field from responses is compatible on the wire, because it could always be
//!   absent, and major for the crates, whose struct loses it. In a request it is breaking.
//! - A new response field is compatible even if it is required, because callers can ignore it.
//! - Adding or removing an error status is compatible. Removing a success status, or adding one next
//!   to another, is breaking.
//! - Loosening or removing a limit of a response is breaking on the wire. The crates show limits
//!   only in doc comments and in checks on demand.
//! - Changing a default is breaking if a request may omit the value, because omitting it now means
//!   something else.
//! - A parameter that becomes required is breaking on the wire, although the code compiles and only
//!   fails when it runs. Such changes require a breaking version
//!   ([`refuses_calls`](Change::refuses_calls)), unless they are corrections.
//! - Differences inside a schema whose Rust type was replaced have no level of their own. The
//!   replacement has it.
//! - A limit that does not apply to its type, such as the maximum of a string, is judged like any
//!   other limit, because its author had a reason.
//! - In a parameter every value is a string on the wire, so changing a number to a string allows
//!   more values.
//!
//! Named schemas and other components are compared once, wherever they are used. A schema or
//! operation that was only renamed is recognized; a field or operation that was probably renamed is
//! marked as such. Changes that no rule covers are reported too. References to other files are
//! compared as text.
//!
//! # How this is tested
//!
//! - `tests/truth` compiles a caller against the crates before and after each change.
//! - `tests/mutations` changes every node of some documents in every way: each change has to be
//!   reported at its location; equivalent documents must have no impact; and if a JSON Schema
//!   validator finds a value that breaks, the impact on the wire has to be breaking.
//! - `examples/mutations.rs` does the same with any document, and writes the pairs for other tools.
//!   The README of the crate explains where their results differ.
//!
//! # Why not use a library
//!
//! `drift` 0.2, fast and well tested, was tried first. Of about 160 changes in the tests of this
//! crate, it does not report 43 (security, servers, null, response headers, descriptions, renamed
//! operations, schemas and path parameters) and leaves 27 "unhandled" (added and removed fields,
//! limits, lengths, required). It assigns one class to a change instead of three lanes, has no line
//! numbers, and parses with `openapiv3`, which drops extensions. `schemadoc-diff` is no longer
//! maintained and judges less. Only the walk over operations, the smallest part, could be reused.
//! The tests follow drift's pattern: one document, many small patches, one snapshot each.

mod address;
mod change;
mod change_kind;
mod comparison;
mod components;
mod correction;
mod document;
mod document_index;
mod document_lifecycle;
mod effect;
mod impact;
mod limit_effect;
mod merged_schema;
mod node_ref;
mod numbers;
mod openness;
mod operation;
mod operations;
mod output;
mod overlap;
mod packages;
mod pinpoint;
mod rename_detection;
mod resolver;
mod rust_type;
mod schema;
mod schema_label;
mod schema_renames;
mod security_schemes;
mod servers;
mod transition;
mod usage;
mod version_bump;

use codegen_document::Document;

pub use change::{Change, Layer, Level, SourceLine, Wire};
pub use change_kind::ChangeKind;
pub use correction::mark_corrections;
pub use document_lifecycle::{added, moved, removed};
pub use output::{Compared, changelog, github, html, human, json, markdown, version_bumps};
pub use packages::{BoxError, PackageError, manifest, package};
pub use version_bump::{CrateVersion, VersionBump, next};

/// The differences between two documents, in the order of the new one.
pub fn compare(before: &Document, after: &Document) -> Vec<Change> {
    comparison::Comparison::new(before, after).run()
}
