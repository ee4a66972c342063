//! What a document becomes in Rust, read from the document as it is: operations with everything that
//! a call sends and gets back, and the types of both.
//!
//! A [`Contract`] has names, types, documentation and limits, and no Rust. The generator writes its
//! crates from it; the checker reports its [`Problem`]s. So what cannot become code is refused by
//! both alike, and all of it at once.
//!
//! Everything that OpenAPI allows becomes code by a rule, except what only a person can decide: a
//! name for an object or an enumeration that has none, one of two names that become the same, or
//! what is meant where a document contradicts itself.

mod body;
mod contract;
mod definition;
mod enumeration;
mod limits;
mod operation;
mod pagination;
mod parameter;
mod problem;
mod reach;
mod rules;
mod schemas;
mod structure;
mod success;
mod text;
mod types;
mod waiter;

pub use body::{Body, BodyKind};
pub use contract::Contract;
pub use definition::{Definition, Direction};
pub use enumeration::{Enumeration, Variant};
pub use limits::{Bounds, Limits};
pub use operation::Operation;
pub use pagination::Pagination;
pub use parameter::{Location, Parameter, Style};
pub use problem::Problem;
pub use reach::operations_leading_to;
pub use rules::Rule;
pub use structure::{Property, Structure};
pub use success::{Success, SuccessKind};
pub use types::Type;
pub use waiter::{Waiter, WaiterItem};
