//! Merges the facts of one source about a parameter or property into the draft.

use codegen_document::pointer;
use codegen_pages::{FieldType, Row};
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::ledger::{Claim, Entry, Owner};
use crate::marks::STATED_TYPES;
use crate::prose::{self, About};
use crate::{resolve, walk};

/// The target of a row.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The pointer of the schema.
    pub(crate) at: String,
    /// The name in notes.
    pub(crate) about: String,
    /// Whether the draft requires it. `None` in responses.
    pub(crate) required: Option<bool>,
}

/// Adds the facts that the draft lacks, and reports those that differ.
pub(crate) fn merge(draft: &mut Draft, target: &Target, row: &Row, origin: &str) {
    let about = About {
        place: &target.about,
        origin,
    };
    if let (Some(drafted), Some(said)) = (target.required, row.required)
        && drafted != said
    {
        let word = |required: bool| if required { "required" } else { "optional" };
        draft.notes.contradiction(
            &target.about,
            format!("{}, but {origin} says {}", word(drafted), word(said)),
        );
    }
    let at = resolve::target(&draft.document, &target.at);
    if !is_alike(draft, row, &at, &about) {
        return;
    }
    limits(draft, row, &at, &about);
    if let Some(schema) = draft.document.pointer_mut(&at) {
        prose::apply(schema, row, &about, &mut draft.notes);
    }
}

/// Whether the types match; reports it if they do not.
fn is_alike(draft: &mut Draft, row: &Row, at: &str, about: &About<'_>) -> bool {
    let drafted = draft
        .document
        .pointer(at)
        .and_then(|schema| schema.get("type"));
    let Some(drafted) = drafted.and_then(Value::as_str).map(str::to_owned) else {
        return draft.document.pointer(at).is_some();
    };
    let word = match row.type_.as_deref().and_then(FieldType::read) {
        Some(FieldType::Text) => "string",
        Some(FieldType::Integer) => "integer",
        Some(FieldType::Number) => "number",
        Some(FieldType::Boolean) => "boolean",
        Some(FieldType::Array(_)) => "array",
        Some(FieldType::Object(_) | FieldType::Map) => "object",
        _ => return true,
    };
    if word == drafted {
        return true;
    }
    let said = format!("{} says {word}", about.origin);
    let message = format!("type {drafted}, but {said}");
    draft.notes.contradiction(about.place, message);
    draft.entry(at, "/type", sentence(&said), Claim::Value(json!(drafted)));
    if let Some(schema) = draft.document.pointer_mut(at) {
        prose::note(schema, STATED_TYPES, word);
    }
    false
}

fn limits(draft: &mut Draft, row: &Row, at: &str, about: &About<'_>) {
    let Some(schema) = draft.document.pointer(at) else {
        return;
    };
    let inner = if schema.get("items").is_some() {
        "/items"
    } else {
        ""
    };
    let number = |number: &Option<serde_json::Number>| number.clone().map(Value::Number);
    let count = |count: Option<u64>| count.map(Value::from);
    let pairs = [
        (inner, "minimum", number(&row.minimum)),
        (inner, "maximum", number(&row.maximum)),
        (inner, "minLength", count(row.min_length)),
        (inner, "maxLength", count(row.max_length)),
        (inner, "pattern", row.pattern.clone().map(Value::from)),
        ("", "minItems", count(row.min_items)),
        ("", "maxItems", count(row.max_items)),
    ];
    for (inner, key, said) in pairs {
        let Some(said) = said else { continue };
        let known = draft
            .document
            .pointer(&format!("{at}{inner}/{key}"))
            .cloned();
        let is_same =
            |known: &Value| known.as_f64() == said.as_f64() && known.as_str() == said.as_str();
        if let Some(known) = known.filter(|known| !is_same(known)) {
            let page = format!("{} says {key} {said}", about.origin);
            let message = format!("{key} {known}, but {page}");
            draft.notes.contradiction(about.place, message);
            draft.entry(
                at,
                &format!("{inner}/{key}"),
                sentence(&page),
                Claim::Value(known),
            );
        }
    }
}

/// The name of a property in notes: by the schema that has it.
pub(crate) fn about(document: &Value, at: &str, name: &str) -> String {
    let (owner, inner) = match owner(document, at) {
        Some((
            Owner::Schema(owner) | Owner::Operation(owner) | Owner::Parameter(owner),
            inner,
            _,
        )) => (owner, inner),
        None => (String::new(), None),
    };
    let name = inner.as_deref().unwrap_or(name);
    format!("{owner}.{name}")
}

/// The owner and name of an entry for a pointer in the draft.
pub(crate) fn owner(document: &Value, at: &str) -> Option<(Owner, Option<String>, String)> {
    let segments: Vec<String> = pointer::segments(at)
        .map(std::borrow::Cow::into_owned)
        .collect();
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    let rest = |from: usize| {
        segments[from..]
            .iter()
            .fold(String::new(), |at, segment| pointer::join(&at, segment))
    };
    match parts.as_slice() {
        ["components", "schemas", name, "properties", property, ..] => Some((
            Owner::Schema((*name).to_owned()),
            Some((*property).to_owned()),
            rest(5),
        )),
        ["components", "schemas", name, ..] => {
            Some((Owner::Schema((*name).to_owned()), None, rest(3)))
        }
        ["components", "parameters", name, ..] => {
            Some((Owner::Parameter((*name).to_owned()), None, rest(3)))
        }
        ["paths", path, method, "parameters", index, ..] => {
            let operation = document.get("paths")?.get(*path)?.get(*method)?;
            let parameter = operation
                .get("parameters")?
                .get(index.parse::<usize>().ok()?)?;
            let name = parameter.get("name")?.as_str()?.to_owned();
            Some((
                Owner::Operation(operation.get("operationId")?.as_str()?.to_owned()),
                Some(name),
                rest(5),
            ))
        }
        ["paths", path, method, ..] => {
            let operation = document.get("paths")?.get(*path)?.get(*method)?;
            Some((
                Owner::Operation(operation.get("operationId")?.as_str()?.to_owned()),
                None,
                rest(3),
            ))
        }
        _ => None,
    }
}

/// A note as a sentence.
pub(crate) fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!("{}.", first.into_iter().chain(letters).collect::<String>())
}

impl Draft {
    /// Adds an entry to confirm.
    pub(crate) fn entry(&mut self, at: &str, rest: &str, page: String, claim: Claim) {
        if let Some((owner, name, inner)) = owner(&self.document, at) {
            self.entries.push(Entry {
                owner,
                name,
                at: format!("{inner}{rest}"),
                page,
                claim,
            });
        }
    }
}

/// The value in the draft at the place of an entry's claim.
pub(crate) fn at<'a>(document: &'a Value, entry: &Entry) -> Option<&'a Value> {
    let component = |section: &str, name: &str| document.get("components")?.get(section)?.get(name);
    let start = match &entry.owner {
        Owner::Schema(name) => {
            let schema = component("schemas", name)?;
            match &entry.name {
                Some(property) => schema.get("properties")?.get(property)?,
                None => schema,
            }
        }
        Owner::Parameter(name) => component("parameters", name)?,
        Owner::Operation(id) => {
            let mut listed = walk::listed(document);
            let (_, _, operation) = listed.find(|(_, _, it)| walk::operation_id(it) == id)?;
            match &entry.name {
                Some(name) => {
                    let parameters = operation.get("parameters")?.as_array()?;
                    parameters
                        .iter()
                        .find(|it| it.get("name").is_some_and(|it| it == name))?
                }
                None => operation,
            }
        }
    };
    start.pointer(&entry.at)
}
