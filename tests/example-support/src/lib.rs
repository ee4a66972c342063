//! The code that the example programs of all clients share, so that each of them shows only its subject:
//! settings and their flags, the mock server in place of the service, advice for errors, tables,
//! and how tests run a program in their own process.
//!
//! A program is a function of its arguments and a [`Session`]; [`run`] does everything around it.

mod advice;
mod arguments;
mod context;
mod product;
mod session;
mod settings;
pub mod tables;
pub mod testing;

pub use advice::explain;
pub use arguments::{Connection, InstanceConnection};
pub use context::{ExampleContext, Print};
pub use product::{DCS, Product, ROMA};
pub use session::{Session, Trouble, run};
