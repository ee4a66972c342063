//! The macro that declares an open enumeration.

/// Declares an enumeration of the values that the documentation lists and of all others.
///
/// The wire type is `str` or `i64`. The last variant, `Unknown`, is added; it keeps any other
/// value exactly as it came and writes it back the same way.
///
/// ```
/// huaweicloud_types::open_enum! {
///     /// What is counted.
///     pub enum Mode: str {
///         /// The whole instance.
///         Instance = "INSTANCE",
///         /// One API.
///         Api = "API",
///     }
/// }
/// huaweicloud_types::open_enum! {
///     /// State of an instance.
///     pub enum Status: i64 {
///         /// It works.
///         Running = 6,
///     }
/// }
///
/// assert_eq!(Mode::from("API"), Mode::Api);
/// assert_eq!(Mode::from("FLOW").as_str(), "FLOW");
/// assert_eq!(Status::from(6), Status::Running);
/// assert_eq!(serde_json::to_string(&Status::from(42))?, "42");
/// assert_eq!(Mode::VALUES, [Mode::Instance, Mode::Api]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident: str {
            $( $(#[$variant_attribute:meta])* $variant:ident = $value:literal ),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $( $(#[$variant_attribute])* $variant, )*
            /// A value that the documentation does not list, kept as it came.
            Unknown($crate::UnknownValue<$name>),
        }

        impl $name {
            /// The value as it is written in JSON and in URLs.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $value, )*
                    Self::Unknown(value) => value.get(),
                }
            }
        }

        impl $crate::OpenEnum for $name {
            type Value = ::std::boxed::Box<str>;
            type Wire = str;

            const VALUES: &'static [Self] = &[ $( Self::$variant ),* ];

            fn known(wire: &str) -> ::std::option::Option<Self> {
                match wire {
                    $( $value => ::std::option::Option::Some(Self::$variant), )*
                    _ => ::std::option::Option::None,
                }
            }

            fn unknown(value: $crate::UnknownValue<Self>) -> Self {
                Self::Unknown(value)
            }
        }

        $crate::__open_enum_common!($name, as_str);

        impl ::std::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                <Self as $crate::OpenEnum>::known(value)
                    .unwrap_or_else(|| <Self as $crate::OpenEnum>::from_value(value))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                <Self as $crate::OpenEnum>::from_value(value)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::__deserialize_text(deserializer)
            }
        }
    };
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident: i64 {
            $( $(#[$variant_attribute:meta])* $variant:ident = $value:literal ),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $( $(#[$variant_attribute])* $variant, )*
            /// A number that the documentation does not list, kept as it came.
            Unknown($crate::UnknownValue<$name>),
        }

        impl $name {
            /// The number as it is written in JSON and in URLs.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $( Self::$variant => $value, )*
                    Self::Unknown(value) => *value.get(),
                }
            }
        }

        impl $crate::OpenEnum for $name {
            type Value = i64;
            type Wire = i64;

            const VALUES: &'static [Self] = &[ $( Self::$variant ),* ];

            fn known(wire: &i64) -> ::std::option::Option<Self> {
                match *wire {
                    $( $value => ::std::option::Option::Some(Self::$variant), )*
                    _ => ::std::option::Option::None,
                }
            }

            fn unknown(value: $crate::UnknownValue<Self>) -> Self {
                Self::Unknown(value)
            }
        }

        $crate::__open_enum_common!($name, as_i64);

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                <Self as $crate::OpenEnum>::from_value(value)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <i64 as $crate::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

/// The part that text and number enumerations share.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum_common {
    ($name:ident, $wire:ident) => {
        impl $name {
            /// The documented values, in the order of the documentation.
            pub const VALUES: &'static [Self] = <Self as $crate::OpenEnum>::VALUES;

            /// Whether the documentation lists this value.
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::Unknown(_))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.$wire(), formatter)
            }
        }
    };
}
