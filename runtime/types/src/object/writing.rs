//! Writing values as JSON.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::property::Property;
use crate::value::{Object, View, items};

/// Serializes a struct: all required properties, and others unless they are absent or empty.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, property) in object.properties().iter().enumerate() {
        let view = object.field(index);
        entry(&mut map, property, &view)?;
    }
    if let Some(additional) = object.additional() {
        for (name, value) in additional.entries() {
            map.serialize_entry(name, &value)?;
        }
    }
    map.end()
}

/// Writes a property, unless it is skipped. The common cases are handled here, so that only composite values
/// need another call.
#[inline(always)]
fn entry<M: SerializeMap>(
    map: &mut M,
    property: &Property,
    view: &View<'_>,
) -> Result<(), M::Error> {
    match view {
        View::Text(text) => map.serialize_entry(property.name(), *text),
        View::Integer(integer) => map.serialize_entry(property.name(), integer),
        View::Absent | View::NoItems | View::NoEntries if !property.is_required() => Ok(()),
        view => map.serialize_entry(property.name(), view),
    }
}

impl Serialize for View<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            // In a list, in a map, or required: it can only be null there.
            View::Absent | View::Null => serializer.serialize_none(),
            View::Text(text) | View::Secret(text) => serializer.serialize_str(text),
            View::Integer(integer) => serializer.serialize_i64(integer),
            View::Number(number) => serializer.serialize_f64(number),
            View::Boolean(boolean) => serializer.serialize_bool(boolean),
            View::NoItems => serializer.collect_seq([(); 0]),
            View::List(list) => {
                let mut written = serializer.serialize_seq(Some(list.count()))?;
                for item in items(list) {
                    written.serialize_element(&item)?;
                }
                written.end()
            }
            View::NoEntries => serializer.collect_map([((), ()); 0]),
            View::Map(map) => {
                let mut written = serializer.serialize_map(Some(map.count()))?;
                for (key, value) in map.entries() {
                    written.serialize_entry(key, &value)?;
                }
                written.end()
            }
            View::Object(object) => write(object, serializer),
            View::Json(json) => json.serialize(serializer),
        }
    }
}
