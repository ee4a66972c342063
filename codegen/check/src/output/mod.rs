//! How findings and rules are shown.

mod exceptions;
mod github;
mod html;
mod human;
mod json;
mod page;
mod sarif;

pub use exceptions::exceptions;
pub use github::github;
pub use html::html;
pub use human::{human, human_up_to, summary};
pub use json::json;
pub use page::page;
pub use sarif::sarif;

use crate::diagnostic::Diagnostic;

/// A finding in a few lines, for services that show it next to its line.
fn text(diagnostic: &Diagnostic) -> String {
    let note = diagnostic.elsewhere();
    let note = note.map_or_else(String::new, |note| format!("\nnote: {note}"));
    format!("{}{note}\nhelp: {}", diagnostic.message, diagnostic.help)
}
