//! What a document becomes in Rust, read from the unmodified document: operations with everything that
//! a call sends and receives, and the types of both.
//!
//! A [`Contract`] has names, types, documentation and limits, but no Rust code. The generator writes
//! crates from it, and the checker reports its [`Problem`]s. Therefore, both reject the same documents,
//! with all problems at once.
//!
//! Everything that OpenAPI allows becomes code by a rule, except for decisions that only the author can
//! make: a name for an unnamed object or enumeration, one of two names that would be the same in Rust,
//! or the intended meaning of a contradiction.

mod body;
mod contract;
mod definition;
mod enumeration;
mod json;
mod limits;
mod operation;
mod pagination;
mod parameter;
mod part;
mod problem;
mod reachability;
mod rules;
mod schemas;
mod structure;
mod success;
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
pub use reachability::operations_leading_to;
pub use rules::Rule;
pub use schemas::needs_name;
pub use structure::{Property, Structure};
pub use success::{Success, SuccessKind};
pub use types::Type;
pub use waiter::{Waiter, WaiterItem};
