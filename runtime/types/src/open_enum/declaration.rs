//! The macro that maps an enumeration to its values.

/// Maps the variants of an enumeration to strings or integers.
///
/// The last variant of the enumeration is `Unknown`, with an [`UnknownText`](crate::UnknownText) or an
/// [`UnknownInteger`](crate::UnknownInteger): any other value, preserved exactly as it was received.
///
/// ```
/// use huaweicloud_types::{UnknownInteger, UnknownText};
///
/// /// What is counted.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Mode {
///     /// The whole instance.
///     Instance,
///     /// One API.
///     Api,
///     /// A value that the documentation does not list.
///     Unknown(UnknownText),
/// }
/// huaweicloud_types::open_enum!(Mode: str { Instance = "INSTANCE", Api = "API" });
///
/// /// State of an instance.
/// #[derive(Clone, Copy)]
/// #[non_exhaustive]
/// pub enum Status {
///     /// Serving requests.
///     Running,
///     /// A value that the documentation does not list.
///     Unknown(UnknownInteger),
/// }
/// huaweicloud_types::open_enum!(Status: i64 { Running = 6 });
///
/// assert_eq!(Mode::from("API"), Mode::Api);
/// assert_eq!(Mode::from("FLOW").as_str(), "FLOW");
/// assert_eq!(Status::from(6), Status::Running);
/// assert_eq!(serde_json::to_string(&Status::from(42))?, "42");
/// assert_eq!(Mode::VALUES, [Mode::Instance, Mode::Api]);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Values are compared, ordered and hashed by the strings or integers that represent them.
#[macro_export]
macro_rules! open_enum {
    ($name:ident: str { $( $variant:ident = $value:literal ),* $(,)? }) => {
        impl $name {
            /// The value as it is written in JSON and in URLs.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $value, )*
                    Self::Unknown(value) => value.get(),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                <Self as $crate::OpenEnum>::from_wire(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                <Self as $crate::OpenEnum>::from_wire(&value)
            }
        }

        impl ::std::str::FromStr for $name {
            // Written out below: `Self::Err` would also mean a variant of that name.
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(<Self as $crate::OpenEnum>::from_wire(value))
            }
        }

        $crate::__open_enum!($name, UnknownText, as_str, Text, __read_text, { $($variant),* });
    };
    ($name:ident: i64 { $( $variant:ident = $value:literal ),* $(,)? }) => {
        impl $name {
            /// The number as it is written in JSON and in URLs.
            pub fn as_i64(&self) -> i64 {
                *$crate::OpenEnum::wire(self)
            }

            fn as_wire(&self) -> &i64 {
                match self {
                    $( Self::$variant => &$value, )*
                    Self::Unknown(value) => value.get(),
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                <Self as $crate::OpenEnum>::from_wire(&value)
            }
        }

        impl ::std::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                <Self as $crate::OpenEnum>::from_wire(&value.into())
            }
        }

        $crate::__open_enum!($name, UnknownInteger, as_wire, Integer, __read_integer, { $($variant),* });
    };
}

/// The common part of enumerations of strings and of integers.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident, $unknown:ident, $wire:ident, $view:ident, $read:ident, { $( $variant:ident ),* }) => {
        impl $name {
            /// The documented values, in the order of the documentation.
            pub const VALUES: &'static [Self] = &[$( Self::$variant ),*];

            /// Whether the documentation lists this value.
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::OpenEnum for $name {
            type Unknown = $crate::$unknown;

            const VALUES: &'static [Self] = Self::VALUES;

            fn wire(&self) -> &<$crate::$unknown as $crate::Unknown>::Wire {
                self.$wire()
            }

            fn unknown(value: $crate::$unknown) -> Self {
                Self::Unknown(value)
            }
        }

        impl $crate::Value for $name {
            fn view(&self) -> $crate::View<'_> {
                $crate::View::$view($crate::__enum_view!($view, self))
            }

            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Enumeration(self)
            }

            fn blank() -> Self {
                Self::Unknown($crate::Unknown::blank())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self.$wire(), formatter)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.$wire(), formatter)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.$wire() == other.$wire()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(self.cmp(other))
            }
        }

        impl ::std::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.$wire().cmp(other.$wire())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, hasher: &mut H) {
                self.$wire().hash(hasher);
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                self.$wire().serialize(serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::$read(deserializer)
            }
        }
    };
}

/// The value in the form of its view.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_view {
    (Text, $value:ident) => {
        $value.as_str()
    };
    (Integer, $value:ident) => {
        $value.as_i64()
    };
}
