//! Building blocks of the generated model types: structs as tables of properties, open enumerations,
//! secrets.
//!
//! The types can be used without an HTTP client. The crate depends only on serde and `serde_json`.
//!
//! - [`object!`] maps a struct to the properties of a JSON object, and [`open_enum!`] maps an enumeration to
//!   its values. Both implement [`Value`], and structs [`Object`], over which reading, writing, comparing
//!   and printing are implemented once.
//! - [`Secret`] is a string that never appears in debug output.
//! - [`Json`] is a value without a documented type.
//! - [`Field`] distinguishes an absent field, `null` and a value.
//! - [`IntoList`] and [`IntoMap`] are accepted by setters.
//! - `time` (a feature) parses the time formats of the services.
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

// For the code that the macros generate.
#[doc(hidden)]
pub use object::{read as __read, write as __write};
#[doc(hidden)]
pub use open_enum::{read_integer as __read_integer, read_text as __read_text};
#[doc(hidden)]
pub use value::{debug as __debug, equal as __equal};

/// serde, re-exported for the macros.
#[doc(hidden)]
pub use serde;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
