//! Calls of the documents that show every shape.

#[rustfmt::skip]
mod generated;

pub use generated::*;
// The examples of generated methods name what client crates hand on.
pub use huaweicloud_core::*;
