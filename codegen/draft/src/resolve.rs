//! Resolves references and locates properties.

use codegen_document::{pointer, reference};
use serde_json::Value;

/// The deepest nesting that is followed.
const LONGEST: usize = 32;

/// The pointer of a node with references resolved, also through an `allOf` with one member.
pub(crate) fn target(document: &Value, at: &str) -> String {
    let mut at = at.to_owned();
    for _ in 0..LONGEST {
        let Some((pointer, node)) = reference::follow(document, &at) else {
            break;
        };
        at = pointer;
        let single = node.get("allOf").and_then(Value::as_array);
        let single = single.filter(|parts| parts.len() == 1 && node.get("properties").is_none());
        if single.is_none() {
            break;
        }
        at.push_str("/allOf/0");
    }
    at
}

/// The pointer of a property's schema within the schema at a pointer.
pub(crate) fn property(document: &Value, at: &str, name: &str) -> Option<String> {
    find(document, at, name, 0)
}

fn find(document: &Value, at: &str, name: &str, depth: usize) -> Option<String> {
    if depth > LONGEST {
        return None;
    }
    let at = target(document, at);
    let node = document.pointer(&at)?;
    if node
        .get("properties")
        .is_some_and(|it| it.get(name).is_some())
    {
        return Some(pointer::join(&format!("{at}/properties"), name));
    }
    let parts = node.get("allOf").and_then(Value::as_array)?;
    (0..parts.len())
        .find_map(|index| find(document, &format!("{at}/allOf/{index}"), name, depth + 1))
}

/// Whether the schema at a pointer requires a property.
pub(crate) fn is_required(document: &Value, at: &str, name: &str) -> bool {
    let at = target(document, at);
    let Some(node) = document.pointer(&at) else {
        return false;
    };
    let required = node.get("required").and_then(Value::as_array);
    if required.into_iter().flatten().any(|it| it == name) {
        return true;
    }
    let parts = node
        .get("allOf")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    parts > 1 && (0..parts).any(|index| is_required(document, &format!("{at}/allOf/{index}"), name))
}

/// The pointer of the innermost items of nested lists.
pub(crate) fn innermost(document: &Value, at: &str) -> String {
    let mut at = target(document, at);
    for _ in 0..LONGEST {
        let Some(node) = document.pointer(&at) else {
            break;
        };
        if node.get("items").is_none() {
            break;
        }
        at = target(document, &format!("{at}/items"));
    }
    at
}

/// The pointer of the first schema of a body.
pub(crate) fn body(document: &Value, holder: &str) -> Option<String> {
    let holder = target(document, holder);
    let content = document.pointer(&holder)?.get("content")?.as_object()?;
    let (media, _) = content.iter().find(|(_, it)| it.get("schema").is_some())?;
    Some(format!(
        "{}/schema",
        pointer::join(&format!("{holder}/content"), media)
    ))
}
