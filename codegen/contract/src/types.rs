//! The types of values.

/// What a value becomes in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A string.
    String,
    /// A string that is never printed.
    Secret,
    /// A 64-bit integer.
    Integer,
    /// A number.
    Number,
    /// A Boolean.
    Boolean,
    /// Any JSON value.
    Json,
    /// The contents of a file: a part of a multipart body.
    File,
    /// A struct or an enumeration of this name.
    Named(String),
    /// A list.
    List(Box<Type>),
    /// A map with string keys.
    Map(Box<Type>),
    /// An item of a list, or a value of a map, that may be null.
    Nullable(Box<Type>),
}

impl Type {
    /// A list of values of a type.
    #[must_use]
    pub fn list(item: Type) -> Type {
        Type::List(Box::new(item))
    }

    /// A map to values of a type.
    #[must_use]
    pub fn map(value: Type) -> Type {
        Type::Map(Box::new(value))
    }

    /// The name of the struct or enumeration inside, at any depth.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Type::Named(name) => Some(name),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.name(),
            _ => None,
        }
    }
}
