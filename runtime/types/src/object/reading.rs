//! Reading JSON into values.

use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};

use crate::property::Property;
use crate::value::{Enumeration, List, Map, Object, Optional, Slot, Value};

/// Reads a value of a generated type.
///
/// Structs are read only from JSON objects. Undocumented properties are ignored, `null` is the same as absent
/// unless a property is required, and a number without a fraction is an integer however it is written.
///
/// # Errors
///
/// A value has another JSON type than documented, a property occurs twice, or a required property is
/// missing.
pub fn read<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    Target::strict(value.slot()).deserialize(deserializer)?;
    Ok(value)
}

/// Reads into a slot.
struct Target<'a> {
    slot: Slot<'a>,
    /// Whether `null` means an empty list or map.
    null_is_empty: bool,
}

impl<'a> Target<'a> {
    fn strict(slot: Slot<'a>) -> Self {
        Self {
            slot,
            null_is_empty: false,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Target<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            Slot::Optional(optional) => deserializer.deserialize_option(OptionalVisitor(optional)),
            Slot::List(_) | Slot::Map(_) if self.null_is_empty => {
                deserializer.deserialize_option(EmptyVisitor(self.slot))
            }
            Slot::List(list) => deserializer.deserialize_seq(ListVisitor(list)),
            Slot::Map(map) => deserializer.deserialize_map(MapVisitor(map)),
            Slot::Object(object) => deserializer.deserialize_map(ObjectVisitor(object)),
            Slot::Text(text) => String::deserialize(deserializer).map(|read| *text = read),
            Slot::OptionalText(text) => Option::deserialize(deserializer).map(|read| *text = read),
            Slot::OptionalBoolean(boolean) => {
                Option::deserialize(deserializer).map(|read| *boolean = read)
            }
            Slot::OptionalInteger(integer) => {
                deserializer.deserialize_option(OptionalIntegerVisitor(integer))
            }
            Slot::Boolean(boolean) => bool::deserialize(deserializer).map(|read| *boolean = read),
            Slot::Number(number) => f64::deserialize(deserializer).map(|read| *number = read),
            Slot::Integer(integer) => {
                deserializer.deserialize_i64(IntegerVisitor(|read| *integer = read))
            }
            Slot::Enumeration(enumeration) if enumeration.is_text() => {
                deserializer.deserialize_str(TextVisitor(enumeration))
            }
            Slot::Enumeration(enumeration) => {
                deserializer.deserialize_i64(IntegerVisitor(|read| enumeration.set_integer(read)))
            }
            Slot::Json(json) => crate::Json::deserialize(deserializer).map(|read| *json = read),
        }
    }
}

/// Reads an object into a struct.
struct ObjectVisitor<'a>(&'a mut dyn Object);

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object ({})", self.0.name())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let properties = self.0.properties();
        let keeps_others = self.0.additional().is_some();
        let mut seen = Seen::default();
        let mut next = 0;
        let mut other = keeps_others.then(String::new);
        while let Some(found) = entries.next_key_seed(KeySeed {
            properties,
            next,
            other: &mut other,
        })? {
            match found {
                Some(index) if !seen.insert(index) => {
                    entries.next_value_seed(Repeated(properties[index].name()))?;
                }
                Some(index) => {
                    next = index + 1;
                    let null_is_empty = !properties[index].is_required();
                    match self.0.field_slot(index) {
                        // The most common case, handled here to save a call.
                        Some(Slot::OptionalText(text)) => *text = entries.next_value()?,
                        Some(slot) => entries.next_value_seed(Target {
                            slot,
                            null_is_empty,
                        })?,
                        None => {}
                    }
                }
                None => match (self.0.additional_mut(), &mut other) {
                    (Some(additional), Some(key)) => {
                        let slot = additional.add(std::mem::take(key));
                        entries.next_value_seed(Target::strict(slot))?;
                    }
                    _ => drop(entries.next_value::<IgnoredAny>()?),
                },
            }
        }
        let required = properties
            .iter()
            .enumerate()
            .filter(|(_, property)| property.is_required());
        let mut missing = required.filter(|(index, _)| !seen.contains(*index));
        match missing.next() {
            Some((_, missing)) => Err(A::Error::missing_field(missing.name())),
            None => Ok(()),
        }
    }
}

