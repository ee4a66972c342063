//! Enumerations that preserve undocumented values.

mod declaration;
mod unknown;

use std::fmt::{self, Debug};

use serde::de::{Deserializer, Visitor};

pub use unknown::{Unknown, UnknownInteger, UnknownText};

use crate::object::IntegerVisitor;
use crate::value::Enumeration;

/// An enumeration whose last variant preserves undocumented values.
///
/// [`open_enum!`](crate::open_enum!) implements it.
///
/// ```
/// use huaweicloud_types::{OpenEnum, UnknownText, open_enum};
///
/// /// The state of an instance.
/// #[derive(Clone)]
/// pub enum State {
///     /// Serving requests.
///     Running,
///     /// A value that the documentation does not list.
///     Unknown(UnknownText),
/// }
/// open_enum!(State: str { Running = "RUNNING" });
///
/// assert_eq!(State::VALUES, [State::Running]);
/// assert_eq!(State::from_wire("FROZEN").wire(), "FROZEN");
/// ```
pub trait OpenEnum: Clone + Debug + Sized + 'static {
    /// The type of undocumented values: [`UnknownText`] or [`UnknownInteger`].
    type Unknown: Unknown;

    /// The documented values, in the order of the documentation.
    const VALUES: &'static [Self];

    /// The value as it is written: a string or an integer.
    fn wire(&self) -> &<Self::Unknown as Unknown>::Wire;

    /// The variant for an undocumented value.
    fn unknown(value: Self::Unknown) -> Self;

    /// The variant for any value, documented or not.
    fn from_wire(wire: &<Self::Unknown as Unknown>::Wire) -> Self {
        match Self::VALUES.iter().find(|value| value.wire() == wire) {
            Some(value) => value.clone(),
            None => Self::unknown(Self::Unknown::new(wire)),
        }
    }
}

impl<E: OpenEnum> Enumeration for E {
    fn is_text(&self) -> bool {
        E::Unknown::IS_TEXT
    }

    fn set_text(&mut self, text: &str) {
        if let Some(wire) = E::Unknown::of_text(text) {
            *self = E::from_wire(wire);
        }
    }

    fn set_integer(&mut self, integer: i64) {
        if let Some(wire) = E::Unknown::of_integer(&integer) {
            *self = E::from_wire(wire);
        }
    }
}

/// Reads an enumeration of strings; used by [`open_enum!`](crate::open_enum!).
///
/// # Errors
///
/// The value is not a string.
pub fn read_text<'de, E, D>(deserializer: D) -> Result<E, D::Error>
where
    E: OpenEnum<Unknown = UnknownText>,
    D: Deserializer<'de>,
{
    struct TextVisitor<E>(std::marker::PhantomData<E>);

    impl<E: OpenEnum<Unknown = UnknownText>> Visitor<'_> for TextVisitor<E> {
        type Value = E;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a string")
        }

        fn visit_str<R: serde::de::Error>(self, text: &str) -> Result<E, R> {
            Ok(E::from_wire(text))
        }
    }

    deserializer.deserialize_str(TextVisitor(std::marker::PhantomData))
}

/// Reads an enumeration of integers; used by [`open_enum!`](crate::open_enum!).
///
/// # Errors
///
/// The value is not a 64-bit integer.
pub fn read_integer<'de, E, D>(deserializer: D) -> Result<E, D::Error>
where
    E: OpenEnum<Unknown = UnknownInteger>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_i64(IntegerVisitor(|integer| E::from_wire(&integer)))
}
