//! Types of the documents that show every shape.

#[rustfmt::skip]
mod generated;

pub use generated::*;
