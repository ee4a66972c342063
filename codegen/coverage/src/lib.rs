//! How much of an official definition the documents have, operation by operation.
//!
//! A [`Register`] lists the operations of a definition, so that the definition itself need not be
//! there; [`Coverage::of`] says of each what the project has of it.

mod coverage;
mod evidence;
mod reach;
mod register;

pub use coverage::{Counts, Coverage, Operation, Part};
pub use evidence::Evidence;
pub use register::{Listed, Register, RegisterError};
