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
        current: Vec<Value>,
        before: &[Value],
        after: &[Value],
    ) -> Plan {
        let mut list = ValueList::new(self, owner, current);
        for gone in before.iter().filter(|value| !after.contains(value)) {
            list.remove(gone);
        }
        for (index, new) in after.iter().enumerate() {
            if !before.contains(new) {
                list.insert(new, &after[..index]);
            }
        }
        Plan::Edits {
            edits: list.edits,
            remarks: list.remarks,
        }
    }
}

/// A list of values while its edits are determined, with the names and descriptions of the values.
struct ValueList<'p, 'a> {
    planner: &'p Planner<'a>,
    /// The values after the edits so far.
    current: Vec<Value>,
    list: String,
    names: String,
    has_names: bool,
    descriptions: String,
    edits: Vec<Edit>,
    remarks: Vec<String>,
}

impl<'p, 'a> ValueList<'p, 'a> {
    fn new(planner: &'p Planner<'a>, owner: &str, current: Vec<Value>) -> ValueList<'p, 'a> {
        let names = join(owner, "x-enum-varnames");
        ValueList {
            planner,
            current,
            list: join(owner, "enum"),
            has_names: planner.document.at(&names).is_some(),
            names,
            descriptions: join(owner, "x-enum-descriptions"),
            edits: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn remove(&mut self, gone: &Value) {
        if let Some(index) = self.current.iter().position(|value| value == gone) {
            self.current.remove(index);
            self.edits.push(Edit::Remove {
                pointer: format!("{}/{index}", self.list),
            });
            if self.has_names {
                self.edits.push(Edit::Remove {
                    pointer: format!("{}/{index}", self.names),
                });
            }
        }
        if self.planner.get(&self.descriptions, &key(gone)).is_some() {
            self.edits.push(Edit::Remove {
                pointer: join(&self.descriptions, &key(gone)),
            });
        }
    }

    /// Adds a value after the last of the values before it.
    fn insert(&mut self, new: &Value, before: &[Value]) {
        let mut previous = before.iter().rev();
        let previous = previous.find(|value| self.current.contains(value));
        let at = previous.and_then(|value| self.current.iter().position(|known| known == value));
        let index = at.map_or(0, |at| at + 1);
        self.current.insert(index, new.clone());
        self.edits.push(Edit::InsertItem {
            list: self.list.clone(),
            index,
            value: new.clone(),
        });
        let key = key(new);
        if self.has_names {
            self.edits.push(Edit::InsertItem {
                list: self.names.clone(),
                index,
                value: format!("Value{}", key.replace(['-', '.'], "_")).into(),
            });
            let remark = format!("name the value {key} (x-enum-varnames)");
            self.remarks.push(remark);
        }
        if self.planner.document.at(&self.descriptions).is_some() {
            let remark = format!("describe the value {key} (x-enum-descriptions)");
            self.edits.push(Edit::Insert {
                mapping: self.descriptions.clone(),
                slot: previous.map_or(Slot::End, |value| Slot::After(self::key(value))),
                key,
                value: PLACEHOLDER.into(),
            });
            self.remarks.push(remark);
        }
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
