//! Enumerations that keep values nobody has documented yet.

mod declaration;
mod text;
mod unknown;

use std::borrow::Borrow;
use std::fmt::{Debug, Display};
use std::hash::Hash;

pub use text::deserialize_text;
pub use unknown::UnknownValue;

/// An enumeration whose last variant keeps every value that the documentation does not list.
///
/// [`open_enum!`](crate::open_enum) implements it; there is no reason to do it by hand.
pub trait OpenEnum: Sized + 'static {
    /// How a value is kept: `Box<str>` or `i64`.
    type Value: Borrow<Self::Wire>
        + Clone
        + Debug
        + Display
        + Eq
        + Ord
        + Hash
        + Send
        + Sync
        + 'static;

    /// How a value is looked at: `str` or `i64`.
    type Wire: ?Sized;

    /// The documented values, in the order of the documentation.
    const VALUES: &'static [Self];

    /// The documented value that is written this way, if there is one.
    fn known(wire: &Self::Wire) -> Option<Self>;

    /// The variant that keeps a value which is not documented.
    fn unknown(value: UnknownValue<Self>) -> Self;

    /// The variant for any value, documented or not.
    fn from_value(value: impl Into<Self::Value>) -> Self {
        match UnknownValue::new(value) {
            Ok(unknown) => Self::unknown(unknown),
            Err(known) => known,
        }
    }
}
