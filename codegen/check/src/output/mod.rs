//! How findings and rules are shown.

mod github;
mod human;
mod json;
mod page;
mod sarif;

pub use github::github;
pub use human::human;
pub use json::json;
pub use page::page;
pub use sarif::sarif;
