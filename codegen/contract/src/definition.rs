//! Components that become types.

use crate::{Enumeration, Structure};

/// A struct or an enumeration.
#[derive(Clone, Debug)]
pub enum Definition {
    /// A struct.
    Structure(Structure),
    /// An open enumeration.
    Enumeration(Enumeration),
}

/// Whether a struct is sent or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Sent to the service: required properties must be set.
    Sent,
    /// Read from a response: every property may be missing.
    Read,
}

impl Definition {
    /// The JSON pointer of the component.
    #[must_use]
    pub fn pointer(&self) -> &str {
        match self {
            Definition::Structure(structure) => &structure.pointer,
            Definition::Enumeration(enumeration) => &enumeration.pointer,
        }
    }

    /// Whether the document marks the component as deprecated.
    #[must_use]
    pub fn is_deprecated(&self) -> bool {
        match self {
            Definition::Structure(structure) => structure.deprecated,
            Definition::Enumeration(enumeration) => enumeration.deprecated,
        }
    }
}

impl Direction {
    /// Whether it is sent to the service.
    #[must_use]
    pub fn is_sent(self) -> bool {
        self == Direction::Sent
    }
}
