//! From blocks to facts, the same for every rendering.

mod rows;
mod scope;
mod walk;

pub(crate) use scope::DraftTable;
pub(crate) use walk::page;
