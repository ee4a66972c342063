//! A request that is being built.

use std::fmt;

use crate::missing::MissingField;
use crate::value::{Object, debug_some};

/// A request that is being built, in which required fields may not be set yet.
///
/// ```
/// use huaweicloud_types::{Unfinished, object};
///
/// /// A request to create a device.
/// #[derive(Clone)]
/// pub struct CreateDeviceRequest {
///     /// The name.
///     pub name: String,
///     /// A remark.
///     pub remark: Option<String>,
/// }
/// object!(CreateDeviceRequest { 0 = name: "name" [required()], 1 = remark: "remark", });
///
/// let mut request = Unfinished::<CreateDeviceRequest>::new();
/// request.set(1).remark = Some("in the hall".to_owned());
/// assert_eq!(request.clone().finish().unwrap_err().field(), "name");
/// request.set(0).name = "lamp".to_owned();
/// assert_eq!(request.finish()?.name, "lamp");
/// # Ok::<(), huaweicloud_types::MissingField>(())
/// ```
#[derive(Clone)]
pub struct Unfinished<T> {
    request: T,
    set: Vec<usize>,
}

impl<T: Object> Unfinished<T> {
    /// Creates a request without any field set.
    #[must_use]
    pub fn new() -> Self {
        Self {
            request: T::blank(),
            set: Vec::new(),
        }
    }

    /// Marks the field at this index as set, and returns the request to set it.
    pub fn set(&mut self, index: usize) -> &mut T {
        if !self.set.contains(&index) {
            self.set.push(index);
        }
        &mut self.request
    }

    /// Returns the request to set additional properties.
    pub fn additional(&mut self) -> &mut T {
        &mut self.request
    }

    /// Returns the finished request.
    ///
    /// # Errors
    ///
    /// A required field is not set.
    pub fn finish(self) -> Result<T, MissingField> {
        let properties = self.request.properties().iter().enumerate();
        let mut missing = properties
            .filter(|(index, property)| property.is_required() && !self.set.contains(index));
        match missing.next() {
            Some((_, property)) => Err(MissingField::new(
                self.request.name(),
                property.field_name(),
            )),
            None => Ok(self.request),
        }
    }

    /// Returns the request, for types without required fields.
    #[must_use]
    pub fn into_request(self) -> T {
        self.request
    }
}

impl<T: Object> Default for Unfinished<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Prints the fields that are set, without placeholders.
impl<T: Object> fmt::Debug for Unfinished<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_some(&self.request, &|index| self.set.contains(&index), formatter)
    }
}
