//! Fields whose type changed, using the draft of the page.

use codegen_document::Node;
use codegen_pages::FieldType;
use serde_json::{Map, Value, json};

use crate::edit::{Edit, Slot};
use crate::operation_locator::parts;
use crate::plan::drafted::{component, described};
use crate::plan::{PLACEHOLDER, Plan, Planner, join, schema};

impl Planner<'_> {
    /// Plans a changed type for the values of a component.
    pub(super) fn retyped_values(&self, at: &str) -> Option<Plan> {
        let values: Vec<Value> = self
            .new_field()?
            .row
            .values
            .iter()
            .map(|one| one.value.clone())
            .collect();
        let schemas = self.innermost(at);
        let owner = schemas
            .iter()
            .find(|schema| self.get(schema, "enum").is_some())?;
        let kind = self.new_field()?.kind()?;
        let wanted = schema::of_kind(kind.innermost())?;
        // For a list of the same values, the type of the field changes, not that of the values.
        let was_list = parts(self.document, at)
            .iter()
            .any(|part| self.get(part, "items").is_some());
        let is_list = matches!(kind, FieldType::Array(_));
        if values.is_empty() || self.get(owner, "nullable").is_some() || was_list != is_list {
            return None;
        }
        let mut edits = vec![Edit::Set {
            pointer: join(owner, "type"),
            value: wanted.get("type")?.clone(),
        }];
        match (self.get(owner, "format").is_some(), wanted.get("format")) {
            (true, None) => edits.push(Edit::Remove {
                pointer: join(owner, "format"),
            }),
            (false, Some(format)) => edits.push(Edit::Insert {
                mapping: owner.clone(),
                slot: Slot::After("type".to_owned()),
                key: "format".to_owned(),
                value: format.clone(),
            }),
            (true, Some(format)) => edits.push(Edit::Set {
                pointer: join(owner, "format"),
                value: format.clone(),
            }),
            (false, None) => {}
        }
        edits.push(Edit::Set {
            pointer: join(owner, "enum"),
            value: Value::Array(values.clone()),
        });
        edits.extend(self.words_of_values(owner, &values));
        let plan = Plan::edits(edits);
        let name = component(owner).unwrap_or("the values");
        Some(plan.remark(format!(
            "check that names and meanings still match the values of {name}"
        )))
    }

    /// Names and meanings of values that still exist.
    fn words_of_values(&self, owner: &str, values: &[Value]) -> Vec<Edit> {
        let text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        let mut edits = Vec::new();
        if let Some(known) = self.get(owner, "x-enum-descriptions") {
            let meaning = |value: &Value| {
                let known = known.get(&text(value)).map(Node::to_json);
                (text(value), known.unwrap_or_else(|| PLACEHOLDER.into()))
            };
            let meanings: Map<String, Value> = values.iter().map(meaning).collect();
            edits.push(Edit::Set {
                pointer: join(owner, "x-enum-descriptions"),
                value: Value::Object(meanings),
            });
        }
        let named = self.get(owner, "x-enum-varnames").is_some();
        let numbers = !values.iter().all(Value::is_string);
        let names = values
            .iter()
            .map(|value| json!(format!("Value{}", text(value).replace(['-', '.'], "_"))));
        let names = Value::Array(names.collect());
        match (named, numbers) {
            (true, true) => edits.push(Edit::Set {
                pointer: join(owner, "x-enum-varnames"),
                value: names,
            }),
            (true, false) => edits.push(Edit::Remove {
                pointer: join(owner, "x-enum-varnames"),
            }),
            (false, true) => edits.push(Edit::Insert {
                mapping: owner.to_owned(),
                slot: Slot::After("enum".to_owned()),
                key: "x-enum-varnames".to_owned(),
                value: names,
            }),
            (false, false) => {}
        }
        edits
    }

    /// Plans the type of a field from the tables of the page, with new components.
    pub(super) fn retyped(&self, path: &[String], at: &str, owner: Option<&str>) -> Option<Plan> {
        let mut drafted = self.drafted_field(self.place()?, path)?;
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
        // The draft may merge response components with the same fields.
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
        remarks.push("check that limits, default and examples match the new type".to_owned());
        Some(Plan::Edits { edits, remarks })
    }
}
