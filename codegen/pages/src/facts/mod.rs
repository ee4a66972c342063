//! Converts blocks to facts, for every rendering.

mod rows;
mod scope;
mod walk;

pub(crate) use scope::DraftTable;
pub(crate) use walk::page;
