//! Undocumented values of enumerations.

use std::fmt::{self, Debug};

/// An undocumented value of an enumeration.
///
/// Only [`UnknownText`] and [`UnknownInteger`] implement it.
pub trait Unknown: Clone + Debug + private::Sealed + 'static {
    /// The type of the values: `str` or `i64`.
    type Wire: PartialEq + ?Sized;

    /// Whether values are strings; otherwise they are integers.
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

/// An undocumented string, preserved exactly as it was received.
///
/// Only enumerations create it, from strings that are not documented values. So each value has a single
/// representation, and `==` is reliable.
///
/// ```
/// use huaweicloud_types::{UnknownText, open_enum};
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
/// match State::from("FROZEN") {
///     State::Unknown(state) => assert_eq!(state.get(), "FROZEN"),
///     State::Running => unreachable!(),
/// }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownText(Box<str>);

impl UnknownText {
    /// The string as it was received.
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

/// An undocumented integer.
///
/// Only enumerations create it, from integers that are not documented values.
///
/// ```
/// use huaweicloud_types::{UnknownInteger, open_enum};
///
/// /// The protocol of a device.
/// #[derive(Clone)]
/// pub enum Protocol {
///     /// MQTT.
///     Mqtt,
///     /// A value that the documentation does not list.
///     Unknown(UnknownInteger),
/// }
/// open_enum!(Protocol: i64 { Mqtt = 0 });
///
/// match Protocol::from(7) {
///     Protocol::Unknown(protocol) => assert_eq!(*protocol.get(), 7),
///     Protocol::Mqtt => unreachable!(),
/// }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// The integer as it was received.
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
