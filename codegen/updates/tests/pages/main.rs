//! Newer pages of an invented library, held against its records and carried into its document.

#![allow(clippy::unwrap_used, clippy::panic)]

mod additions;
mod application;
mod difference;
mod files;
mod renderings;
mod support;
