//! Which properties an object may have beyond the listed ones: `additionalProperties`.

use crate::merged_schema::MergedSchema;
use crate::node_ref::NodeRef;

/// Which properties an object may have beyond the listed ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Openness {
    /// None.
    Closed,
    /// Those that match a schema.
    Typed,
    /// Any.
    Open,
}

impl Openness {
    /// Reads the value of `additionalProperties`.
    pub(crate) fn of(keyword: Option<&NodeRef<'_>>) -> Openness {
        match keyword.map(|node| (node.value.as_bool(), node.value.as_mapping())) {
            Some((Some(false), _)) => Openness::Closed,
            Some((_, Some(schema))) if !schema.is_empty() => Openness::Typed,
            _ => Openness::Open,
        }
    }
}

/// Whether an object can have only the listed properties.
pub(crate) fn is_closed(schema: &MergedSchema<'_>) -> bool {
    Openness::of(schema.keyword("additionalProperties")) == Openness::Closed
}
