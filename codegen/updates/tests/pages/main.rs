//! Newer pages of an invented library, compared with its records and applied to its document.

#![allow(clippy::unwrap_used, clippy::panic)]

mod additions;
mod application;
mod difference;
mod files;
mod renderings;
mod support;
