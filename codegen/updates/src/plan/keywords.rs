//! Limits, defaults and `required`.

use codegen_document::Node;
use serde_json::Value;

use crate::difference::same;
use crate::edit::{Edit, Slot};
use crate::operation_locator::parts;
use crate::plan::{Plan, Planner, join};
use codegen_pages::MessagePart;

impl Planner<'_> {
    pub(super) fn keyword(&self, keyword: &str) -> Plan {
        let found = match self.found() {
            Ok(found) => found,
            Err(plan) => return plan,
        };
        let outer = matches!(keyword, "minItems" | "maxItems" | "default");
        let schemas = if outer {
            parts(self.document, &found.schema)
        } else {
            self.innermost(&found.schema)
        };
        let owner = schemas
            .iter()
            .find(|schema| self.get(schema, keyword).is_some());
        let current = owner
            .and_then(|owner| self.get(owner, keyword))
            .map(Node::to_json);
        let (before, after) = (self.change.before.as_ref(), self.change.after.as_ref());
        if same(current.as_ref(), after) {
            return Plan::Already;
        }
        if !same(current.as_ref(), before) {
            return differs(keyword, current.as_ref());
        }
        match (owner, after) {
            (Some(owner), Some(after)) => Plan::edits(vec![Edit::Set {
                pointer: join(owner, keyword),
                value: after.clone(),
            }]),
            (Some(owner), None) => Plan::edits(vec![Edit::Remove {
                pointer: join(owner, keyword),
            }]),
            (None, Some(after)) => {
                let typed = schemas
                    .iter()
                    .find(|schema| self.get(schema, "type").is_some());
                match typed {
                    Some(schema) => {
                        Plan::edits(vec![self.insertion(schema, keyword, after.clone())])
                    }
                    None => Plan::decide("the schema in the document has no type to limit"),
                }
            }
            (None, None) => Plan::Already,
        }
    }

    pub(super) fn required(&self) -> Plan {
        let found = match self.found() {
            Ok(found) => found,
            Err(plan) => return plan,
        };
        let wanted = self
            .change
            .after
            .as_ref()
            .and_then(Value::as_bool)
            .unwrap_or(false);
        match (self.place(), &found.owner) {
            (Some(MessagePart::Path), _) => Plan::decide("a path parameter is always required"),
            (Some(MessagePart::Response(_) | MessagePart::ResponseHeader(_)), _) => {
                Plan::decide("response schemas do not list required fields")
            }
            (_, Some(owner)) => self.required_field(owner, wanted),
            (_, None) => self.required_parameter(&found.pointer, wanted),
        }
    }

    fn required_parameter(&self, at: &str, wanted: bool) -> Plan {
        let current = self.get(at, "required").and_then(Node::as_bool);
        if current.unwrap_or(false) == wanted {
            return Plan::Already;
        }
        Plan::edits(vec![match current {
            Some(_) => Edit::Set {
                pointer: join(at, "required"),
                value: wanted.into(),
            },
            None => self.insertion(at, "required", wanted.into()),
        }])
    }

    fn required_field(&self, owner: &str, wanted: bool) -> Plan {
        let Some(name) = self.change.path.last() else {
            return Plan::decide("the document has no such field");
        };
        match self.required_edit(owner, name, wanted) {
            Some(edit) => Plan::edits(vec![edit]),
            None => Plan::Already,
        }
    }

    /// The edit that adds a name to `required`, or removes it.
    pub(super) fn required_edit(&self, owner: &str, name: &str, wanted: bool) -> Option<Edit> {
        let list = join(owner, "required");
        let items = self
            .get(owner, "required")
            .map(Node::items)
            .unwrap_or_default();
        let names: Vec<&str> = items.iter().filter_map(Node::as_str).collect();
        let known = names.iter().position(|known| *known == name);
        match (known, wanted) {
            (Some(_), true) | (None, false) => None,
            (Some(index), false) => Some(Edit::Remove {
                pointer: if names.len() > 1 {
                    format!("{list}/{index}")
                } else {
                    list
                },
            }),
            (None, true) if names.is_empty() => Some(Edit::Insert {
                mapping: owner.to_owned(),
                slot: self.slot(owner, &["type"], &["properties"]),
                key: "required".to_owned(),
                value: Value::Array(vec![name.into()]),
            }),
            (None, true) => Some(Edit::InsertItem {
                index: self.required_index(owner, &names, name),
                list,
                value: name.into(),
            }),
        }
    }

    /// The position of a name in `required`, which follows the order of the properties.
    fn required_index(&self, owner: &str, names: &[&str], name: &str) -> usize {
        let properties = self
            .get(owner, "properties")
            .into_iter()
            .flat_map(Node::entries);
        let order: Vec<&str> = properties.map(|entry| entry.key).collect();
        let place = |name: &str| {
            order
                .iter()
                .position(|known| *known == name)
                .unwrap_or(usize::MAX)
        };
        names
            .iter()
            .position(|known| place(known) > place(name))
            .unwrap_or(names.len())
    }
}

/// Reports a document that differs from the old page, intentionally or not.
pub(super) fn differs(keyword: &str, current: Option<&Value>) -> Plan {
    match current {
        Some(current) => Plan::decide(format!(
            "the document has {keyword} {current}, unlike the old page: check the ledger"
        )),
        None => Plan::decide(format!(
            "the document has no {keyword}, unlike the old page: check the ledger"
        )),
    }
}

impl Planner<'_> {
    /// The position of a new key among its siblings on the page.
    pub(super) fn page_slot(&self, mapping: &str) -> Slot {
        let Some((name, parent)) = self.change.path.split_last() else {
            return Slot::End;
        };
        let place = self.place();
        let siblings: Vec<&str> = self
            .new_fields
            .iter()
            .filter(|field| Some(&field.place) == place)
            .filter_map(|field| field.path.split_last())
            .filter(|(_, above)| *above == parent)
            .map(|(name, _)| name.as_str())
            .collect();
        let index = siblings
            .iter()
            .position(|sibling| sibling == name)
            .unwrap_or(siblings.len());
        let after = siblings.get(index + 1..).unwrap_or_default();
        self.slot(mapping, &siblings[..index], after)
    }
}
