//! Values that the documentation does not list.

use std::fmt::{self, Debug};

/// How an enumeration keeps a value that its documentation does not list.
///
/// Only [`UnknownText`] and [`UnknownInteger`] implement it.
pub trait Unknown: Clone + Debug + private::Sealed + 'static {
    /// How a value is looked at: `str` or `i64`.
    type Wire: PartialEq + ?Sized;

    /// Whether values are texts; otherwise they are integers.
    const IS_TEXT: bool;

    #[doc(hidden)]
    fn new(wire: &Self::Wire) -> Self;

    #[doc(hidden)]
    fn blank() -> Self;

    #[doc(hidden)]
    fn of_text(text: &str) -> Option<&Self::Wire>;

    #[doc(hidden)]
    fn of_integer(integer: &i64) -> Option<&Self::Wire>;
}

mod private {
    pub trait Sealed {}
    impl Sealed for super::UnknownText {}
    impl Sealed for super::UnknownInteger {}
}

/// A text that the documentation does not list, kept exactly as it came.
///
/// Only an enumeration makes one, of a text that is none of its documented values. So a value has
/// one representation only, and `==` means what it says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownText(Box<str>);

impl UnknownText {
    /// The text as it came.
    #[must_use]
    pub fn get(&self) -> &str {
        &self.0
    }
}

impl Debug for UnknownText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Unknown for UnknownText {
    type Wire = str;

    const IS_TEXT: bool = true;

    fn new(wire: &str) -> Self {
        Self(wire.into())
    }

    fn blank() -> Self {
        Self::new("")
    }

    fn of_text(text: &str) -> Option<&str> {
        Some(text)
    }

    fn of_integer(_: &i64) -> Option<&str> {
        None
    }
}

/// An integer that the documentation does not list.
///
/// Only an enumeration makes one, of an integer that is none of its documented values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// The integer as it came.
    #[must_use]
    pub const fn get(&self) -> &i64 {
        &self.0
    }
}

impl Debug for UnknownInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Unknown for UnknownInteger {
    type Wire = i64;

    const IS_TEXT: bool = false;

    fn new(wire: &i64) -> Self {
        Self(*wire)
    }

    fn blank() -> Self {
        Self(0)
    }

    fn of_text(_: &str) -> Option<&i64> {
        None
    }

    fn of_integer(integer: &i64) -> Option<&i64> {
        Some(integer)
    }
}