/// Finds the property that a key names, by its index.
struct KeySeed<'a> {
    properties: &'static [Property],
    /// The next property in the documented order.
    next: usize,
    /// Receives any other key, if the struct has a field for such properties.
    other: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a property name")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        let is_wanted = |property: &Property| property.name() == key;
        let found = match self.properties.get(self.next) {
            // Services usually follow the documented order.
            Some(property) if is_wanted(property) => Some(self.next),
            _ => self.properties.iter().position(is_wanted),
        };
        if let (None, Some(other)) = (found, self.other) {
            key.clone_into(other);
        }
        Ok(found)
    }
}

/// The properties that were read: a bit for each of the first 64, which is enough for most objects.
#[derive(Default)]
struct Seen {
    first: u64,
    more: Vec<usize>,
}

impl Seen {
    fn contains(&self, index: usize) -> bool {
        match index {
            0..64 => self.first & (1 << index) != 0,
            _ => self.more.contains(&index),
        }
    }

    /// Adds a property and returns whether it was new.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if index < 64 {
            let bit = 1 << index;
            let is_new = self.first & bit == 0;
            self.first |= bit;
            return is_new;
        }
        let is_new = !self.more.contains(&index);
        self.more.push(index);
        is_new
    }
}

/// The value of a repeated property. Reading it fails within the value, so that the path of the error leads to
/// the property.
struct Repeated(&'static str);

impl<'de> DeserializeSeed<'de> for Repeated {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        Err(D::Error::duplicate_field(self.0))
    }
}

struct OptionalVisitor<'a>(&'a mut dyn Optional);

impl<'de> Visitor<'de> for OptionalVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let target = Target {
            slot: self.0.some(),
            null_is_empty: false,
        };
        target.deserialize(deserializer)
    }
}

struct OptionalIntegerVisitor<'a>(&'a mut Option<i64>);

impl<'de> Visitor<'de> for OptionalIntegerVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a 64-bit integer or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        *self.0 = None;
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_i64(IntegerVisitor(|read| *self.0 = Some(read)))
    }
}

/// A list or map that is empty for `null`.
struct EmptyVisitor<'a>(Slot<'a>);

impl<'de> Visitor<'de> for EmptyVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list, a map or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Target::strict(self.0).deserialize(deserializer)
    }
}

struct ListVisitor<'a>(&'a mut dyn List);

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(ItemSeed(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// Adds an item to a list once there is one to read.
struct ItemSeed<'a>(&'a mut dyn List);

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Target::strict(self.0.add()).deserialize(deserializer)
    }
}

struct MapVisitor<'a>(&'a mut dyn Map);

impl<'de> Visitor<'de> for MapVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object (a map)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            entries.next_value_seed(Target::strict(self.0.add(key)))?;
        }
        Ok(())
    }
}

struct TextVisitor<'a>(&'a mut dyn Enumeration);

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.set_text(text);
        Ok(())
    }
}

/// Accepts whole numbers in any notation: `1`, `1.0` and `1e3`.
pub(crate) struct IntegerVisitor<F>(pub(crate) F);

impl<T, F: FnOnce(i64) -> T> Visitor<'_> for IntegerVisitor<F> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a 64-bit integer")
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<T, E> {
        Ok((self.0)(integer))
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<T, E> {
        match i64::try_from(integer) {
            Ok(integer) => Ok((self.0)(integer)),
            Err(_) => Err(E::invalid_value(Unexpected::Unsigned(integer), &self)),
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "within the bounds it is exact"
    )]
    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        // 2^63, the first whole number that is too large; -2^63 still fits.
        const BEYOND: f64 = 9_223_372_036_854_775_808.0;
        if number.fract() == 0.0 && (-BEYOND..BEYOND).contains(&number) {
            Ok((self.0)(number as i64))
        } else {
            Err(E::invalid_value(Unexpected::Float(number), &self))
        }
    }
}
