//! What changed between two documents, whom it breaks, and which version comes next.
//!
//! [`compare`] takes any two OpenAPI 3.0 documents and gives every difference as a [`Change`] with
//! its two places and its verdict in three lanes:
//!
//! - [`wire`](Change::wire), for whoever talks to the service: breaking where a request that was
//!   valid is now refused or means something else, or where a response leaves the old schema other
//!   than by a new optional field.
//! - [`level`](Change::level), for code that uses the generated crates: major where it may no
//!   longer compile. It follows from what the generator makes of a document, and a test compiles a
//!   caller's program against generated crates to hold it to that.
//! - [`correction`](Change::correction): the ledger says that the service never changed.
//!
//! # How it judges
//!
//! Each difference is first seen as what it does to the set of values that are allowed: fewer,
//! more, or others. Then it counts who uses the place: for requests fewer is breaking, for
//! responses more is. Some consequences that may surprise:
//!
//! - A new value of an enumeration in a response is breaking on the wire, because it leaves the
//!   old schema, and minor for the crates, whose enumerations are open.
//! - An optional field that responses lose is compatible on the wire, because they could lack it
//!   before, and major for the crates, whose struct loses it. In a request it is breaking.
//! - A new field of a response is compatible even if it is required: who reads can ignore it.
//! - A status of an error that comes or goes is compatible; a success that comes where there was
//!   one, or goes, is breaking.
//! - A limit of a response that is looser or gone is breaking on the wire; the crates show limits
//!   only in doc comments and checks on demand.
//! - Another default is breaking where a request may leave the value out: it means something else.
//! - A parameter that becomes required breaks on the wire, yet the code compiles and fails when it
//!   is called. Such changes ask for a breaking version all the same
//!   ([`refuses_calls`](Change::refuses_calls)), unless they are corrections.
//! - What differs inside of a schema that another type replaces has no verdict of its own for the
//!   crates: the replacement has it.
//!
//! - A limit that means nothing for its type, such as the maximum of a text, is judged as a limit
//!   all the same: whoever wrote it meant something by it.
//! - In a parameter, where every value is a text, a number that becomes a text is wider.
//!
//! Named schemas and other components are compared once, wherever they are used; a schema or
//! operation that only has another name is recognised, a field or operation that has probably only
//! another name is noted as such. Whatever no rule knows is reported too, so that nothing goes
//! unseen. References into other files are compared as texts.
//!
//! # What holds it to that
//!
//! - `tests/truth` compiles a caller's program against the crates before and after each change.
//! - `tests/mutations` changes every node of documents in every way: each change is told of, where
//!   it is; those that say the same in other words are felt by nobody; and where a validator of
//!   JSON Schema finds a value that breaks, the verdict on the wire is breaking.
//! - `examples/mutations.rs` does the same with any document, and writes the pairs for other tools.
//!   The crate's README says where their verdicts differ and why.
//!
//! # Why no library does it
//!
//! `drift` 0.2, quick and well tested, was tried first. Of the some 160 changes in this crate's
//! tests it is silent on 43 (security, servers, null, headers of responses, descriptions, renamed
//! operations, schemas and path parameters) and leaves 27 "unhandled" (fields that come and go,
//! limits, lengths, required). It gives a change one class instead of three lanes and no line, and
//! reads through `openapiv3`, which forgets extensions. `schemadoc-diff` is no longer maintained
//! and judges less. What would be left to build on is the walk over operations, the smallest part.
//! The tests here have the shape of drift's: one document, many small patches, a snapshot each.

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
pub use output::{Compared, changelog, github, html, human, json, markdown, verdicts};
pub use packages::{BoxError, PackageError, manifest, package};
pub use version_bump::{CrateVersion, Verdict, next};

/// What is different between two documents, in the order of the new one.
pub fn compare(before: &Document, after: &Document) -> Vec<Change> {
    comparison::Comparison::new(before, after).run()
}
