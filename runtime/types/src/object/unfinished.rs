//! A request that is being built.

use std::fmt;

use crate::missing::MissingField;
use crate::value::{Object, debug_some};

/// What a builder holds: a request some of whose fields may not be set yet.
#[derive(Clone)]
pub struct Unfinished<T> {
    request: T,
    set: Vec<usize>,
}

impl<T: Object> Unfinished<T> {
    /// A request without any field set.
    #[must_use]
    pub fn new() -> Self {
        Self {
            request: T::blank(),
            set: Vec::new(),
        }
    }

    /// The request, whose field of the property at that index is about to be set.
    pub fn set(&mut self, index: usize) -> &mut T {
        if !self.set.contains(&index) {
            self.set.push(index);
        }
        &mut self.request
    }

    /// The request, whose properties of other names than its own are about to be set.
    pub fn additional(&mut self) -> &mut T {
        &mut self.request
    }

    /// The request.
    ///
    /// # Errors
    ///
    /// A required field that is not set, by its name.
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

    /// The request, of a type that requires no field.
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

/// Prints what is set, and no placeholder.
impl<T: Object> fmt::Debug for Unfinished<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_some(&self.request, &|index| self.set.contains(&index), formatter)
    }
}
