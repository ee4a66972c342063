//! Examples, which are copied verbatim.

use codegen_document::Node;
use serde_json::{Map, Value, json};

use crate::edit::{Edit, Slot};
use crate::plan::{Plan, Planner, join};

impl Planner<'_> {
    pub(super) fn example(&self) -> Plan {
        let (before, after) = (self.change.before.as_ref(), self.change.after.as_ref());
        if before.or(after).is_some_and(Value::is_string) {
            return self.call(before, after);
        }
        let Some(media) = self.media() else {
            return Plan::decide("the document has no body for the example");
        };
        let list = join(&media, "examples");
        let named = self.document.at(&list).into_iter().flat_map(Node::entries);
        let all: Vec<(&str, Value)> = named
            .filter_map(|entry| Some((entry.key, entry.value.get("value")?.to_json())))
            .collect();
        if after.is_some_and(|after| all.iter().any(|(_, value)| value == after)) {
            return Plan::Already;
        }
        let known = before.and_then(|before| all.iter().find(|(_, value)| value == before));
        match (known, before, after) {
            (Some((name, old)), _, Some(new)) => {
                let mut edits = Vec::new();
                rewrite(&join(&join(&list, name), "value"), old, new, &mut edits);
                Plan::edits(edits)
            }
            (Some((name, _)), _, None) => Plan::edits(vec![Edit::Remove {
                pointer: if all.len() > 1 {
                    join(&list, name)
                } else {
                    list
                },
            }]),
            (None, Some(_), None) => Plan::Already,
            (None, Some(_), Some(_)) => Plan::decide(
                "the example in the document differs from the old page: check the ledger",
            ),
            (None, None, Some(new)) => self.added_example(&media, &all, new),
            (None, None, None) => Plan::Already,
        }
    }

    /// The media type of the changed body.
    fn media(&self) -> Option<String> {
        let pointer = self
            .change
            .document
            .as_ref()
            .map(|location| location.pointer.as_str())?;
        let status = pointer.strip_prefix(&format!("{}/", self.locator.responses()));
        let place = match status {
            Some(status) => codegen_pages::MessagePart::Response(status.to_owned()),
            None => codegen_pages::MessagePart::Request,
        };
        let schema = self.locator.body(&place)?;
        schema.rsplit_once('/').map(|(media, _)| media.to_owned())
    }

    fn added_example(&self, media: &str, all: &[(&str, Value)], new: &Value) -> Plan {
        let example = json!({ "value": new });
        let list = join(media, "examples");
        if all.is_empty() {
            return Plan::edits(vec![Edit::Insert {
                mapping: media.to_owned(),
                slot: self.slot(media, &["schema"], &[]),
                key: "examples".to_owned(),
                value: json!({ "documented": example }),
            }]);
        }
        let free = |name: &String| all.iter().all(|(known, _)| known != name);
        let names = (2..).map(|number| format!("documented_{number}"));
        let name = names.into_iter().find(free).unwrap_or_default();
        Plan::edits(vec![Edit::Insert {
            mapping: list,
            slot: Slot::End,
            key: name,
            value: example,
        }])
    }

    /// Plans a change to the address of an example call.
    fn call(&self, before: Option<&Value>, after: Option<&Value>) -> Plan {
        let at = format!("{}/x-request-example/url", self.locator.operation);
        let current = self.document.at(&at).map(Node::to_json);
        if current.as_ref() == after {
            return Plan::Already;
        }
        match (current, before, after) {
            (Some(current), Some(before), Some(after)) if current == *before => {
                let plan = Plan::edits(vec![Edit::Set {
                    pointer: at,
                    value: after.clone(),
                }]);
                plan.remark(
                    "check that the parameters of x-request-example still match its address",
                )
            }
            _ => Plan::decide(
                "the example call differs from the old page, or was added or removed: edit x-request-example",
            ),
        }
    }
}

/// The edits that turn one value into another without touching common parts.
fn rewrite(at: &str, old: &Value, new: &Value, edits: &mut Vec<Edit>) {
    match (old, new) {
        (old, new) if old == new => {}
        (Value::Object(old), Value::Object(new)) if old.keys().any(|key| new.contains_key(key)) => {
            rewrite_members(at, old, new, edits);
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                rewrite(&format!("{at}/{index}"), old, new, edits);
            }
        }
        _ => edits.push(Edit::Set {
            pointer: at.to_owned(),
            value: new.clone(),
        }),
    }
}

fn rewrite_members(
    at: &str,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    edits: &mut Vec<Edit>,
) {
    let mut previous: Option<&String> = None;
    let first = old.keys().find(|key| new.contains_key(*key));
    for (key, value) in new {
        match old.get(key) {
            Some(known) => rewrite(&join(at, key), known, value, edits),
            None => edits.push(Edit::Insert {
                mapping: at.to_owned(),
                slot: match (previous, first) {
                    (Some(previous), _) => Slot::After(previous.clone()),
                    (None, Some(first)) => Slot::Before(first.clone()),
                    (None, None) => Slot::End,
                },
                key: key.clone(),
                value: value.clone(),
            }),
        }
        previous = Some(key);
    }
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        edits.push(Edit::Remove {
            pointer: join(at, key),
        });
    }
}
