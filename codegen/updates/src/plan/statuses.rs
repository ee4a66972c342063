//! Statuses that were added or removed.

use std::collections::BTreeMap;

use codegen_document::Node;
use codegen_pages::{MessageKind, MessagePart};
use serde_json::{Map, Value, json};

use crate::change::Action;
use crate::edit::Edit;
use crate::fields::ComparableField;
use crate::operation_locator::OperationLocator;
use crate::plan::drafted::described;
use crate::plan::{PLACEHOLDER, Plan, Planner, join};

impl Planner<'_> {
    pub(super) fn status(&self) -> Plan {
        let Some(status) = self.place().and_then(MessagePart::status) else {
            return Plan::decide("the status is unknown");
        };
        let responses = self.locator.responses();
        let own = join(&responses, status);
        match (self.change.action, self.document.at(&own).is_some()) {
            (Action::Added, true) | (Action::Removed, false) => Plan::Already,
            (Action::Added, false) => self.added_status(status),
            _ if self
                .document
                .at(&responses)
                .is_some_and(|node| node.entries().count() < 2) =>
            {
                Plan::decide("it is the only status of the operation")
            }
            _ => Plan::edits(vec![Edit::Remove { pointer: own }]),
        }
    }

    fn added_status(&self, status: &str) -> Plan {
        let Some(model) = self.alike(status) else {
            return self.drafted_status(status).unwrap_or_else(|| {
                Plan::decide("no other status has the same body: write the response")
            });
        };
        let place = MessagePart::Response(model.to_owned());
        let schema = self.locator.body(&place);
        let Some((at, schema)) = schema
            .as_ref()
            .and_then(|at| Some((at, self.document.at(at)?.to_json())))
        else {
            return Plan::decide(format!(
                "the document has no body for {model}, which has the same fields"
            ));
        };
        let media = at
            .rsplit('/')
            .nth(1)
            .map(|media| codegen_document::pointer::unescape(media).into_owned());
        let mut content = Map::new();
        content.insert("schema".to_owned(), schema.clone());
        if let Some(example) = self.example_of(status) {
            content.insert(
                "examples".to_owned(),
                json!({ "documented": { "value": example } }),
            );
        }
        let description = self.usual_description(status, &schema);
        let mut response = Map::new();
        let described = description.is_some();
        let text = description.unwrap_or(PLACEHOLDER);
        response.insert("description".to_owned(), text.into());
        response.insert(
            "content".to_owned(),
            json!({ media.unwrap_or_default(): content }),
        );
        let responses = self.locator.responses();
        let plan = Plan::edits(vec![Edit::Insert {
            slot: self.sorted_slot(&responses, status),
            mapping: responses,
            key: status.to_owned(),
            value: Value::Object(response),
        }]);
        if described {
            plan
        } else {
            plan.remark(format!("describe status {status}"))
        }
    }

    /// A response unlike that of any other status.
    fn drafted_status(&self, status: &str) -> Option<Plan> {
        let mut drafted = self.drafted_body(Some(status))?;
        described(&mut drafted.value);
        let responses = self.locator.responses();
        let mut edits = vec![Edit::Insert {
            slot: self.sorted_slot(&responses, status),
            mapping: responses,
            key: status.to_owned(),
            value: drafted.value.clone(),
        }];
        edits.extend(self.component_edits(None, &drafted.components)?);
        let plan = Plan::Edits {
            edits,
            remarks: drafted.remarks(),
        };
        Some(plan.remark(format!("describe status {status}")))
    }

    /// Another error status with the same fields.
    fn alike(&self, status: &str) -> Option<&str> {
        let body = |status: &str| -> Vec<&ComparableField<'_>> {
            let place = MessagePart::Response(status.to_owned());
            self.new_fields
                .iter()
                .filter(|field| field.place == place)
                .collect()
        };
        let own = body(status);
        let same = |other: &&String| {
            let theirs = body(other);
            other.as_str() != status
                && !other.starts_with('2')
                && theirs.len() == own.len()
                && theirs
                    .iter()
                    .zip(&own)
                    .all(|(one, two)| one.path == two.path && one.kind() == two.kind())
        };
        let known = self.old.facts.statuses.iter();
        let found = known
            .filter(|_| !own.is_empty() && !status.starts_with('2'))
            .find(same);
        found.map(String::as_str)
    }

    fn example_of(&self, status: &str) -> Option<Value> {
        let mut examples = self.new.facts.examples.iter();
        let own = |example: &&codegen_pages::Example| {
            example.role == MessageKind::Response && example.status.as_deref() == Some(status)
        };
        examples.find(own).map(|example| example.value.clone())
    }

    /// The most frequent description of this status with this body.
    fn usual_description(&self, status: &str, schema: &Value) -> Option<&str> {
        let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
        for locator in OperationLocator::all(self.document) {
            let place = MessagePart::Response(status.to_owned());
            let same = locator
                .body(&place)
                .and_then(|at| self.document.at(&at))
                .is_some_and(|node| node.to_json() == *schema);
            let at = locator.status(status).filter(|_| same);
            let text = at
                .and_then(|at| self.get(&at, "description"))
                .and_then(Node::as_str);
            if let Some(text) = text.filter(|text| *text != PLACEHOLDER) {
                *texts.entry(text).or_default() += 1;
            }
        }
        texts
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(text, _)| text)
    }
}
