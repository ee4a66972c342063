//! The clients of the documents in `tests/shapes/specs`.

#[rustfmt::skip]
mod generated;

pub use generated::*;
// The examples of generated methods use the runtime by the path of the client crate.
pub use huaweicloud_core::*;
