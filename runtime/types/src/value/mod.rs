//! Values of generated types, behind object-safe traits.
//!
//! A generated struct consists of a list of [`Property`](crate::Property)s and access to its fields by index.
//! Reading and writing JSON, comparing, printing and checking limits are implemented once, over these
//! traits. Derived code would do the same, but would take as much compile time for every struct as all of
//! this does.

mod comparison;
mod container;
mod printing;
mod scalar;

use std::fmt;

use crate::json::Json;
use crate::property::Property;

pub use comparison::equal;
pub use printing::debug;
pub(crate) use printing::debug_some;

/// A value of a generated type.
pub trait Value {
    /// The content of the value.
    fn view(&self) -> View<'_>;

    /// The content of a value that was set explicitly: an empty list is then different from an absent one.
    fn given(&self) -> View<'_> {
        self.view()
    }

    /// The place to read the value into.
    fn slot(&mut self) -> Slot<'_>;

    /// The place to read an optional value into, where `null` is allowed.
    fn optional_slot(this: &mut Option<Self>) -> Slot<'_>
    where
        Self: Sized,
    {
        Slot::Optional(this)
    }

    /// A value to read into: empty if the type allows that, otherwise a placeholder.
    fn blank() -> Self
    where
        Self: Sized;
}

/// The content of a value.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing; the property is skipped.
    Absent,
    /// An explicit `null`.
    Null,
    /// A string.
    Text(&'a str),
    /// A string that must not be printed.
    Secret(&'a str),
    /// An integer.
    Integer(i64),
    /// A number, whole or not.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A list without items, which is skipped unless the property is required.
    NoItems,
    /// A list.
    List(&'a dyn List),
    /// A map without entries, which is skipped unless the property is required.
    NoEntries,
    /// A map from strings.
    Map(&'a dyn Map),
    /// A struct.
    Object(&'a dyn Object),
    /// Any JSON.
    Json(&'a Json),
}

impl View<'_> {
    /// Whether an optional property with this value is skipped.
    #[inline]
    pub(crate) fn is_left_out(&self) -> bool {
        matches!(self, View::Absent | View::NoItems | View::NoEntries)
    }
}

/// The place to read a value into. Each variant accepts one JSON type.
pub enum Slot<'a> {
    /// A string.
    Text(&'a mut String),
    /// A string that may be `null`.
    OptionalText(&'a mut Option<String>),
    /// An integer.
    Integer(&'a mut i64),
    /// An integer that may be `null`.
    OptionalInteger(&'a mut Option<i64>),
    /// A number.
    Number(&'a mut f64),
    /// True or false.
    Boolean(&'a mut bool),
    /// True, false or `null`.
    OptionalBoolean(&'a mut Option<bool>),
    /// An enumeration of strings or of integers.
    Enumeration(&'a mut dyn Enumeration),
    /// A value that may be `null`.
    Optional(&'a mut dyn Optional),
    /// A list.
    List(&'a mut dyn List),
    /// A map from strings.
    Map(&'a mut dyn Map),
    /// A struct.
    Object(&'a mut dyn Object),
    /// Any JSON.
    Json(&'a mut Json),
}

/// A value that may be missing.
pub trait Optional {
    /// Makes the value present, to read into.
    fn some(&mut self) -> Slot<'_>;

    /// Sets the value to `null`.
    fn null(&mut self);
}

/// A list of values of one type.
pub trait List {
    /// The number of items.
    fn count(&self) -> usize;

    /// The item at this index, from 0; absent beyond the end.
    fn item(&self, index: usize) -> View<'_>;

    /// Adds an item to read into.
    fn add(&mut self) -> Slot<'_>;
}

/// The items of a list.
pub(crate) fn items(list: &dyn List) -> impl Iterator<Item = View<'_>> {
    (0..list.count()).map(|index| list.item(index))
}

/// A map from strings to values of one type.
pub trait Map {
    /// The number of entries.
    fn count(&self) -> usize;

    /// The value of a key; absent if there is none.
    fn entry(&self, key: &str) -> View<'_>;

    /// All entries, in no particular order.
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_>;

    /// Adds an entry to read into, and replaces one with the same key.
    fn add(&mut self, key: String) -> Slot<'_>;
}

/// A generated struct, seen as a JSON object.
///
/// [`object!`](crate::object!) implements it.
pub trait Object: Value {
    /// The name of the struct.
    fn name(&self) -> &'static str;

    /// The properties, in the order of the documentation.
    fn properties(&self) -> &'static [Property];

    /// The content of the property at this index, from 0.
    fn field(&self, index: usize) -> View<'_>;

    /// The place to read the property at this index into.
    fn field_slot(&mut self, index: usize) -> Option<Slot<'_>>;

    /// The field for properties of other names, if the struct has one.
    fn additional(&self) -> Option<&dyn Map> {
        None
    }

    /// The field for properties of other names, to read into.
    fn additional_mut(&mut self) -> Option<&mut dyn Map> {
        None
    }
}

/// The properties and their contents.
pub(crate) fn fields(object: &dyn Object) -> impl Iterator<Item = (&'static Property, View<'_>)> {
    let properties = object.properties().iter().enumerate();
    properties.map(|(index, property)| (property, object.field(index)))
}

/// An enumeration to read into.
pub trait Enumeration {
    /// Whether its values are strings; otherwise they are integers.
    fn is_text(&self) -> bool;

    /// Sets a string; an enumeration of integers ignores it.
    fn set_text(&mut self, text: &str);

    /// Sets an integer; an enumeration of strings ignores it.
    fn set_integer(&mut self, integer: i64);
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Slot")
    }
}
