//! A component that becomes a type of its own.

use crate::{Enumeration, Structure};

/// A struct or an enumeration.
#[derive(Clone, Debug)]
pub enum Definition {
    /// A struct.
    Structure(Structure),
    /// An open enumeration.
    Enumeration(Enumeration),
}

/// The direction in which a struct travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the service: required properties must be set.
    Sent,
    /// From the service: everything may be missing.
    Read,
}
