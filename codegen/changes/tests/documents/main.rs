//! Documents against documents.

#[path = "../support/mod.rs"]
mod support;

mod cases;
mod corrections;
mod kinds;
mod unseen;
