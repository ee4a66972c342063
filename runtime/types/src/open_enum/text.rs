//! Reading a text enumeration without allocating for documented values.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

use super::OpenEnum;

/// Reads a text enumeration; for the code that [`open_enum!`](crate::open_enum) writes.
///
/// # Errors
///
/// Anything but a string is an error.
pub fn deserialize_text<'de, D, E>(deserializer: D) -> Result<E, D::Error>
where
    D: Deserializer<'de>,
    E: OpenEnum<Value = Box<str>, Wire = str>,
{
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<E>(PhantomData<E>);

impl<E> Visitor<'_> for TextVisitor<E>
where
    E: OpenEnum<Value = Box<str>, Wire = str>,
{
    type Value = E;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<R: Error>(self, text: &str) -> Result<E, R> {
        Ok(E::known(text).unwrap_or_else(|| E::from_value(text)))
    }
}
