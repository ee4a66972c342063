//! Renames schemas as configured.

use std::collections::HashMap;
use std::path::Path;

use codegen_document::reference;
use serde_json::{Map, Value};

use crate::draft::Draft;
use crate::error::DraftError;
use crate::known::Known;
use crate::names::Names;
use crate::walk;

const PREFIX: &str = "#/components/schemas/";

/// Applies the names in `[schemas]`, and merges equivalent schemas.
pub(crate) fn schemas(
    draft: &mut Draft,
    names: &Names,
    known: &Known,
    path: &Path,
) -> Result<(), DraftError> {
    let given = draft
        .document
        .pointer(walk::SCHEMAS)
        .and_then(Value::as_object);
    let given = given.cloned().unwrap_or_default();
    let (mut renamed, mut messages) = chosen(names, &given);
    // The error body is that of the documents.
    if let Some(name) = crate::known::common_error(&draft.document)
        && !renamed.contains_key(&name)
        && let Some(ours) = given.get(&name).and_then(|schema| known.error(schema))
    {
        renamed.insert(name, ours.to_owned());
    }
    let mut kept: Map<String, Value> = Map::new();
    for (name, schema) in given {
        let ours = renamed.get(&name).unwrap_or(&name).clone();
        match kept.get(&ours) {
            None => drop(kept.insert(ours, schema)),
            Some(other) if is_same(other, &schema) => {
                if core(other) != core(&schema) {
                    draft.notes.contradiction(
                        &ours,
                        format!("`{name}` has the same properties with other limits or types"),
                    );
                }
            }
            Some(_) => messages.push(format!(
                "`{name}` cannot be renamed to `{ours}`: a schema of that name has other properties"
            )),
        }
    }
    if !messages.is_empty() {
        return Err(DraftError::Renaming {
            path: path.to_path_buf(),
            messages,
        });
    }
    draft.document["components"]["schemas"] = Value::Object(kept);
    rename(&mut draft.document, &renamed);
    Ok(())
}

/// The names in `[schemas]` by the name in the definition, and an error for each unknown one.
fn chosen(names: &Names, given: &Map<String, Value>) -> (HashMap<String, String>, Vec<String>) {
    let mut messages = Vec::new();
    let mut renamed: HashMap<String, String> = HashMap::new();
    for (official, ours) in &names.schemas {
        let found = given.iter().find(|(name, schema)| {
            *name == official
                || schema
                    .pointer("/x-source/official")
                    .is_some_and(|it| it == official)
                    && !given.contains_key(official)
        });
        match found {
            Some((name, _)) => drop(renamed.insert(name.clone(), ours.clone())),
            None => messages.push(format!("`{official}` under `[schemas]` is not in the definition: correct the name or remove the line")),
        }
    }
    (renamed, messages)
}

/// Updates references to renamed schemas.
pub(crate) fn rename(document: &mut Value, renamed: &HashMap<String, String>) {
    reference::visit_mut(document, &mut |target| {
        let name = target.strip_prefix(PREFIX);
        if let Some(new) = name.and_then(|name| renamed.get(name)) {
            *target = format!("{PREFIX}{new}");
        }
    });
}

/// Whether two schemas have the same properties.
fn is_same(one: &Value, other: &Value) -> bool {
    let names = |schema: &Value| {
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut names: Vec<String> = properties
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        names.sort();
        names
    };
    names(one) == names(other)
}

/// A schema without its descriptions and source.
fn core(schema: &Value) -> Value {
    match schema {
        Value::Object(object) => {
            let kept = object.iter().filter(|(key, value)| {
                let is_text = key.as_str() == "description" && value.is_string();
                !is_text && !matches!(key.as_str(), "example" | "x-source")
            });
            Value::Object(
                kept.map(|(key, value)| (key.clone(), core(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(core).collect()),
        other => other.clone(),
    }
}
