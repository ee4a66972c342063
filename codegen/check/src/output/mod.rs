//! How findings and rules are shown.

mod exceptions;
mod github;
mod human;
mod json;
mod page;
mod sarif;

pub use exceptions::exceptions;
pub use github::github;
pub use human::{human, human_up_to, summary};
pub use json::json;
pub use page::page;
pub use sarif::sarif;
