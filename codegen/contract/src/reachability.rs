//! Which components are reachable from requests and responses, and which structs contain themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use codegen_document::reference;
use indexmap::IndexSet;
use serde_json::Value;

use crate::definition::{Definition, Direction};
use crate::schemas::{ComponentKind, Schemas};
use crate::types::Type;

/// The schema components that are reachable from these values, in breadth-first order.
pub(crate) fn components<'a>(document: &'a Value, values: &[&'a Value]) -> IndexSet<&'a str> {
    let reached = reference::reachable(document, values.iter().copied());
    let reached = reached.into_iter();
    reached
        .filter_map(|target| target.strip_prefix("#/components/schemas/"))
        .collect()
}

/// The components in both lists that are structs.
pub(crate) fn shared(
    schemas: &Schemas<'_>,
    sent: &IndexSet<&str>,
    read: &IndexSet<&str>,
) -> Vec<String> {
    let shared = sent.intersection(read);
    shared
        .filter(|name| schemas.kind(name) == ComponentKind::Structure)
        .map(|name| (*name).to_owned())
        .collect()
}

/// Marks the fields that must be boxed, because a struct would otherwise contain itself.
pub(crate) fn mark_boxes(types: &mut indexmap::IndexMap<String, Definition>) {
    let edges: HashMap<String, BTreeSet<String>> = types
        .iter()
        .map(|(name, definition)| (name.clone(), direct_types(definition)))
        .collect();
    for (name, definition) in types.iter_mut() {
        let Definition::Structure(structure) = definition else {
            continue;
        };
        for property in &mut structure.properties {
            if let Type::Named(other) = &property.kind {
                property.boxed = is_reachable(&edges, other, name);
            }
        }
    }
}

/// The types of a struct's fields, except those behind a list or a map.
fn direct_types(definition: &Definition) -> BTreeSet<String> {
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

fn is_reachable(edges: &HashMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
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

/// The directions in which a component is used.
pub(crate) fn directions(
    name: &str,
    sent: &IndexSet<&str>,
    read: &IndexSet<&str>,
) -> Vec<Direction> {
    let directions = [
        (Direction::Read, read.contains(name)),
        (Direction::Sent, sent.contains(name)),
    ];
    directions
        .into_iter()
        .filter_map(|(direction, is_used)| is_used.then_some(direction))
        .collect()
}

/// The `operationId`s of the operations that refer to a component, directly or indirectly.
#[must_use]
pub fn operations_leading_to(document: &Value, target: &str) -> Vec<String> {
    let mut operations = Vec::new();
    for (_, item) in crate::json::members(document.get("paths")) {
        for operation in codegen_document::METHODS
            .iter()
            .filter_map(|method| item.get(*method))
        {
            if reference::reachable(document, [operation]).contains(target) {
                operations.push(crate::json::string(operation, "operationId"));
            }
        }
    }
    operations
}
