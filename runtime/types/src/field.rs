//! A field of a request that can be absent, `null` or a value.

use serde::de::Deserializer;
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};

/// A field of a request for which leaving it out, sending `null` and sending a value are three
/// different things.
///
/// A struct that has such a field names [`is_absent`](Field::is_absent):
///
/// ```
/// use huaweicloud_types::Field;
///
/// #[derive(serde::Serialize)]
/// struct Update {
///     #[serde(skip_serializing_if = "Field::is_absent")]
///     remark: Field<String>,
/// }
///
/// let json = |remark| serde_json::to_string(&Update { remark });
/// assert_eq!(json(Field::Absent)?, "{}");
/// assert_eq!(json(Field::Null)?, r#"{"remark":null}"#);
/// assert_eq!(json(Field::from("new"))?, r#"{"remark":"new"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// There is no conversion from `Option`, because `None` means "leave it out" to some and `null` to
/// others: [`or_absent`](Field::or_absent) and [`or_null`](Field::or_null) say which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The field is not sent: the service keeps what it has.
    #[default]
    Absent,
    /// The field is sent as `null`.
    Null,
    /// The field is sent with this value.
    Value(T),
}

impl<T> Field<T> {
    /// A value, or the field is left out.
    pub fn or_absent(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }

    /// A value, or the field is sent as `null`.
    pub fn or_null(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }

    /// Whether the field is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by itself, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> Field<T> {
    /// Holds this value from now on, and gives access to it.
    pub fn insert(&mut self, value: T) -> &mut T {
        *self = Self::Value(value);
        match self {
            Self::Value(value) => value,
            Self::Absent | Self::Null => unreachable!("it was set to a value"),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Writing `null` here would turn "keep what you have" into "clear it".
            Self::Absent => Err(S::Error::custom(
                "an absent field cannot be written: \
                 add `skip_serializing_if = \"Field::is_absent\"` to it",
            )),
            Self::Null => serializer.serialize_none(),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(Self::or_null)
    }
}
