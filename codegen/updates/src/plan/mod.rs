//! From a change of a page to the edits of the document, or to why a person must decide.

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
use codegen_pages::{Place, Record};

use crate::change::{Action, Aspect, Change};
use crate::document::{Found, Home, chain};
use crate::edit::{Edit, Slot};
use crate::fields::{Field, paired, settled};

/// What stands where the document needs words that only a person can write.
pub const PLACEHOLDER: &str = "(to be described)";

/// What is to be done about a change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plan {
    /// These edits carry it into the document.
    Edits {
        edits: Vec<Edit>,
        /// What a person has to look at afterwards.
        remarks: Vec<String>,
    },
    /// The document says it already.
    Already,
    /// A person must decide.
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

/// What is to be done about a change, with the document as it is now.
pub(crate) fn plan(change: &Change, home: &Home<'_>, old: &Record, new: &Record) -> Plan {
    let old_fields = settled(&old.facts, Some(home));
    let new_fields = paired(&old_fields, settled(&new.facts, Some(home)));
    let planner = Planner {
        change,
        home,
        document: home.document,
        old,
        new,
        old_fields,
        new_fields,
    };
    match change.aspect {
        Aspect::Call => {
            Plan::decide("another method or address is another operation to its callers")
        }
        Aspect::TypeName => Plan::decide("a component may keep its name: rename it, or leave it"),
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
    home: &'a Home<'a>,
    document: &'a Document,
    old: &'a Record,
    new: &'a Record,
    old_fields: Vec<Field<'a>>,
    new_fields: Vec<Field<'a>>,
}

impl<'a> Planner<'a> {
    fn place(&self) -> Option<&'a Place> {
        self.change.place.as_ref()
    }

    /// The parameter or field in the document.
    fn found(&self) -> Result<Found, Plan> {
        let found = self
            .place()
            .and_then(|place| self.home.field(place, &self.change.path));
        found.ok_or_else(|| Plan::decide("the document has no such parameter or field"))
    }

    /// The field as the page has it now.
    fn new_field(&self) -> Option<&Field<'a>> {
        let place = self.place()?;
        self.new_fields
            .iter()
            .find(|field| field.place == *place && field.path == self.change.path)
    }

    fn get(&self, at: &str, key: &str) -> Option<&'a Node> {
        self.document.at(at)?.get(key)
    }

    /// The schemas of a field, or of the items of the lists that it is.
    fn innermost(&self, schema: &str) -> Vec<String> {
        const LONGEST: usize = 8;
        let mut parts = chain(self.document, schema);
        for _ in 0..LONGEST {
            let items = parts.iter().map(|part| format!("{part}/items"));
            match items
                .into_iter()
                .find(|items| self.document.at(items).is_some())
            {
                Some(items) => parts = chain(self.document, &items),
                None => break,
            }
        }
        parts
    }

    /// An edit that adds a keyword, where keywords like it stand.
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

    /// Where a new key goes among those of a mapping: behind the nearest that comes before it.
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
