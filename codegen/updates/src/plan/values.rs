//! Lists of allowed values.

use codegen_document::Node;
use serde_json::Value;

use crate::difference::replaced;
use crate::edit::{Edit, Slot};
use crate::plan::{PLACEHOLDER, Plan, Planner, join};

impl Planner<'_> {
    pub(super) fn values(&self) -> Plan {
        let (before, after) = match (&self.change.before, &self.change.after) {
            (Some(Value::Array(before)), Some(Value::Array(after))) => (before, after),
            (Some(Value::Array(before)), _) => return self.no_values(before),
            (_, Some(Value::Array(after))) => return self.new_values(after),
            _ => return Plan::Already,
        };
        let found = match self.found() {
            Ok(found) => found,
            Err(plan) => return plan,
        };
        let schemas = self.innermost(&found.schema);
        let Some(owner) = schemas
            .into_iter()
            .find(|schema| self.get(schema, "enum").is_some())
        else {
            return Plan::decide("the document has no list of values: check the ledger");
        };
        let items = self
            .get(&owner, "enum")
            .map(Node::items)
            .unwrap_or_default();
        let current: Vec<Value> = items.iter().map(Node::to_json).collect();
        let known: Vec<Value> = current
            .iter()
            .filter(|value| !value.is_null())
            .cloned()
            .collect();
        if is_same_set(&known, after) {
            return Plan::Already;
        }
        if !is_same_set(&known, before) {
            return Plan::decide(
                "the values in the document differ from the old page: check the ledger",
            );
        }
        if let Some((old, new)) = replaced(before, after) {
            return self.replaced_value(&owner, &current, old, new);
        }
        self.changed_values(&owner, current, before, after)
    }

    fn replaced_value(&self, owner: &str, current: &[Value], old: &Value, new: &Value) -> Plan {
        let Some(index) = current.iter().position(|value| value == old) else {
            return Plan::decide("the document does not have the value");
        };
        let mut edits = vec![Edit::Set {
            pointer: format!("{owner}/enum/{index}"),
            value: new.clone(),
        }];
        let meanings = join(owner, "x-enum-descriptions");
        if self.get(&meanings, &key(old)).is_some() {
            edits.push(Edit::Rename {
                pointer: join(&meanings, &key(old)),
                key: key(new),
            });
        }
        let plan = Plan::edits(edits);
        if self.get(owner, "x-enum-varnames").is_some() {
            return plan.remark(format!(
                "check that x-enum-varnames still matches {}",
                key(new)
            ));
        }
        plan
    }

    fn changed_values(
        &self,
        owner: &str,
        mut current: Vec<Value>,
        before: &[Value],
        after: &[Value],
    ) -> Plan {
        let names = join(owner, "x-enum-varnames");
        let named = self.document.at(&names).is_some();
        let list = join(owner, "enum");
        let meanings = join(owner, "x-enum-descriptions");
        let mut edits = Vec::new();
        let mut remarks = Vec::new();
        for gone in before.iter().filter(|value| !after.contains(value)) {
            if let Some(index) = current.iter().position(|value| value == gone) {
                current.remove(index);
                edits.push(Edit::Remove {
                    pointer: format!("{list}/{index}"),
                });
                if named {
                    edits.push(Edit::Remove {
                        pointer: format!("{names}/{index}"),
                    });
                }
            }
            if self.get(&meanings, &key(gone)).is_some() {
                edits.push(Edit::Remove {
                    pointer: join(&meanings, &key(gone)),
                });
            }
        }
        for (place, new) in after
            .iter()
            .enumerate()
            .filter(|(_, value)| !before.contains(value))
        {
            let previous = after[..place]
                .iter()
                .rev()
                .find(|value| current.contains(value));
            let at = previous.and_then(|value| current.iter().position(|known| known == value));
            let index = at.map_or(0, |at| at + 1);
            current.insert(index, new.clone());
            edits.push(Edit::InsertItem {
                list: list.clone(),
                index,
                value: new.clone(),
            });
            if named {
                edits.push(Edit::InsertItem {
                    list: names.clone(),
                    index,
                    value: format!("Value{}", key(new).replace(['-', '.'], "_")).into(),
                });
                remarks.push(format!("name the value {} (x-enum-varnames)", key(new)));
            }
            if self.document.at(&meanings).is_some() {
                edits.push(Edit::Insert {
                    mapping: meanings.clone(),
                    slot: previous.map_or(Slot::End, |value| Slot::After(key(value))),
                    key: key(new),
                    value: PLACEHOLDER.into(),
                });
                remarks.push(format!(
                    "describe the value {} (x-enum-descriptions)",
                    key(new)
                ));
            }
        }
        Plan::Edits { edits, remarks }
    }
}

/// A value as a key.
fn key(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is_same_set(one: &[Value], other: &[Value]) -> bool {
    one.len() == other.len() && one.iter().all(|value| other.contains(value))
}
