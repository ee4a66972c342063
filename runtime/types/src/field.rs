//! A field of a request that can be absent, `null` or a value.

use serde::de::Deserializer;
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};

/// A field of a request for which absence, `null` and a value have different meanings.
///
/// With serde's derive, skip the field if it [`is_absent`](Field::is_absent):
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
/// There is no conversion from `Option`, because `None` could mean either absence or `null`. Use
/// [`or_absent`](Field::or_absent) or [`or_null`](Field::or_null).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The field is not sent, so the service keeps its value.
    #[default]
    Absent,
    /// The field is sent as `null`.
    Null,
    /// The field is sent with this value.
    Value(T),
}

impl<T> Field<T> {
    /// The value, or an absent field.
    ///
    /// ```
    /// use huaweicloud_types::Field;
    ///
    /// assert_eq!(Field::or_absent(Some(5)), Field::Value(5));
    /// assert_eq!(Field::<i64>::or_absent(None), Field::Absent);
    /// ```
    pub fn or_absent(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }

    /// The value, or `null`.
    ///
    /// ```
    /// use huaweicloud_types::Field;
    ///
    /// assert_eq!(Field::or_null(Some(5)), Field::Value(5));
    /// assert_eq!(Field::<i64>::or_null(None), Field::Null);
    /// ```
    pub fn or_null(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }

    /// Whether the field is absent.
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

    /// Returns the value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> Field<T> {
    /// Sets the value and returns a reference to it.
    ///
    /// ```
    /// use huaweicloud_types::Field;
    ///
    /// let mut tags = Field::<Vec<String>>::Absent;
    /// tags.insert(Vec::new()).push("test".to_owned());
    /// assert_eq!(tags.value().map(Vec::len), Some(1));
    /// ```
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
                "an absent field cannot be serialized: \
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
