//! The changes as people and machines want to read them.

mod changelog;
mod github;
mod html;
mod human;
mod json;
mod markdown;

pub use changelog::changelog;
pub use github::github;
pub use html::{Compared, html};
pub use human::{human, verdicts};
pub use json::json;
pub use markdown::markdown;

use crate::change::{Change, SourceLine};

/// `apis.yaml:35`
pub(crate) fn place(place: Option<&SourceLine>) -> String {
    match place {
        Some(place) => format!("{}:{}", place.file.display(), place.line),
        None => "nowhere".to_owned(),
    }
}

/// The changes with the gravest first; within one gravity in the order of the document.
pub(crate) fn by_gravity(changes: &[Change]) -> Vec<&Change> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| std::cmp::Reverse((change.wire, change.level)));
    sorted
}
