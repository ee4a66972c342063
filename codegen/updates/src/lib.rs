//! What a newer page changes, and carrying it into a document.
//!
//! [`difference`] holds the facts of a page against the record of its operation and says, in words
//! and with places, what was added, removed and changed.
//! [`apply`] makes the edits that leave no choice, lists what a person must decide, and [`write()`]
//! puts the files in place, all or none.

mod application;
mod change;
mod difference;
mod document;
mod edit;
mod fields;
mod folder;
mod judgement;
mod notation;
mod pending;
mod plan;
mod subject;

pub use application::{
    Application, ApplyError, Decision, FileChange, Outcome, Remark, apply, write,
};
pub use change::{Action, Aspect, Change, Effect, Line, Spot};
pub use difference::{Difference, difference};
pub use folder::{Folder, FolderError};
pub use pending::pending;
pub use plan::PLACEHOLDER;
pub use subject::{Subject, SubjectError, subjects};
