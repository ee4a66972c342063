//! Lists of values that were added or removed as a whole.

use codegen_document::Node;
use serde_json::{Map, Value, json};

use crate::edit::Edit;
use crate::operation_locator::FieldPointers;
use crate::plan::{Plan, Planner, join};

/// The keywords that move to the component with the values.
const OF_VALUES: [&str; 8] = [
    "type",
    "format",
    "default",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
];

impl Planner<'_> {
    /// Plans the limitation of any value to a list.
    pub(super) fn new_values(&self, after: &[Value]) -> Plan {
        let found = match self.found() {
            Ok(found) => found,
            Err(plan) => return plan,
        };
        let schemas = self.innermost(&found.schema);
        let current = schemas.iter().find_map(|schema| self.get(schema, "enum"));
        if let Some(current) = current {
            let items = current.items().iter().map(Node::to_json);
            let known: Vec<Value> = items.filter(|value| !value.is_null()).collect();
            let same =
                known.len() == after.len() && after.iter().all(|value| known.contains(value));
            return if same {
                Plan::Already
            } else {
                Plan::decide("the document has other values: check the ledger")
            };
        }
        let typed = |schema: &&String| self.get(schema, "type").is_some();
        let Some(at) = schemas.iter().find(typed) else {
            return Plan::decide("the schema in the document has no type to limit");
        };
        if schemas.len() > 1 || self.get(at, "nullable").is_some() {
            return Plan::decide(
                "the type in the document is a component or nullable: list the values there",
            );
        }
        self.enumerated(&found, at).unwrap_or_else(|| {
            Plan::decide("the values need a component, for which there is no name")
        })
    }

    /// Replaces the schema at a pointer by a reference to a new component with the values.
    fn enumerated(&self, found: &FieldPointers, at: &str) -> Option<Plan> {
        let mut drafted = self.drafted_field(self.place()?, &self.change.path)?;
        let (name, values) = drafted
            .components
            .iter_mut()
            .find(|(_, schema)| schema.get("enum").is_some())?;
        let mut component = Map::new();
        let mut edits = Vec::new();
        let node = self.document.at(at)?;
        for (key, value) in values.as_object()? {
            if !OF_VALUES.contains(&key.as_str()) && key != "enum" && !key.starts_with("x-enum") {
                component.insert(key.clone(), value.clone());
            }
        }
        for entry in node
            .entries()
            .filter(|entry| OF_VALUES.contains(&entry.key))
        {
            component.insert(entry.key.to_owned(), entry.value.to_json());
        }
        for (key, value) in values.as_object()? {
            if key == "enum" || key.starts_with("x-enum") {
                component.insert(key.clone(), value.clone());
            }
        }
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        *values = Value::Object(component);
        edits.extend(self.referring(at, reference));
        edits.extend(self.component_edits(found.owner.as_deref(), &drafted.components)?);
        Some(Plan::Edits {
            edits,
            remarks: drafted.remarks(),
        })
    }

    /// A reference to a component that keeps the description.
    fn referring(&self, at: &str, reference: Value) -> Vec<Edit> {
        let node = self.document.at(at);
        let keeps = node
            .into_iter()
            .flat_map(Node::entries)
            .any(|entry| !OF_VALUES.contains(&entry.key));
        if !keeps {
            return vec![Edit::Set {
                pointer: at.to_owned(),
                value: reference,
            }];
        }
        let mut edits = vec![self.insertion(at, "allOf", Value::Array(vec![reference]))];
        let gone = node.into_iter().flat_map(Node::entries);
        for entry in gone.filter(|entry| OF_VALUES.contains(&entry.key)) {
            edits.push(Edit::Remove {
                pointer: join(at, entry.key),
            });
        }
        edits
    }

    /// Plans the change from a list to any value.
    pub(super) fn no_values(&self, before: &[Value]) -> Plan {
        let found = match self.found() {
            Ok(found) => found,
            Err(plan) => return plan,
        };
        let schemas = self.innermost(&found.schema);
        let Some(owner) = schemas
            .iter()
            .find(|schema| self.get(schema, "enum").is_some())
        else {
            return Plan::Already;
        };
        let items = self.get(owner, "enum").map(Node::items).unwrap_or_default();
        let known: Vec<Value> = items.iter().map(Node::to_json).collect();
        let same = known.len() == before.len() && before.iter().all(|value| known.contains(value));
        if !same || self.get(owner, "nullable").is_some() {
            return Plan::decide(
                "the values in the document differ from the old page: check the ledger",
            );
        }
        let Some(first) = schemas.first() else {
            return Plan::decide("the document has no such parameter or field");
        };
        if first == owner {
            let gone = ["enum", "x-enum-descriptions", "x-enum-varnames"];
            let gone = gone
                .into_iter()
                .filter(|key| self.get(owner, key).is_some());
            return Plan::edits(
                gone.map(|key| Edit::Remove {
                    pointer: join(owner, key),
                })
                .collect(),
            );
        }
        self.inlined(first, owner)
    }

    /// Replaces a reference to a component with values by their type.
    fn inlined(&self, at: &str, owner: &str) -> Plan {
        let kept: Vec<(String, Value)> = self
            .document
            .at(owner)
            .into_iter()
            .flat_map(Node::entries)
            .filter(|entry| OF_VALUES.contains(&entry.key))
            .map(|entry| (entry.key.to_owned(), entry.value.to_json()))
            .collect();
        if self.get(at, "$ref").is_some() {
            return Plan::edits(vec![Edit::Set {
                pointer: at.to_owned(),
                value: Value::Object(kept.into_iter().collect()),
            }]);
        }
        if self
            .get(at, "allOf")
            .is_none_or(|parts| parts.items().len() != 1)
        {
            return Plan::decide("the values in the document are combined from several schemas");
        }
        let mut edits: Vec<Edit> = Vec::new();
        let mut previous = "allOf".to_owned();
        for (key, value) in kept
            .into_iter()
            .filter(|(key, _)| self.get(at, key).is_none())
        {
            edits.push(Edit::Insert {
                mapping: at.to_owned(),
                slot: crate::edit::Slot::After(previous),
                key: key.clone(),
                value,
            });
            previous = key;
        }
        edits.push(Edit::Remove {
            pointer: join(at, "allOf"),
        });
        Plan::edits(edits)
    }
}
