//! The texts of documents: summaries and descriptions of everything that has some.
//!
//! [`Worklist::of`] lists the texts that are still to write, each distinct meaning once;
//! [`describe`] puts what a person wrote there at all its places, all of them or none.

mod description;
mod kind;
mod layout;
mod list;
mod output;
mod pattern;
mod reading;
mod rewriting;
mod source;
mod text;
mod walk;
mod words;

pub use description::{Changed, Outcome, describe};
pub use kind::Kind;
pub use list::{Entry, Selection, Usage, Worklist};
pub use pattern::Pattern;
pub use reading::{Filled, Problem, read};
pub use source::{Sources, SourcesError};
pub use text::{Named, Text};
