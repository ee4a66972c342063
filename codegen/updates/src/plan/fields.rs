//! Parameters and fields that were added or removed.

use codegen_pages::MessagePart;

use codegen_document::Node;
use serde_json::{Map, Value, json};

use crate::edit::{Edit, Slot};
use crate::fields::ComparableField;
use crate::plan::drafted::{Drafted, described};
use crate::plan::{PLACEHOLDER, Plan, Planner, join, schema};

const NEW_TYPE: &str = "the page does not describe its type: write the schema";

impl Planner<'_> {
    pub(super) fn added_field(&self) -> Plan {
        let Some(field) = self.new_field() else {
            return Plan::decide("no table on the page leads to it");
        };
        if field.is_loose() {
            return Plan::decide("no field refers to its table: find the one that it describes");
        }
        if self.locator.field(&field.place, &field.path).is_some() {
            return Plan::Already;
        }
        if field.place == MessagePart::Header && self.locator.is_credential(&field.row.name) {
            return Plan::Already;
        }
        if let Some(plan) = self.added_body(&field.place) {
            return plan;
        }
        let drafted = match schema::of_row(field.row) {
            Some(schema) => Some(Drafted::plain(schema)),
            None => self.drafted_field(&field.place, &field.path),
        };
        let Some(mut drafted) = drafted else {
            return Plan::decide(NEW_TYPE);
        };
        described(&mut drafted.value);
        let Value::Object(mut schema) = drafted.value.take() else {
            return Plan::decide(NEW_TYPE);
        };
        schema.shift_remove("description");
        let plan = match &field.place {
            MessagePart::Path => {
                return Plan::decide("a path parameter requires another address");
            }
            MessagePart::Query | MessagePart::Header => self.added_parameter(field, schema),
            MessagePart::ResponseHeader(status) => {
                self.added_header(status, &field.row.name, schema)
            }
            MessagePart::Request | MessagePart::Response(_) => self.added_property(field, schema),
        };
        let parent = field
            .path
            .split_last()
            .map_or(&[][..], |(_, parent)| parent);
        let owner = self.locator.owner(&field.place, parent);
        let plan = self.with_components(plan, owner.as_deref(), &drafted);
        if self.words_of_flattened(field).is_some() {
            return plan;
        }
        plan.remark(format!("describe `{}`", field.shown))
    }

    /// The schema of a removed object, next to which its fields are now.
    fn words_of_flattened(&self, field: &ComparableField<'_>) -> Option<&str> {
        let (name, parent) = field.path.split_last()?;
        let gone = |path: &[String]| {
            let is = |new: &ComparableField<'_>| new.place == field.place && new.path == path;
            !self.new_fields.iter().any(is)
        };
        let mut known = self.old_fields.iter().filter(|old| {
            old.place == field.place
                && old.path.len() == parent.len() + 2
                && old.path.starts_with(parent)
                && old.path.last() == Some(name)
                && gone(&old.path[..=parent.len()])
        });
        let at = self
            .locator
            .field(&field.place, &known.next()?.path)?
            .pointer;
        self.get(&at, "description")?.as_str()
    }

    /// A plan with the components that it needs.
    fn with_components(&self, plan: Plan, owner: Option<&str>, drafted: &Drafted) -> Plan {
        let (mut edits, mut remarks) = match plan {
            Plan::Edits { edits, remarks } => (edits, remarks),
            other => return other,
        };
        let Some(components) = self.component_edits(owner, &drafted.components) else {
            return Plan::decide("the document has no schemas among its components");
        };
        edits.extend(components);
        remarks.extend(drafted.remarks());
        Plan::Edits { edits, remarks }
    }

    /// A whole body, if the document has none.
    fn added_body(&self, place: &MessagePart) -> Option<Plan> {
        if !matches!(place, MessagePart::Request | MessagePart::Response(_))
            || self.locator.body(place).is_some()
        {
            return None;
        }
        let mut drafted = self.drafted_body(place.status())?;
        described(&mut drafted.value);
        let edit = match place.status() {
            Some(status) => {
                let response = self.locator.status(status)?;
                if self.has(&join(&response, "content")) {
                    return None;
                }
                Edit::Insert {
                    slot: self.slot(&response, &["description", "headers"], &[]),
                    mapping: response,
                    key: "content".to_owned(),
                    value: drafted.value.get("content")?.clone(),
                }
            }
            None if self.has(&join(&self.locator.operation, "requestBody")) => return None,
            None => Edit::Insert {
                mapping: self.locator.operation.clone(),
                slot: self.slot(&self.locator.operation, &["parameters"], &["responses"]),
                key: "requestBody".to_owned(),
                value: drafted.value.clone(),
            },
        };
        Some(self.with_components(Plan::edits(vec![edit]), None, &drafted))
    }

    fn added_property(&self, field: &ComparableField<'_>, schema: Map<String, Value>) -> Plan {
        let Some((name, parent)) = field.path.split_last() else {
            return Plan::decide("the body itself has no name");
        };
        let Some(owner) = self.locator.owner(&field.place, parent) else {
            return self
                .described_object(field, parent)
                .unwrap_or_else(|| Plan::decide("the document has no object for the field"));
        };
        let mut value = Map::new();
        let words = self.words_of_flattened(field).unwrap_or(PLACEHOLDER);
        value.insert("description".to_owned(), words.into());
        if !self.is_of_this_page(&owner) {
            value.insert("x-source".to_owned(), json!({ "page": self.new.operation }));
        }
        value.extend(schema);
        let properties = join(&owner, "properties");
        let mut edits = vec![Edit::Insert {
            slot: self.page_slot(&properties),
            mapping: properties,
            key: name.clone(),
            value: Value::Object(value),
        }];
        if field.row.required == Some(true) && field.place.is_sent() {
            edits.extend(self.required_edit(&owner, name, true));
        }
        Plan::edits(edits)
    }

    /// Adds fields to an object that had none.
    fn described_object(&self, field: &ComparableField<'_>, parent: &[String]) -> Option<Plan> {
        let found = self.locator.field(&field.place, parent)?;
        let owner = found.owner.as_deref().filter(|_| !parent.is_empty())?;
        self.retyped(parent, &found.schema, Some(owner))
    }

    fn added_parameter(&self, field: &ComparableField<'_>, schema: Map<String, Value>) -> Plan {
        let Some(place) = field.place.parameter() else {
            return Plan::decide("the document has no parameters there");
        };
        let value = json!({
            "name": field.row.name,
            "in": place,
            "description": PLACEHOLDER,
            "required": field.row.required == Some(true),
            "x-source": { "page": self.new.operation, "part": format!("{place} parameters") },
            "schema": schema,
        });
        let list = join(&self.locator.operation, "parameters");
        if self.document.at(&list).is_none() {
            return Plan::edits(vec![Edit::Insert {
                mapping: self.locator.operation.clone(),
                slot: self.slot(&self.locator.operation, &[], &["requestBody", "responses"]),
                key: "parameters".to_owned(),
                value: Value::Array(vec![value]),
            }]);
        }
        Plan::edits(vec![Edit::InsertItem {
            index: self.parameter_index(&list, field),
            list,
            value,
        }])
    }

    /// The position of a new parameter: after the nearest one that precedes it.
    fn parameter_index(&self, list: &str, field: &ComparableField<'_>) -> usize {
        let count = self.document.at(list).map_or(0, |list| list.items().len());
        let parameters = || {
            self.new_fields
                .iter()
                .filter(|other| other.place.parameter().is_some())
        };
        let own = parameters()
            .position(|other| other.is_same(field))
            .unwrap_or(0);
        let before: Vec<&ComparableField<'_>> = parameters().take(own).collect();
        let at = |other: &&&ComparableField<'_>| self.parameter_at(list, other).is_some();
        let previous = before.iter().rev().find(at);
        previous
            .and_then(|other| self.parameter_at(list, other))
            .map_or(count, |index| index + 1)
    }

    /// The index of a parameter in the operation's own list.
    fn parameter_at(&self, list: &str, field: &ComparableField<'_>) -> Option<usize> {
        let at = self
            .locator
            .parameter(field.place.parameter()?, &field.row.name)?;
        let items = self.document.at(list)?.items();
        items.iter().enumerate().position(|(index, node)| {
            let reference = node.get("$ref").and_then(Node::as_str);
            at == format!("{list}/{index}")
                || reference.and_then(|text| text.strip_prefix('#')) == Some(&at)
        })
    }

    fn added_header(&self, status: &str, name: &str, schema: Map<String, Value>) -> Plan {
        let Some(response) = self.locator.status(status) else {
            return Plan::decide("the document does not have the status");
        };
        let header = json!({ "description": PLACEHOLDER, "schema": schema });
        let headers = join(&response, "headers");
        Plan::edits(vec![if self.document.at(&headers).is_some() {
            Edit::Insert {
                slot: self.page_slot(&headers),
                mapping: headers,
                key: name.to_owned(),
                value: header,
            }
        } else {
            Edit::Insert {
                slot: self.slot(&response, &["description"], &["content"]),
                mapping: response,
                key: "headers".to_owned(),
                value: json!({ name: header }),
            }
        }])
    }

    pub(super) fn removed_field(&self) -> Plan {
        let Some(place) = self.place() else {
            return Plan::decide("its location is unknown");
        };
        let Some(found) = self.locator.field(place, &self.change.path) else {
            return Plan::Already;
        };
        if self
            .new_fields
            .iter()
            .any(|field| field.is_loose() && field.place == *place)
        {
            return Plan::decide("it may be in a table that no field refers to");
        }
        match (place, &found.owner, self.change.path.last()) {
            (MessagePart::Path, ..) => Plan::decide("a path parameter is part of the address"),
            (_, Some(owner), Some(name)) => self.removed_property(owner, name),
            (MessagePart::Query | MessagePart::Header, ..) => self.removed_parameter(),
            (MessagePart::ResponseHeader(_), ..) => self.removed_entry(&found.pointer),
            _ => Plan::decide("the body itself was removed"),
        }
    }

    fn removed_property(&self, owner: &str, name: &str) -> Plan {
        let properties = join(owner, "properties");
        if self
            .document
            .at(&properties)
            .is_some_and(|node| node.entries().count() < 2)
        {
            return Plan::decide(
                "it is the only field of its object: decide what becomes of the object",
            );
        }
        let mut edits = vec![Edit::Remove {
            pointer: join(&properties, name),
        }];
        edits.extend(self.required_edit(owner, name, false));
        Plan::edits(edits)
    }

    fn removed_parameter(&self) -> Plan {
        let list = join(&self.locator.operation, "parameters");
        let field = self
            .old_fields
            .iter()
            .find(|field| Some(&field.place) == self.place() && field.path == self.change.path);
        let Some(index) = field.and_then(|field| self.parameter_at(&list, field)) else {
            return Plan::decide("the parameter belongs to the path, which other operations share");
        };
        self.removed_entry(&format!("{list}/{index}"))
    }

    /// Removes a node, and the list or mapping around it if it becomes empty.
    fn removed_entry(&self, at: &str) -> Plan {
        let Some((parent, _)) = at.rsplit_once('/') else {
            return Plan::decide("its location is unknown");
        };
        let alone = self
            .document
            .at(parent)
            .is_some_and(|node| node.items().len() + node.entries().count() < 2);
        Plan::edits(vec![Edit::Remove {
            pointer: if alone { parent } else { at }.to_owned(),
        }])
    }

    /// The slot after the last smaller key, for sorted keys.
    pub(super) fn sorted_slot(&self, mapping: &str, key: &str) -> Slot {
        let keys: Vec<&str> = self
            .document
            .at(mapping)
            .into_iter()
            .flat_map(Node::entries)
            .map(|entry| entry.key)
            .collect();
        if let Some(previous) = keys
            .iter()
            .rev()
            .find(|known| **known < key && **known != "default")
        {
            return Slot::After((*previous).to_owned());
        }
        keys.first()
            .map_or(Slot::End, |first| Slot::Before((*first).to_owned()))
    }
}
