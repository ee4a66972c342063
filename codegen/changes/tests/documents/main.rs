//! Comparisons of documents.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may panic"
)]

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod alternatives;
mod cases;
mod corrections;
mod kinds;
mod meaning;
mod outputs;
