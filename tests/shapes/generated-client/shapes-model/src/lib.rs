//! The types of the documents in `tests/shapes/specs`.

#[rustfmt::skip]
mod generated;

pub use generated::*;
