//! A value that the documentation does not list.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::OpenEnum;

/// A value of the enumeration `E` that the documentation does not list, kept exactly as it came.
///
/// It cannot be made from a documented value, so a value has one representation only and `==`
/// means what it says.
///
/// ```
/// huaweicloud_types::open_enum! {
///     /// What is counted.
///     pub enum Mode: str {
///         /// The whole instance.
///         Instance = "INSTANCE",
///     }
/// }
/// use huaweicloud_types::UnknownValue;
///
/// assert!(UnknownValue::<Mode>::new("FLOW").is_ok());
/// assert_eq!(UnknownValue::<Mode>::new("INSTANCE"), Err(Mode::Instance));
/// ```
pub struct UnknownValue<E: OpenEnum>(E::Value);

impl<E: OpenEnum> UnknownValue<E> {
    /// Keeps an undocumented value.
    ///
    /// # Errors
    ///
    /// A documented value is given back as what it is.
    pub fn new(value: impl Into<E::Value>) -> Result<Self, E> {
        let value = value.into();
        match E::known(value.borrow()) {
            Some(known) => Err(known),
            None => Ok(Self(value)),
        }
    }

    /// The value as it came.
    pub fn get(&self) -> &E::Wire {
        self.0.borrow()
    }
}

// By hand, because a derive would ask the same of `E` itself, which contains this type.

impl<E: OpenEnum> Clone for UnknownValue<E> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<E: OpenEnum> Copy for UnknownValue<E> where E::Value: Copy {}

impl<E: OpenEnum> fmt::Debug for UnknownValue<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<E: OpenEnum> PartialEq for UnknownValue<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<E: OpenEnum> Eq for UnknownValue<E> {}

impl<E: OpenEnum> PartialOrd for UnknownValue<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E: OpenEnum> Ord for UnknownValue<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<E: OpenEnum> Hash for UnknownValue<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
