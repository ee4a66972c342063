//! Which components requests and responses lead to, and which structs contain themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use codegen_document::keywords;
use indexmap::IndexSet;
use serde_json::Value;

use crate::definition::{Definition, Direction};
use crate::schemas::{Kind, Schemas};
use crate::types::Type;

/// Every `$ref` in a value, except in data such as examples.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    in_value(value, false, found);
}

fn in_value<'a>(value: &'a Value, has_names: bool, found: &mut Vec<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| in_value(item, false, found)),
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(reference) if key == "$ref" => found.push(reference),
                    _ if !has_names && keywords::is_data(key) => {}
                    _ => in_value(value, !has_names && keywords::has_chosen_names(key), found),
                }
            }
        }
        _ => {}
    }
}

/// The schema components that a value leads to, in breadth-first order.
pub(crate) fn components<'a>(document: &'a Value, values: &[&'a Value]) -> IndexSet<&'a str> {
    let mut waiting = Vec::new();
    for value in values {
        references(value, &mut waiting);
    }
    let mut seen: HashSet<&str> = HashSet::new();
    let mut names = IndexSet::new();
    let mut next = 0;
    while let Some(reference) = waiting.get(next).copied() {
        next += 1;
        if !seen.insert(reference) {
            continue;
        }
        if let Some(name) = reference.strip_prefix("#/components/schemas/") {
            names.insert(name);
        }
        let target = reference
            .strip_prefix('#')
            .and_then(|pointer| document.pointer(pointer));
        if let Some(target) = target {
            references(target, &mut waiting);
        }
    }
    names
}

/// The components in both lists that are structs.
pub(crate) fn shared(
    schemas: &Schemas<'_>,
    sent: &IndexSet<&str>,
    read: &IndexSet<&str>,
) -> Vec<String> {
    let shared = sent.intersection(read);
    shared
        .filter(|name| schemas.kind(name) == Kind::Structure)
        .map(|name| (*name).to_owned())
        .collect()
}

/// Marks the fields that would make a struct contain itself.
pub(crate) fn mark_boxes(types: &mut indexmap::IndexMap<String, Definition>) {
    let edges: HashMap<String, BTreeSet<String>> = types
        .iter()
        .map(|(name, definition)| (name.clone(), held(definition)))
        .collect();
    for (name, definition) in types.iter_mut() {
        let Definition::Structure(structure) = definition else {
            continue;
        };
        for property in &mut structure.properties {
            if let Type::Named(other) = &property.kind {
                property.boxed = leads_to(&edges, other, name);
            }
        }
    }
}

/// The types that a struct holds by value.
fn held(definition: &Definition) -> BTreeSet<String> {
    let Definition::Structure(structure) = definition else {
        return BTreeSet::new();
    };
    let kinds = structure.properties.iter().map(|property| &property.kind);
    kinds
        .filter_map(|kind| match kind {
            Type::Named(name) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

fn leads_to(edges: &HashMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut waiting = vec![from];
    let mut seen = HashSet::new();
    while let Some(name) = waiting.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            let next = edges.get(name).into_iter().flatten();
            waiting.extend(next.map(String::as_str));
        }
    }
    false
}

/// The directions in which a component travels.
pub(crate) fn directions(
    name: &str,
    sent: &IndexSet<&str>,
    read: &IndexSet<&str>,
) -> Vec<Direction> {
    let ways = [
        (Direction::Read, read.contains(name)),
        (Direction::Sent, sent.contains(name)),
    ];
    ways.into_iter()
        .filter_map(|(direction, goes)| goes.then_some(direction))
        .collect()
}

/// The `operationId`s of the operations that refer to a component, directly or indirectly.
#[must_use]
pub fn operations_leading_to(document: &Value, reference: &str) -> Vec<String> {
    let mut operations = Vec::new();
    for (_, item) in crate::text::members(document.get("paths")) {
        for operation in codegen_document::METHODS
            .iter()
            .filter_map(|method| item.get(*method))
        {
            let mut seen = HashSet::new();
            let mut waiting = Vec::new();
            references(operation, &mut waiting);
            while let Some(found) = waiting.pop() {
                let target = found.strip_prefix('#').and_then(|it| document.pointer(it));
                if seen.insert(found)
                    && let Some(target) = target
                {
                    references(target, &mut waiting);
                }
            }
            if seen.contains(reference) {
                operations.push(crate::text::text(operation, "operationId"));
            }
        }
    }
    operations
}
