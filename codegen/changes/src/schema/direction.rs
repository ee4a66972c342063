//! The directions of a field: `readOnly` and `writeOnly`.

use crate::merged_schema::MergedSchema;
use crate::node_ref::NodeRef;
use crate::resolver::Resolver;
use crate::usage::Usage;

/// The keywords that restrict a field to one direction.
pub(super) const DIRECTIONS: [&str; 2] = ["readOnly", "writeOnly"];

/// Whether requests and responses can contain a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Direction {
    pub(super) sent: bool,
    pub(super) read: bool,
}

impl Direction {
    pub(super) fn of<'a>(resolver: &Resolver<'a>, property: &NodeRef<'a>) -> Direction {
        let view = MergedSchema::resolved(resolver, property);
        Direction {
            sent: !view.is_true("readOnly"),
            read: !view.is_true("writeOnly"),
        }
    }

    pub(super) fn limit(self, usage: Usage) -> Usage {
        let usage = if self.sent {
            usage
        } else {
            usage.without_sent()
        };
        if self.read {
            usage
        } else {
            usage.without_read()
        }
    }

    pub(super) fn name(self) -> &'static str {
        match (self.sent, self.read) {
            (true, true) => "requests and responses",
            (false, true) => "responses only",
            (true, false) => "requests only",
            (false, false) => "neither requests nor responses",
        }
    }
}
