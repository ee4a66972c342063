//! Reads documentation pages as facts, and compares documents with them.
//!
//! [`read_file`] detects the rendering of a page and converts it to a [`Page`]: operations with
//! their tables, examples and statuses, and everything that could not be placed.

mod block;
mod compare;
mod definitions;
mod description;
mod draft;
mod error;
mod examples;
mod facts;
mod markup;
mod page;
mod pattern;
mod read;
mod readers;
mod record;
mod rendering;
mod resolve;
mod vocabulary;

pub use compare::{
    ComparedFact, Comparison, DocumentedOperation, Field, Fields, LooseTable, MessagePart,
    OperationComparison, Origin, State, compare,
};
pub use description::read_description;
pub use draft::{DraftError, MARK, draft, draft_into, proposed_name};
pub use error::ReadError;
pub use page::{
    AllowedValue, Example, Language, MessageKind, Operation, Page, Role, Row, Table, Unplaced,
};
pub use read::{read, read_file};
pub use record::{Record, RecordError, RecordedPage};
pub use rendering::Rendering;
pub use vocabulary::FieldType;
