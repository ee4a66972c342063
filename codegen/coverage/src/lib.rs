//! Computes how much of an official definition the documents cover, operation by operation.
//!
//! A [`Register`] lists the operations of a definition, so that the definition itself is not
//! needed. [`Coverage::of`] computes the coverage of each.

mod coverage;
mod evidence;
mod reach;
mod register;

pub use coverage::{Counts, Coverage, Operation, Part};
pub use evidence::Evidence;
pub use register::{Listed, Register, RegisterError};
