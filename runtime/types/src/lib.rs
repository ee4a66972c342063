//! What the generated model types are made of: open enumerations, null tolerance, secrets.
//!
//! The crate needs serde and nothing else, so that a program can use the types without an HTTP
//! client.
//!
//! - [`open_enum!`] declares an enumeration that keeps values nobody has documented yet.
//! - [`null_as_default`] reads `null` as an empty list, [`object`] a struct from an object alone.
//! - [`Secret`] holds a text that never shows up in debug output.
//! - [`Field`] tells an absent field, a `null` and a value apart.
//! - `time` (a feature) reads the notations of times that the services use.
//! - [`Validate`] holds a request against its documented limits, on demand.

mod field;
mod limits;
mod missing;
mod null;
mod object;
mod open_enum;
mod secret;
#[cfg(feature = "time")]
pub mod time;

pub use field::Field;
pub use limits::{GivenInteger, GivenList, GivenText, Limits, Validate, Violation, Violations};
pub use missing::MissingField;
pub use null::null_as_default;
pub use object::object;
pub use open_enum::{OpenEnum, UnknownValue};
pub use secret::Secret;

/// For the code that [`open_enum!`] writes.
#[doc(hidden)]
pub use open_enum::deserialize_text as __deserialize_text;

/// serde under a name that [`open_enum!`] can rely on in every crate.
#[doc(hidden)]
pub use serde;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
