//! Reading `null` where the documentation promises a list.

use serde::{Deserialize, Deserializer};

use crate::object::Objects;

/// Reads `null` as the default of the type: an empty list, an empty map.
///
/// The services answer `null` where their documentation shows an empty list.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Page {
///     #[serde(default, deserialize_with = "huaweicloud_types::null_as_default")]
///     items: Vec<String>,
/// }
///
/// let page: Page = serde_json::from_str(r#"{"items": null}"#)?;
/// assert!(page.items.is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// A value of another JSON type is an error: only `null` is forgiven.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::<T>::deserialize(Objects(deserializer)).map(Option::unwrap_or_default)
}
