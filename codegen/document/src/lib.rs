//! Reads the documents, the manifest and the ledger, and knows the line and column of every node.
//!
//! [`Document`] is an OpenAPI file, or several that are read as one, as a tree in which every node,
//! and every key, has its place in the text. [`Manifest`] says which document becomes which module, [`Ledger`] lists the
//! differences on purpose.

mod builder;
mod bundle;
mod document;
mod encoding;
mod error;
mod file_names;
pub mod insertion;
mod json;
mod ledger;
mod manifest;
pub mod marks;
pub mod names;
mod node;
pub mod pointer;
mod product;
pub mod reference;
mod scalar;
pub mod secrets;
mod span;
mod tree;
pub mod yaml;

/// The HTTP methods under which a path item can have an operation, as its keys.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub use bundle::{Disk, Files, normalized};
pub use document::Document;
pub use error::{Invalid, LoadError, Problem};
pub use file_names::may_be_document;
pub use ledger::{Ledger, LedgerEntry};
pub use manifest::{Manifest, ManifestEntry};
pub use node::{Content, Entry, Mapping, Node};
pub use product::product;
pub use span::{Location, Position, Span};
pub use tree::Tree;
