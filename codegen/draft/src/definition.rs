//! Merges official definitions into one valid document, with the source of each component.

use std::collections::{HashMap, HashSet};

use codegen_document::{Document, reference};
use codegen_importer::{Correction, Outcome};
use serde_json::{Map, Value, json};

use crate::error::DraftError;
use crate::notes::Notes;
use crate::walk;

const SCHEMAS: &str = "#/components/schemas/";

/// Merges all definitions.
pub(crate) fn read(definitions: &[Document], notes: &mut Notes) -> Result<Value, DraftError> {
    let mut merged = Value::Null;
    for definition in definitions {
        let path = definition.path().to_path_buf();
        let imported = codegen_importer::import(definition);
        let imported = imported.map_err(|message| DraftError::Definition {
            path: path.clone(),
            message,
        })?;
        for correction in &imported.corrections {
            note(correction, notes);
        }
        let document = with_sources(definition, imported.document);
        if merged.is_null() {
            merged = document;
        } else {
            merge(&mut merged, document)
                .map_err(|message| DraftError::Definition { path, message })?;
        }
    }
    Ok(merged)
}

fn note(correction: &Correction, notes: &mut Notes) {
    // Documents have no examples of scalars.
    let is_dropped = correction.message.starts_with("removed the example");
    if correction.outcome != Outcome::Corrected && !is_dropped {
        notes.review(correction.location.to_string(), &correction.message);
    }
}

/// The document with the sources of its components, and with enumerations inlined: they are named
/// later, across all definitions.
fn with_sources(definition: &Document, mut document: Value) -> Value {
    let given = definition.at("/components/schemas");
    let given: Vec<String> = given
        .into_iter()
        .flat_map(|node| node.entries())
        .map(|entry| entry.key.to_owned())
        .collect();
    let schemas = document
        .pointer_mut(walk::SCHEMAS)
        .and_then(Value::as_object_mut);
    let mut made: HashMap<String, Value> = HashMap::new();
    if let Some(schemas) = schemas {
        let names: Vec<String> = schemas.keys().cloned().collect();
        for (index, name) in names.iter().enumerate() {
            match given.get(index) {
                Some(official) => schemas[name]["x-source"] = json!({ "official": official }),
                None if schemas[name].get("enum").is_some() => {
                    made.extend(schemas.shift_remove(name).map(|it| (name.clone(), it)));
                }
                None => {}
            }
        }
    }
    inline(&mut document, &made);
    name_sources(&mut document);
    document
}

/// Inlines components where they are used.
fn inline(value: &mut Value, made: &HashMap<String, Value>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| inline(item, made)),
        Value::Object(object) => {
            let target = |value: &Value| {
                let target = value.get("$ref")?.as_str()?;
                made.get(target.strip_prefix(SCHEMAS)?)
            };
            let single = match object.get("allOf").and_then(Value::as_array) {
                Some(parts) if parts.len() == 1 => target(&parts[0]),
                _ => None,
            };
            if let Some(component) = single.cloned() {
                object.shift_remove("allOf");
                absorb(object, component);
            } else if let Some(Value::Object(component)) = target(value).cloned() {
                *value = Value::Object(component);
            } else if let Some(object) = value.as_object_mut() {
                for (key, value) in object.iter_mut() {
                    if !matches!(key.as_str(), "example" | "examples" | "default" | "enum") {
                        inline(value, made);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Adds the keywords that an object lacks.
fn absorb(object: &mut Map<String, Value>, other: Value) {
    if let Value::Object(other) = other {
        for (key, value) in other {
            object.entry(key).or_insert(value);
        }
    }
}

/// The source of a component that the importer made is that of the first reference to it.
fn name_sources(document: &mut Value) {
    loop {
        let mut found: Vec<(String, Value)> = Vec::new();
        let schemas = document.pointer(walk::SCHEMAS).and_then(Value::as_object);
        let Some(schemas) = schemas else { return };
        let mut open: HashSet<&str> = schemas
            .iter()
            .filter(|(_, schema)| schema.get("x-source").is_none())
            .map(|(name, _)| name.as_str())
            .collect();
        let mut from = |value: &Value, source: &Value| {
            for target in reference::all(value) {
                if let Some(name) = target.strip_prefix(SCHEMAS)
                    && open.remove(name)
                {
                    found.push((name.to_owned(), source.clone()));
                }
            }
        };
        for schema in schemas.values() {
            if let Some(source) = schema.get("x-source") {
                from(schema, source);
            }
        }
        for (_, _, operation) in walk::listed(document) {
            from(
                operation,
                &json!({ "official": walk::operation_id(operation) }),
            );
        }
        if found.is_empty() {
            return;
        }
        for (name, source) in found {
            document["components"]["schemas"][&name]["x-source"] = source;
        }
    }
}

/// Adds a second definition to the first.
fn merge(merged: &mut Value, other: Value) -> Result<(), String> {
    let Value::Object(mut other) = other else {
        return Ok(());
    };
    for (path, item) in entries_of(other.remove("paths")) {
        let known = &mut merged["paths"][&path];
        match (known.as_object_mut(), item) {
            (Some(known), Value::Object(item)) => {
                for (key, value) in item {
                    if known.get(&key).is_some_and(|it| *it != value) {
                        return Err(format!("`{key} {path}` is also in another definition"));
                    }
                    known.insert(key, value);
                }
            }
            (_, item) => *known = item,
        }
    }
    for (section, components) in entries_of(other.remove("components")) {
        for (name, component) in entries_of(Some(components)) {
            let known = &mut merged["components"][&section][&name];
            if !known.is_null() && *known != component {
                return Err(format!(
                    "`{name}` under `components/{section}` differs between definitions: draft them into separate folders"
                ));
            }
            *known = component;
        }
    }
    Ok(())
}

fn entries_of(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    }
}
