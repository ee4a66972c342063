//! Structs are read from JSON objects alone.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

/// Reads structs from objects, and from nothing else.
///
/// A derived `Deserialize` also takes a list of a struct's fields in their order, so that an empty
/// list where an object belongs would pass as a struct without any field. Generated types read
/// their fields of such types with this, and the client reads bodies with it.
///
/// ```
/// #[derive(Debug, serde::Deserialize)]
/// struct Limits {
///     most: Option<i64>,
/// }
///
/// #[derive(Debug, serde::Deserialize)]
/// struct Answer {
///     #[serde(deserialize_with = "huaweicloud_types::object")]
///     limits: Option<Limits>,
/// }
///
/// let answer: Answer = serde_json::from_str(r#"{"limits": {"most": 5}}"#)?;
/// assert_eq!(answer.limits.and_then(|limits| limits.most), Some(5));
/// assert!(serde_json::from_str::<Answer>(r#"{"limits": [5]}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// What the type itself refuses, and a list in place of an object.
pub fn object<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(Objects(deserializer))
}

/// Gives a struct an object only, through options and lists.
pub(crate) struct Objects<D>(pub(crate) D);

macro_rules! forward {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(visitor)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Within(visitor))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(Within(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(length, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple_struct(name, length, visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, visitor)
    }

    forward! {
        deserialize_any deserialize_bool
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_map
        deserialize_identifier deserialize_ignored_any
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// The visitor of an option or a list, whose content is read from objects too.
struct Within<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Within<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Items(items))
    }
}

struct Items<A>(A);

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Seed(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

struct Seed<T>(T);

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Seed<T> {
    type Value = T::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        self.0.deserialize(Objects(deserializer))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::object;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Part {
        count: Option<i64>,
    }

    fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, String> {
        object(value).map_err(|error| error.to_string())
    }

    #[test]
    fn an_object_is_read_wherever_it_stands() {
        let part = Part { count: Some(1) };
        assert_eq!(read(json!({"count": 1})), Ok(part));
        assert_eq!(
            read(json!([{"count": 1}])),
            Ok(vec![Part { count: Some(1) }])
        );
        assert_eq!(read(json!(null)), Ok(None::<Part>));
        assert_eq!(read(json!({})), Ok(Some(Part::default())));
    }

    #[test]
    fn a_list_in_its_place_is_an_error() {
        let expected = "invalid type: sequence, expected ";
        for value in [json!([]), json!([1])] {
            let error = read::<Part>(value.clone()).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
            assert!(read::<Option<Part>>(value.clone()).is_err());
            assert!(read::<Vec<Part>>(json!([value])).is_err());
        }
    }

    #[test]
    fn what_is_no_struct_is_read_as_ever() {
        assert_eq!(read(json!("text")), Ok("text".to_owned()));
        assert_eq!(read(json!([1, 2])), Ok(vec![1, 2]));
        assert_eq!(read(json!(null)), Ok(()));
        assert_eq!(read(json!({"a": 1})), Ok(json!({"a": 1})));
    }
}
