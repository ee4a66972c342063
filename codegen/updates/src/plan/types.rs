//! Types that changed.

use codegen_document::Node;
use serde_json::{Map, Value, json};

use crate::edit::Edit;
use crate::operation_locator::parts;
use crate::plan::{Plan, Planner, join, schema};
use codegen_pages::FieldType;

/// The keywords that apply to any type.
const ANY_TYPE: [&str; 5] = ["description", "x-source", "nullable", "type", "format"];

impl Planner<'_> {
    pub(super) fn type_(&self) -> Plan {
        let kind = |value: &Option<Value>| {
            value
                .as_ref()
                .and_then(Value::as_str)
                .and_then(FieldType::read)
        };
        let (Some(before), Some(after)) = (kind(&self.change.before), kind(&self.change.after))
        else {
            return Plan::decide("one of the types is unknown");
        };
        let found = match self.found() {
            Ok(found) => found,
            Err(plan) => return plan,
        };
        if let Some(plan) = self.retyped_values(&found.schema) {
            return plan;
        }
        let same_object = before.reference().is_some()
            && (before.reference() == after.reference()
                || before.reference() == self.change.path.last().map(String::as_str));
        match (&before, &after) {
            (FieldType::Object(_), FieldType::Array(items))
                if same_object && matches!(**items, FieldType::Object(_)) =>
            {
                self.as_list(&found.schema)
            }
            (FieldType::Array(items), FieldType::Object(_))
                if same_object && matches!(**items, FieldType::Object(_)) =>
            {
                self.as_object(&found.schema)
            }
            _ => match schema::of_kind(&after) {
                Some(wanted) if schema::of_kind(&before).is_some() => {
                    self.primitive(&found.schema, found.owner.as_deref(), &wanted)
                }
                _ => self
                    .retyped(&self.change.path, &found.schema, found.owner.as_deref())
                    .unwrap_or_else(|| Plan::decide("there is no rule for this change of type")),
            },
        }
    }

    fn primitive(&self, at: &str, owner: Option<&str>, wanted: &Map<String, Value>) -> Plan {
        let Some(node) = self.document.at(at) else {
            return Plan::decide("the document has no such parameter or field");
        };
        if wanted
            .iter()
            .all(|(key, value)| node.get(key).map(Node::to_json).as_ref() == Some(value))
        {
            return Plan::Already;
        }
        if node.get("type").is_none() {
            return self
                .retyped(&self.change.path, at, owner)
                .unwrap_or_else(|| {
                    Plan::decide("the type in the document is a component, which may be shared")
                });
        }
        let list = node.get("items").is_some() || wanted.contains_key("items");
        let others = node
            .entries()
            .any(|entry| !ANY_TYPE.contains(&entry.key) && entry.key != "items");
        if list && others {
            return self
                .retyped(&self.change.path, at, owner)
                .unwrap_or_else(|| {
                    Plan::decide("the limits have another meaning for the new type")
                });
        }
        let mut edits = Vec::new();
        for gone in ["format", "items"] {
            if node.get(gone).is_some() && !wanted.contains_key(gone) {
                edits.push(Edit::Remove {
                    pointer: join(at, gone),
                });
            }
        }
        for (key, value) in wanted {
            edits.push(match node.get(key) {
                Some(_) => Edit::Set {
                    pointer: join(at, key),
                    value: value.clone(),
                },
                None => self.insertion(at, key, value.clone()),
            });
        }
        edits.sort_by_key(|edit| matches!(edit, Edit::Insert { key, .. } if key != "format"));
        Plan::edits(edits).remark("check that limits, default and examples match the new type")
    }

    /// Replaces `$ref` by a list of it.
    fn as_list(&self, at: &str) -> Plan {
        let direct = self.get(at, "$ref").and_then(Node::as_str);
        let composed = self.get(at, "allOf").map(Node::items).unwrap_or_default();
        let single = match composed {
            [one] => one.get("$ref").and_then(Node::as_str),
            _ => None,
        };
        let Some(target) = direct.or(single) else {
            let known = parts(self.document, at)
                .iter()
                .any(|part| self.get(part, "items").is_some());
            return if known {
                Plan::Already
            } else {
                Plan::decide("the object in the document is not a component")
            };
        };
        let (key, others) = if direct.is_some() {
            ("$ref", false)
        } else {
            ("allOf", true)
        };
        let list = json!({ "type": "array", "items": { "$ref": target } });
        if !others {
            return Plan::edits(vec![Edit::Set {
                pointer: at.to_owned(),
                value: list,
            }]);
        }
        let insert = |key: &str, value: Value| Edit::Insert {
            mapping: at.to_owned(),
            slot: crate::edit::Slot::End,
            key: key.to_owned(),
            value,
        };
        Plan::edits(vec![
            insert("type", "array".into()),
            insert("items", json!({ "$ref": target })),
            Edit::Remove {
                pointer: join(at, key),
            },
        ])
    }

    /// Replaces a list of `$ref` by the `$ref`.
    fn as_object(&self, at: &str) -> Plan {
        let items = join(at, "items");
        let Some(target) = self.get(&items, "$ref").and_then(Node::as_str) else {
            return Plan::decide("the items of the list in the document are not a component");
        };
        let Some(node) = self.document.at(at) else {
            return Plan::decide("the document has no such field");
        };
        let words: Vec<_> = node
            .entries()
            .filter(|entry| matches!(entry.key, "description" | "x-source" | "nullable"))
            .collect();
        let mut value = Map::new();
        for entry in &words {
            value.insert(entry.key.to_owned(), entry.value.to_json());
        }
        let reference = json!({ "$ref": target });
        if words.is_empty() {
            return Plan::edits(vec![Edit::Set {
                pointer: at.to_owned(),
                value: reference,
            }]);
        }
        value.insert("allOf".to_owned(), Value::Array(vec![reference]));
        Plan::edits(vec![Edit::Set {
            pointer: at.to_owned(),
            value: Value::Object(value),
        }])
    }
}
