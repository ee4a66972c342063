//! The modules of a product as one self-contained document.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::document::Document;
use crate::names;
use crate::pointer;

/// The documents of several modules as one, for tools that read a single file.
///
/// A component or tag that two modules define differently carries the name of its module:
/// `ProjectId` of `apic` becomes `ApicProjectId`. Everything else keeps its name.
pub fn product(modules: &[(&str, &Document)]) -> Value {
    let mut parts: Vec<(&str, Value)> = modules
        .iter()
        .map(|(module, document)| (*module, document.to_json()))
        .collect();
    let clashes = clashes(&parts);
    for (module, part) in &mut parts {
        rename(part, module, &clashes);
    }
    let mut parts = parts.into_iter().map(|(_, part)| part);
    let mut whole = parts.next().unwrap_or_default();
    for part in parts {
        join(&mut whole, part);
    }
    whole
}

/// The pointers of components, and the names of tags, that modules define differently.
fn clashes(parts: &[(&str, Value)]) -> Vec<String> {
    let mut seen: BTreeMap<String, &Value> = BTreeMap::new();
    let mut clashes = Vec::new();
    for (_, part) in parts {
        for (key, value) in definitions(part) {
            match seen.get(&key) {
                Some(known) if *known != value && !clashes.contains(&key) => clashes.push(key),
                Some(_) => {}
                None => {
                    seen.insert(key, value);
                }
            }
        }
    }
    clashes
}

fn definitions(part: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (group, components) in members(&part["components"]) {
        for (name, component) in members(components) {
            let at = pointer::join(&pointer::join("#/components", group), name);
            found.push((at, component));
        }
    }
    for tag in part["tags"].as_array().into_iter().flatten() {
        let name = tag["name"].as_str().unwrap_or_default();
        found.push((format!("tag {name}"), tag));
    }
    found
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Gives everything that clashes the name of its module.
fn rename(part: &mut Value, module: &str, clashes: &[String]) {
    let prefix = names::type_name(module);
    for clash in clashes {
        let mut segments = pointer::segments(clash.trim_start_matches('#'));
        let Some((group, name)) = segments.nth(1).zip(segments.next()) else {
            rename_tag(part, clash.trim_start_matches("tag "), module);
            continue;
        };
        let named = part.pointer_mut(&pointer::join("/components", &group));
        if let Some(Value::Object(named)) = named {
            let old = std::mem::take(named);
            let renamed = old.into_iter().map(|(key, value)| match key == name {
                true => (format!("{prefix}{name}"), value),
                false => (key, value),
            });
            named.extend(renamed);
        }
    }
    refer(part, &prefix, clashes);
}

fn rename_tag(part: &mut Value, name: &str, module: &str) {
    let renamed = Value::from(format!("{module}: {name}"));
    for tag in part["tags"].as_array_mut().into_iter().flatten() {
        if tag["name"] == name {
            tag["name"] = renamed.clone();
        }
    }
    let paths = part["paths"].as_object_mut().into_iter().flatten();
    let operations = paths.flat_map(|(_, item)| item.as_object_mut().into_iter().flatten());
    for (_, operation) in operations {
        let tags = operation.get_mut("tags").and_then(Value::as_array_mut);
        for tag in tags.into_iter().flatten().filter(|tag| **tag == name) {
            *tag = renamed.clone();
        }
    }
}

/// Leads references to the new names.
fn refer(value: &mut Value, prefix: &str, clashes: &[String]) {
    match value {
        Value::String(text) if clashes.contains(text) => {
            if let Some((group, name)) = text.rsplit_once('/') {
                *text = format!("{group}/{prefix}{name}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| refer(it, prefix, clashes)),
        Value::Object(members) => {
            members
                .values_mut()
                .for_each(|it| refer(it, prefix, clashes));
        }
        _ => {}
    }
}

/// Adds the paths, components and tags of another module.
fn join(whole: &mut Value, part: Value) {
    let Value::Object(part) = part else { return };
    for (key, value) in part {
        match (key.as_str(), value) {
            ("paths", Value::Object(paths)) => {
                for (path, item) in paths {
                    let known = &mut whole["paths"][path];
                    match (known.as_object_mut(), item) {
                        (Some(known), Value::Object(item)) => known.extend(item),
                        (_, item) => *known = item,
                    }
                }
            }
            ("components", Value::Object(groups)) => {
                for (group, components) in groups {
                    let known = &mut whole["components"][group];
                    if !known.is_object() {
                        *known = Value::Object(Map::new());
                    }
                    if let (Some(known), Value::Object(new)) = (known.as_object_mut(), components) {
                        known.extend(new);
                    }
                }
            }
            ("tags", Value::Array(tags)) => {
                let known = whole["tags"].as_array().cloned().unwrap_or_default();
                let new = tags.into_iter().filter(|tag| !known.contains(tag));
                let all = known.iter().cloned().chain(new).collect();
                whole["tags"] = Value::Array(all);
            }
            _ => {}
        }
    }
}
