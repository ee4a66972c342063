//! Generated structs: their properties as data, and everything that all of them can do.

mod declaration;
mod property;
mod reading;
mod text;
mod unfinished;
mod writing;

use std::fmt;

pub use property::Property;
pub(crate) use reading::IntegerVisitor;
pub use reading::read;
pub use text::to_json;
pub use unfinished::Unfinished;
pub use writing::write;

use crate::value::{Map, Slot, Value, View};

/// A generated struct, looked at as a JSON object.
///
/// [`object!`](crate::object!) implements it; there is no reason to do it by hand.
pub trait Object: Value {
    /// The name of the struct.
    fn name(&self) -> &'static str;

    /// The properties, in the order of the documentation.
    fn properties(&self) -> &'static [Property];

    /// What the property at that index holds, from 0.
    fn field(&self, index: usize) -> View<'_>;

    /// Where to put what is read of the property at that index.
    fn field_slot(&mut self, index: usize) -> Option<Slot<'_>>;

    /// The field that takes properties of other names, where the struct has one.
    fn additional(&self) -> Option<&dyn Map> {
        None
    }

    /// The field that takes properties of other names, to read into.
    fn additional_mut(&mut self) -> Option<&mut dyn Map> {
        None
    }
}

/// The properties with what they hold.
pub(crate) fn fields(object: &dyn Object) -> impl Iterator<Item = (&'static Property, View<'_>)> {
    let properties = object.properties().iter().enumerate();
    properties.map(|(index, property)| (property, object.field(index)))
}

/// Whether two structs of the same type are equal, for the code that [`object!`](crate::object!)
/// writes.
#[must_use]
pub fn equal(one: &dyn Object, other: &dyn Object) -> bool {
    let additional = match (one.additional(), other.additional()) {
        (Some(one), Some(other)) => View::Map(one) == View::Map(other),
        _ => true,
    };
    additional
        && fields(one)
            .zip(fields(other))
            .all(|((_, one), (_, other))| one == other)
}

/// Prints a struct with the fields that hold something, for the code that
/// [`object!`](crate::object!) writes.
///
/// # Errors
///
/// The formatter's own.
pub fn debug(object: &dyn Object, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_some(object, &|_| true, formatter)
}

/// Prints the fields at the indexes that are wanted.
pub(crate) fn debug_some(
    object: &dyn Object,
    is_wanted: &dyn Fn(usize) -> bool,
    formatter: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut printed = formatter.debug_struct(object.name());
    for (index, (property, view)) in fields(object).enumerate() {
        if is_wanted(index) && view != View::Absent {
            printed.field(property.field_name(), &view);
        }
    }
    if let Some(additional) = object.additional() {
        printed.field("additional", &View::Map(additional));
    }
    printed.finish()
}
