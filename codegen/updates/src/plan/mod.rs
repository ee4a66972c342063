//! Plans the edits for a change of a page, or explains why a decision is needed.

mod drafted;
mod enumerations;
mod examples;
mod fields;
mod keywords;
mod retyping;
mod schema;
mod statuses;
mod types;
mod values;

use codegen_document::{Document, Node, pointer};
use codegen_pages::{MessagePart, Record};

use crate::change::{Action, Aspect, Change};
use crate::edit::{Edit, Slot};
use crate::fields::{ComparableField, paired, settled};
use crate::operation_locator::{self, FieldPointers, OperationLocator};

/// The placeholder for a description that has to be written.
pub const PLACEHOLDER: &str = "(to be described)";

/// The plan for a change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plan {
    /// Edits that apply it to the document.
    Edits {
        edits: Vec<Edit>,
        /// Remarks for review afterwards.
        remarks: Vec<String>,
    },
    /// The document has it already.
    Already,
    /// A decision is needed.
    Decide(String),
}

impl Plan {
    fn edits(edits: Vec<Edit>) -> Plan {
        Plan::Edits {
            edits,
            remarks: Vec::new(),
        }
    }

    fn decide(why: impl Into<String>) -> Plan {
        Plan::Decide(why.into())
    }

    fn remark(mut self, remark: impl Into<String>) -> Plan {
        if let Plan::Edits { remarks, .. } = &mut self {
            remarks.push(remark.into());
        }
        self
    }
}

/// Plans a change against the current document.
pub(crate) fn plan(
    change: &Change,
    locator: &OperationLocator<'_>,
    old: &Record,
    new: &Record,
) -> Plan {
    let old_fields = settled(&old.facts, Some(locator));
    let new_fields = paired(&old_fields, settled(&new.facts, Some(locator)));
    let planner = Planner {
        change,
        locator,
        document: locator.document,
        old,
        new,
        old_fields,
        new_fields,
    };
    match change.aspect {
        Aspect::Call => {
            Plan::decide("a changed method or address means another operation for callers")
        }
        Aspect::TypeName => {
            Plan::decide("a component may keep its name: decide whether to rename it")
        }
        Aspect::Status => planner.status(),
        Aspect::Field if change.action == Action::Added => planner.added_field(),
        Aspect::Field => planner.removed_field(),
        Aspect::Type => planner.type_(),
        Aspect::Required => planner.required(),
        Aspect::Limit(keyword) => planner.keyword(keyword),
        Aspect::Default => planner.keyword("default"),
        Aspect::Values => planner.values(),
        Aspect::Example => planner.example(),
    }
}

struct Planner<'a> {
    change: &'a Change,
    locator: &'a OperationLocator<'a>,
    document: &'a Document,
    old: &'a Record,
    new: &'a Record,
    old_fields: Vec<ComparableField<'a>>,
    new_fields: Vec<ComparableField<'a>>,
}

impl<'a> Planner<'a> {
    fn place(&self) -> Option<&'a MessagePart> {
        self.change.place.as_ref()
    }

    /// The parameter or field in the document.
    fn found(&self) -> Result<FieldPointers, Plan> {
        let found = self
            .place()
            .and_then(|place| self.locator.field(place, &self.change.path));
        found.ok_or_else(|| Plan::decide("the document has no such parameter or field"))
    }

    /// The field on the new page.
    fn new_field(&self) -> Option<&ComparableField<'a>> {
        let place = self.place()?;
        self.new_fields
            .iter()
            .find(|field| field.place == *place && field.path == self.change.path)
    }

    fn get(&self, at: &str, key: &str) -> Option<&'a Node> {
        self.document.at(at)?.get(key)
    }

    /// The schemas of a field, or of the items of its lists.
    fn innermost(&self, schema: &str) -> Vec<String> {
        operation_locator::innermost(self.document, schema)
    }

    /// An edit that adds a keyword, next to similar keywords.
    fn insertion(&self, mapping: &str, key: &str, value: serde_json::Value) -> Edit {
        let order = |key: &str| schema::ORDER.iter().position(|known| *known == key);
        let before = |other: &str| order(other).is_some_and(|place| Some(place) < order(key));
        let entries = self
            .document
            .at(mapping)
            .into_iter()
            .flat_map(Node::entries);
        let last = entries.filter(|entry| before(entry.key)).last();
        Edit::Insert {
            mapping: mapping.to_owned(),
            slot: last.map_or(Slot::End, |entry| Slot::After(entry.key.to_owned())),
            key: key.to_owned(),
            value,
        }
    }

    /// The position of a new key in a mapping: after the nearest one that precedes it.
    fn slot(&self, mapping: &str, before: &[&str], after: &[&str]) -> Slot {
        let has = |key: &&&str| self.get(mapping, key).is_some();
        if let Some(key) = before.iter().rev().find(has) {
            return Slot::After((*key).to_owned());
        }
        let next = after.iter().find(has);
        next.map_or(Slot::End, |key| Slot::Before((*key).to_owned()))
    }

    /// Whether the nearest source of a node is the page of this operation.
    fn is_of_this_page(&self, at: &str) -> bool {
        let mut at = at.to_owned();
        loop {
            if let Some(source) = self.get(&at, "x-source") {
                return source.get("page").and_then(Node::as_str) == Some(&self.new.operation);
            }
            match at.rfind('/') {
                Some(end) => at.truncate(end),
                None => return false,
            }
        }
    }
}

fn join(base: &str, segment: &str) -> String {
    pointer::join(base, segment)
}
