//! Values of generated types, read and written without knowing the type.
//!
//! A generated struct is a list of [`Property`](crate::Property)s and access to its fields by
//! index. Everything that a struct can do (reading and writing JSON, comparing, printing, checking
//! limits) is written once, over these traits. Derived code would do the same, and every struct
//! would cost the compiler as much as all of this does.

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
    /// What the value holds.
    fn view(&self) -> View<'_>;

    /// What the value holds where it was given on purpose: an empty list is one then, and not the
    /// same as none.
    fn given(&self) -> View<'_> {
        self.view()
    }

    /// Where to put what is read.
    fn slot(&mut self) -> Slot<'_>;

    /// Where to put what is read, where `null` is allowed.
    fn optional_slot(this: &mut Option<Self>) -> Slot<'_>
    where
        Self: Sized,
    {
        Slot::Optional(this)
    }

    /// A value to read into: nothing where the type has room for nothing, a placeholder otherwise.
    fn blank() -> Self
    where
        Self: Sized;
}

/// What a value holds.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing: the property is left out.
    Absent,
    /// An explicit `null`.
    Null,
    /// A text.
    Text(&'a str),
    /// A text that is never printed.
    Secret(&'a str),
    /// An integer.
    Integer(i64),
    /// A number that need not be whole.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A list without items, which is left out unless the property is required.
    NoItems,
    /// A list.
    List(&'a dyn List),
    /// A map without entries, which is left out unless the property is required.
    NoEntries,
    /// A map from texts.
    Map(&'a dyn Map),
    /// A struct.
    Object(&'a dyn Object),
    /// Any JSON.
    Json(&'a Json),
}

impl View<'_> {
    /// Whether an optional property of this value is left out.
    #[inline]
    pub(crate) fn is_left_out(&self) -> bool {
        matches!(self, View::Absent | View::NoItems | View::NoEntries)
    }
}

/// Where to put what is read: each case takes the one JSON type that belongs there.
pub enum Slot<'a> {
    /// A text.
    Text(&'a mut String),
    /// A text that may be `null`.
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
    /// An enumeration of texts or of integers.
    Enumeration(&'a mut dyn Enumeration),
    /// A value that may be `null`.
    Optional(&'a mut dyn Optional),
    /// A list.
    List(&'a mut dyn List),
    /// A map from texts.
    Map(&'a mut dyn Map),
    /// A struct.
    Object(&'a mut dyn Object),
    /// Any JSON.
    Json(&'a mut Json),
}

/// A value that may be missing.
pub trait Optional {
    /// Makes room for a value.
    fn some(&mut self) -> Slot<'_>;

    /// Takes note of `null`.
    fn null(&mut self);
}

/// A list of values of one type.
pub trait List {
    /// How many items there are.
    fn count(&self) -> usize;

    /// The item at that index, from 0; absent beyond the end.
    fn item(&self, index: usize) -> View<'_>;

    /// Adds an item to read into.
    fn add(&mut self) -> Slot<'_>;
}

/// The items of a list.
pub(crate) fn items(list: &dyn List) -> impl Iterator<Item = View<'_>> {
    (0..list.count()).map(|index| list.item(index))
}

/// A map from texts to values of one type.
pub trait Map {
    /// How many entries there are.
    fn count(&self) -> usize;

    /// The value of that key; absent where there is none.
    fn entry(&self, key: &str) -> View<'_>;

    /// All entries, in no particular order.
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_>;

    /// Adds an entry to read into; one of the same key is replaced.
    fn add(&mut self, key: String) -> Slot<'_>;
}

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

/// An enumeration to read into.
pub trait Enumeration {
    /// Whether its values are texts; otherwise they are integers.
    fn is_text(&self) -> bool;

    /// Takes a text; an enumeration of integers ignores it.
    fn set_text(&mut self, text: &str);

    /// Takes an integer; an enumeration of texts ignores it.
    fn set_integer(&mut self, integer: i64);
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Slot")
    }
}
