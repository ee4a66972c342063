//! What the generated model types are made of: structs as tables of properties, open enumerations,
//! secrets.
//!
//! A program can use the types without an HTTP client; the crate needs serde and `serde_json`, and
//! nothing else.
//!
//! - [`object!`] ties a struct to the properties of a JSON object, [`open_enum!`] an enumeration to
//!   its values; [`Value`] and [`Object`] are the layer below, over which reading, writing,
//!   comparing and printing are written once.
//! - [`Secret`] holds a text that never shows up in debug output.
//! - [`Json`] holds what the documentation gives no shape.
//! - [`Field`] tells an absent field, a `null` and a value apart.
//! - [`IntoList`] and [`IntoMap`] are what setters take.
//! - `time` (a feature) reads the notations of times that the services use.
//! - [`Validate`] checks a request against its documented limits, on demand.

mod collection;
mod field;
mod json;
mod limits;
mod missing;
mod object;
mod open_enum;
mod property;
mod secret;
#[cfg(feature = "time")]
pub mod time;
mod validation;
mod value;

pub use collection::{IntoList, IntoMap};
pub use field::Field;
pub use json::Json;
pub use limits::Limits;
pub use missing::MissingField;
pub use object::{Unfinished, read, to_json, write};
pub use open_enum::{OpenEnum, Unknown, UnknownInteger, UnknownText};
pub use property::Property;
pub use secret::Secret;
pub use validation::{Validate, Validation, Violation, Violations};
pub use value::{Enumeration, List, Map, Object, Optional, Slot, Value, View};

// For the code that the macros write.
#[doc(hidden)]
pub use object::{read as __read, write as __write};
#[doc(hidden)]
pub use open_enum::{read_integer as __read_integer, read_text as __read_text};
#[doc(hidden)]
pub use value::{debug as __debug, equal as __equal};

/// serde under a name that the macros can rely on in every crate.
#[doc(hidden)]
pub use serde;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
