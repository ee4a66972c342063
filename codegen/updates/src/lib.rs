//! Finds the changes on a newer page and applies them to a document.
//!
//! [`difference`] compares a page with the record of its operation and reports what was added,
//! removed and changed, with locations.
//! [`apply`] makes the unambiguous edits and lists the decisions left to the author. [`write()`]
//! writes all files, or none.

mod application;
mod change;
mod classification;
mod difference;
mod edit;
mod fields;
mod folder;
mod operation_locator;
mod pending;
mod plan;
mod subject;

pub use application::{
    Application, ApplyError, Decision, FileChange, Outcome, Remark, apply, write,
};
pub use change::{Action, Aspect, Change, Effect, Line, SourceLocation};
pub use difference::{Difference, difference};
pub use folder::{Folder, FolderError};
pub use pending::pending;
pub use plan::PLACEHOLDER;
pub use subject::{Subject, SubjectError, subjects};
