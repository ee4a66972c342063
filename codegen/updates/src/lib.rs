//! What a newer page changes, and carrying it into a document.
//!
//! [`difference`] holds the facts of a page against the record of its operation and says, in words
//! and with places, what was added, removed and changed.

mod change;
mod difference;
mod document;
mod fields;
mod folder;
mod judgement;
mod notation;
mod subject;

pub use change::{Action, Aspect, Change, Effect, Line, Spot};
pub use difference::{Difference, difference};
pub use folder::{Folder, FolderError};
pub use subject::{Subject, SubjectError, subjects};
