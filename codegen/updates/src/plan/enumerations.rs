//! Lists of values that came or went as a whole.

use codegen_document::Node;
use serde_json::{Map, Value, json};

use crate::document::Found;
use crate::edit::Edit;
use crate::plan::drafted::{component, described};
use crate::plan::{Plan, Planner, join};

/// What goes with the values into their component.
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
    /// Any value was allowed, and now only some are.
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
                Plan::decide("the document has other values: see the ledger")
            };
        }
        let typed = |schema: &&String| self.get(schema, "type").is_some();
        let Some(at) = schemas.iter().find(typed) else {
            return Plan::decide(
                "the document's schema has no type that values could stand beside",
            );
        };
        if schemas.len() > 1 || self.get(at, "nullable").is_some() {
            return Plan::decide(
                "the document's type is a component or may be null: say there which values it takes",
            );
        }
        self.enumerated(&found, at)
            .unwrap_or_else(|| Plan::decide("the values need a component, which has no name"))
    }

    /// The schema at a pointer becomes a reference to a new component with the values.
    fn enumerated(&self, found: &Found, at: &str) -> Option<Plan> {
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

    /// A schema refers to a component and keeps its words.
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

    /// Only some values were allowed, and now any is.
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
                "the document's list of values is not what the page had: see the ledger",
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

    /// A reference to a component with values becomes the type of the values.
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
            return Plan::decide("the document's values are composed of several schemas");
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

    /// The type of a field becomes what the page's tables say, with new components.
    pub(super) fn retyped(&self, at: &str, owner: Option<&str>) -> Option<Plan> {
        let mut drafted = self.drafted_field(self.place()?, &self.change.path)?;
        described(&mut drafted.value);
        let wanted = drafted.value.as_object()?;
        let node = self.document.at(at)?;
        let kept = |key: &str| matches!(key, "description" | "x-source" | "nullable");
        let described = node.entries().any(|entry| kept(entry.key));
        let mut edits = Vec::new();
        let own = component(at).is_some_and(|name| at == join("/components/schemas", name));
        let same = |(key, value): (&String, &Value)| {
            kept(key) || node.get(key).map(Node::to_json).as_ref() == Some(value)
        };
        // A draft makes one component of answers with the same fields, which may say otherwise.
        if own || wanted.iter().all(same) {
            return None;
        }
        if described {
            let new = wanted.iter().filter(|(key, _)| !kept(key));
            for (key, value) in new.clone() {
                edits.push(match node.get(key) {
                    Some(_) => Edit::Set {
                        pointer: join(at, key),
                        value: value.clone(),
                    },
                    None => self.insertion(at, key, value.clone()),
                });
            }
            let gone = node.entries().filter(|entry| !kept(entry.key));
            let gone = gone.filter(|entry| !wanted.contains_key(entry.key));
            edits.extend(gone.map(|entry| Edit::Remove {
                pointer: join(at, entry.key),
            }));
        } else {
            edits.push(Edit::Set {
                pointer: at.to_owned(),
                value: drafted.value.clone(),
            });
        }
        edits.extend(self.component_edits(owner, &drafted.components)?);
        let mut remarks = drafted.remarks();
        remarks.push("see whether limits, default and examples fit the new type".to_owned());
        Some(Plan::Edits { edits, remarks })
    }
}
