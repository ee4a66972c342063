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

/// Which way a struct goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the service: what is required must be there.
    Sent,
    /// From the service: everything may be missing.
    Read,
}
