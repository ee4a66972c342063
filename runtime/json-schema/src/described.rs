//! What an evaluation learned about the members of the objects in a value.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::finding::Finding;
use crate::schema::SchemaId;

/// Which members some schema describes. Values are distinguished by their addresses.
#[derive(Debug, Default)]
pub(crate) struct Described<'schemas, 'value> {
    /// Members that a schema has a property for.
    members: HashSet<*const Value>,
    /// Objects that a schema lists properties for, and those schemas.
    objects: HashMap<*const Value, Vec<SchemaId>>,
    /// Values about whose members nothing can be said.
    open: HashSet<*const Value>,
    /// Members that only the other direction has.
    pub(crate) misdirected: Vec<Finding<'schemas, 'value>>,
}

impl<'schemas, 'value> Described<'schemas, 'value> {
    pub(crate) fn add_member(&mut self, member: &Value) {
        self.members.insert(member);
    }

    pub(crate) fn add_object(&mut self, object: &Value, schema: SchemaId) {
        let schemas = self.objects.entry(object).or_default();
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
    }

    pub(crate) fn leave_open(&mut self, value: &Value) {
        self.open.insert(value);
    }

    pub(crate) fn has_member(&self, member: &Value) -> bool {
        self.members.contains(&std::ptr::from_ref(member))
    }

    pub(crate) fn is_open(&self, value: &Value) -> bool {
        self.open.contains(&std::ptr::from_ref(value))
    }

    /// The schemas that list properties of an object, if there are any.
    pub(crate) fn schemas(&self, object: &Value) -> Option<&[SchemaId]> {
        let schemas = self.objects.get(&std::ptr::from_ref(object));
        schemas.map(Vec::as_slice)
    }

    /// Adds what an alternative learned that the value matches.
    pub(crate) fn merge(&mut self, other: Described<'schemas, 'value>) {
        self.members.extend(other.members);
        self.open.extend(other.open);
        self.misdirected.extend(other.misdirected);
        #[expect(clippy::iter_over_hash_type, reason = "each is added to its own place")]
        for (object, schemas) in other.objects {
            self.objects.entry(object).or_default().extend(schemas);
        }
    }
}
