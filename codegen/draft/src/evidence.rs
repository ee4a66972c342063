//! Evidence in examples: which values are nullable, which types are correct, and which limits that
//! only prose has are wrong.

use std::collections::{BTreeMap, BTreeSet};

use codegen_document::pointer;
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::facts;
use crate::ledger::Claim;
use crate::marks::{DERIVED, STATED_TYPES};
use crate::resolve;

/// The types of values by the pointers of their schemas.
type Shown = BTreeMap<String, BTreeSet<&'static str>>;

/// Compares every example with its schema.
pub(crate) fn apply(draft: &mut Draft) {
    let mut shown = Shown::new();
    for (at, _) in draft.operations() {
        let responses = draft
            .document
            .pointer(&format!("{at}/responses"))
            .and_then(Value::as_object);
        let statuses = responses
            .into_iter()
            .flatten()
            .map(|(status, _)| format!("responses/{status}"));
        let holders: Vec<String> = std::iter::once("requestBody".to_owned())
            .chain(statuses)
            .collect();
        for holder in holders {
            let holder = resolve::target(&draft.document, &format!("{at}/{holder}"));
            let Some(body) = resolve::body(&draft.document, &holder) else {
                continue;
            };
            let media = body.trim_end_matches("/schema");
            let examples = draft
                .document
                .pointer(&format!("{media}/examples"))
                .and_then(Value::as_object);
            let examples = examples.into_iter().flatten();
            let values: Vec<Value> = examples
                .filter_map(|(_, it)| it.get("value").cloned())
                .collect();
            for value in values {
                within(draft, &body, &value, &mut shown);
            }
        }
    }
    types(draft, &shown);
}

fn within(draft: &mut Draft, at: &str, value: &Value, shown: &mut Shown) {
    let at = resolve::target(&draft.document, at);
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let known = resolve::property(&draft.document, &at, name);
                let other = format!("{at}/additionalProperties");
                let other = Some(other)
                    .filter(|it| draft.document.pointer(it).is_some_and(Value::is_object));
                match (known, value) {
                    (Some(known), Value::Null) => may_be_null(draft, &known),
                    (Some(at), _) => within(draft, &at, value, shown),
                    (None, _) => {
                        if let Some(at) = other {
                            within(draft, &at, value, shown);
                        }
                    }
                }
            }
        }
        Value::Array(items) => {
            let inner = format!("{at}/items");
            if draft.document.pointer(&inner).is_some() {
                items
                    .iter()
                    .for_each(|item| within(draft, &inner, item, shown));
            }
        }
        Value::Null => {}
        scalar => {
            shown.entry(at.clone()).or_default().insert(kind(scalar));
            derived(draft, &at, scalar);
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        _ => "string",
    }
}

/// Null has to be allowed by the property and by the referenced component.
fn may_be_null(draft: &mut Draft, at: &str) {
    let target = resolve::target(&draft.document, at);
    if let Some(component) = draft.document.pointer_mut(&target) {
        component["nullable"] = json!(true);
    }
    let Some(property) = draft.document.pointer_mut(at) else {
        return;
    };
    if let Some(reference) = property.get("$ref").cloned() {
        *property = json!({ "allOf": [{ "$ref": reference }] });
    }
    property["nullable"] = json!(true);
}

/// Removes keywords that only prose has if the example violates them.
fn derived(draft: &mut Draft, at: &str, value: &Value) {
    let Some(schema) = draft
        .document
        .pointer_mut(at)
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    let Some(keys) = schema.get(DERIVED).and_then(Value::as_array).cloned() else {
        return;
    };
    let length = value.as_str().map(|text| text.chars().count() as u64);
    let number = value.as_f64();
    for key in keys.iter().filter_map(Value::as_str) {
        let Some(limit) = schema.get(key) else {
            continue;
        };
        let measure = |limit: &Value| limit.as_f64();
        let is_broken = match key {
            "enum" => limit
                .as_array()
                .is_some_and(|values| !values.contains(value)),
            "minLength" => length < limit.as_u64() && length.is_some(),
            "maxLength" => length > limit.as_u64(),
            "minimum" => number.is_some() && number < measure(limit),
            "maximum" => number.is_some() && number > measure(limit),
            _ => false,
        };
        if is_broken {
            let message =
                format!("ignored `{key}` of the description: an example with {value} violates it");
            schema.shift_remove(key);
            if key == "enum" {
                schema.shift_remove("x-enum-descriptions");
            }
            let name = pointer::segments(at)
                .last()
                .unwrap_or_default()
                .into_owned();
            let about = facts::about(&draft.document, at, &name);
            draft.notes.contradiction(about, message);
            return;
        }
    }
}

/// If every example has the type that another source states, it becomes the type.
fn types(draft: &mut Draft, shown: &Shown) {
    for (at, kinds) in shown {
        let Some(schema) = draft.document.pointer(at) else {
            continue;
        };
        let Some(said) = schema.get(STATED_TYPES).and_then(Value::as_array) else {
            continue;
        };
        let drafted = schema
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let mut kinds = kinds.iter();
        let (Some(kind), None) = (kinds.next(), kinds.next()) else {
            continue;
        };
        if *kind == drafted || !said.iter().any(|it| it == kind) {
            continue;
        }
        let Some(schema) = draft
            .document
            .pointer_mut(at)
            .and_then(Value::as_object_mut)
        else {
            continue;
        };
        schema.insert("type".to_owned(), json!(kind));
        for key in [
            "format",
            "enum",
            "x-enum-descriptions",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "default",
        ] {
            schema.shift_remove(key);
        }
        let about = facts::about(&draft.document, at, "");
        let page = format!("the definition says {drafted}, all examples show {kind}");
        draft
            .notes
            .contradiction(about.trim_end_matches('.'), format!("type {kind}: {page}"));
        draft.entry(
            at,
            "/type",
            facts::sentence(&page),
            Claim::Value(json!(kind)),
        );
    }
}
