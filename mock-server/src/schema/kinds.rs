//! The types of JSON.

use serde_json::Value;

use super::{Schema, SchemaId};

/// A type of OpenAPI 3.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    Integer,
    Number,
    Text,
    Array,
    Object,
}

/// Several types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kind {
    pub(crate) fn read(name: &str) -> Option<Self> {
        match name {
            "boolean" => Some(Self::Boolean),
            "integer" => Some(Self::Integer),
            "number" => Some(Self::Number),
            "string" => Some(Self::Text),
            "array" => Some(Self::Array),
            "object" => Some(Self::Object),
            _ => None,
        }
    }

    /// The type as messages name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }

    /// Whether the value has this type; 1.0 is an integer as well.
    pub(crate) fn has(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Boolean, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::Text, Value::String(_))
            | (Self::Array, Value::Array(_))
            | (Self::Object, Value::Object(_)) => true,
            (Self::Integer, Value::Number(number)) => {
                !number.is_f64() || number.as_f64().is_some_and(|float| float.fract() == 0.0)
            }
            _ => false,
        }
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

impl Kinds {
    const NONE: Self = Self(0);
    /// Text alone.
    pub(crate) const TEXT: Self = Self(1 << Kind::Text as u8);
    const ALL: Self = Self(u8::MAX);

    /// Whether it is this type and no other.
    pub(crate) fn is_only(self, kind: Kind) -> bool {
        self.0 == kind.bit()
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn contains(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }
}

/// The types that values of a schema may have, as far as `type` says.
pub(crate) fn kinds(schemas: &[Schema], id: SchemaId) -> Kinds {
    let Some(schema) = schemas.get(id.0) else {
        return Kinds::ALL;
    };
    let mut found = schema.kind.map_or(Kinds::ALL, |kind| Kinds(kind.bit()));
    let Some(combined) = &schema.combined else {
        return found;
    };
    for part in &combined.all_of {
        found.0 &= kinds(schemas, *part).0;
    }
    for alternatives in [&combined.any_of, &combined.one_of] {
        if !alternatives.is_empty() {
            let each = alternatives.iter().map(|part| kinds(schemas, *part).0);
            found.0 &= each.fold(Kinds::NONE.0, |all, one| all | one);
        }
    }
    found
}
