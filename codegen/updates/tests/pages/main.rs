//! Newer pages of an invented library, held against its records and carried into its document.

#![allow(clippy::unwrap_used, clippy::panic)]

mod application;
mod difference;
mod support;
