//! The types that a schema allows.

use super::{JsonType, Schema, SchemaId};

/// Several types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    const NONE: Self = Self(0);
    /// Text alone.
    pub(crate) const TEXT: Self = Self(bit(JsonType::String));
    const ALL: Self = Self(u8::MAX);

    /// Whether it is this type and no other.
    pub(crate) fn is_only(self, one: JsonType) -> bool {
        self.0 == bit(one)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn contains(self, one: JsonType) -> bool {
        self.0 & bit(one) != 0
    }
}

const fn bit(one: JsonType) -> u8 {
    1 << (one as u8)
}

/// The types that values of a schema may have, as far as `type` says.
pub(crate) fn kinds(schemas: &[Schema], id: SchemaId) -> Kinds {
    let Some(schema) = schemas.get(id.0) else {
        return Kinds::ALL;
    };
    let mut found = schema.json_type.map_or(Kinds::ALL, |one| Kinds(bit(one)));
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
