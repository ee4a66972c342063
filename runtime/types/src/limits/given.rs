//! What a field holds, whether it is required, optional or nullable.

use crate::{Field, Secret};

/// A field that may hold a text.
pub trait GivenText {
    /// The text, if one is given.
    fn text(&self) -> Option<&str>;
}

/// A field that may hold an integer.
pub trait GivenInteger {
    /// The integer, if one is given.
    fn integer(&self) -> Option<i64>;
}

/// A field that may hold a list.
pub trait GivenList {
    /// What the list holds.
    type Item;

    /// The list, if one is given.
    fn list(&self) -> Option<&[Self::Item]>;
}

impl GivenText for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl GivenText for Secret {
    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }
}

impl GivenInteger for i64 {
    fn integer(&self) -> Option<i64> {
        Some(*self)
    }
}

impl<T> GivenList for Vec<T> {
    type Item = T;

    fn list(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<T: GivenText> GivenText for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(T::text)
    }
}

impl<T: GivenInteger> GivenInteger for Option<T> {
    fn integer(&self) -> Option<i64> {
        self.as_ref().and_then(T::integer)
    }
}

impl<T: GivenList> GivenList for Option<T> {
    type Item = T::Item;

    fn list(&self) -> Option<&[T::Item]> {
        self.as_ref().and_then(T::list)
    }
}

impl<T: GivenText> GivenText for Field<T> {
    fn text(&self) -> Option<&str> {
        self.value().and_then(T::text)
    }
}

impl<T: GivenInteger> GivenInteger for Field<T> {
    fn integer(&self) -> Option<i64> {
        self.value().and_then(T::integer)
    }
}

impl<T: GivenList> GivenList for Field<T> {
    type Item = T::Item;

    fn list(&self) -> Option<&[T::Item]> {
        self.value().and_then(T::list)
    }
}
