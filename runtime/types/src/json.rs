//! JSON without a documented type.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as JsonValue;

/// A JSON value without a documented type.
///
/// Deserialize it into a type of your own, select a part of it, or print it:
///
/// ```
/// use huaweicloud_types::Json;
///
/// let found: Json = serde_json::from_str(r#"{"memory": {"used": 512}, "hits": [3, 4]}"#)?;
///
/// #[derive(serde::Deserialize)]
/// struct Memory {
///     used: i64,
/// }
/// let memory: Memory = found.at("/memory").read()?;
/// assert_eq!(memory.used, 512);
/// assert_eq!(found.at("/hits/1").read::<i64>()?, 4);
/// assert_eq!(found.at("/hits").to_string(), "[3,4]");
///
/// let sent = Json::of(&("lamp", 1))?;
/// assert_eq!(sent, Json::from(serde_json::json!(["lamp", 1])));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(JsonValue);

impl Json {
    /// Serializes a value.
    ///
    /// ```
    /// use huaweicloud_types::Json;
    ///
    /// let limits = Json::of(&[("memory", 512)])?;
    /// assert_eq!(limits.to_string(), r#"[["memory",512]]"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The value cannot be represented in JSON, for example a map whose keys are not strings.
    pub fn of(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::to_value(value).map(Self)
    }

    /// Deserializes the value.
    ///
    /// ```
    /// use huaweicloud_types::Json;
    ///
    /// let found = Json::from(serde_json::json!({"hits": [3, 4]}));
    /// assert_eq!(found.at("/hits").read::<Vec<i64>>()?, [3, 4]);
    /// assert!(found.at("/hits").read::<String>().is_err());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The value is not of that type; the error names the part that is not.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(&self.0)
    }

    /// The part at a JSON pointer such as `/memory/used`; `null` if there is none.
    ///
    /// ```
    /// use huaweicloud_types::Json;
    ///
    /// let found = Json::from(serde_json::json!({"memory": {"used": 512}}));
    /// assert_eq!(found.at("/memory/used"), Json::from(512));
    /// assert!(found.at("/memory/free").is_null());
    /// ```
    #[must_use]
    pub fn at(&self, pointer: &str) -> Self {
        Self(self.0.pointer(pointer).cloned().unwrap_or_default())
    }

    /// Whether the value is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// The value as a `serde_json` value.
    #[must_use]
    pub fn as_value(&self) -> &JsonValue {
        &self.0
    }

    /// Converts into a `serde_json` value.
    #[must_use]
    pub fn into_value(self) -> JsonValue {
        self.0
    }
}

impl<T: Into<JsonValue>> From<T> for Json {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

/// Prints JSON on one line.
impl fmt::Display for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Prints JSON, on several lines with `{:#?}`.
impl fmt::Debug for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
