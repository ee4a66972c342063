//! The texts of documents: summaries and descriptions.
//!
//! [`Worklist::of`] lists the texts to write, once per distinct meaning. [`describe`] copies the
//! written texts to all their places, or to none.

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
pub use kind::SubjectKind;
pub use list::{Entry, Selection, Usage, Worklist};
pub use pattern::Pattern;
pub use reading::{Filled, Problem, read};
pub use source::{Sources, SourcesError};
pub use text::{Named, Text};
