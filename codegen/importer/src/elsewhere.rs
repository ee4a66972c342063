//! References to places that are not components, as in `#/paths/~1things/get/responses/200`.

use std::collections::HashMap;

use codegen_document::{names, pointer, reference};
use indexmap::IndexMap;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use crate::correction::Corrections;

const SCHEMAS: &str = "/components/schemas";

/// How often a copy may contain something that is copied itself.
const DEEPEST: usize = 8;
/// How many values all copies together may have: copies of copies grow exponentially.
const MOST_COPIED: usize = 200_000;

/// Leads every reference to a component: a schema elsewhere becomes one, and anything else is copied
/// to where it is referred to.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let targets = targets(document);
    let (schemas, others): (Vec<String>, Vec<String>) =
        targets.into_iter().partition(|target| is_schema(target));
    let moved = move_schemas(document, schemas, corrections);
    each_reference(document, &mut |holder| {
        if let Some(name) = target_of(holder).and_then(|target| moved.get(&target)) {
            holder["$ref"] = json!(format!("#{}", pointer::join(SCHEMAS, name)));
        }
    });
    for target in &others {
        let message = "copied this to where it is referred to, because it is not a component";
        corrections.add("reference-elsewhere", target, message);
    }
    let mut remaining = MOST_COPIED;
    for _ in 0..DEEPEST {
        if others.is_empty() || !copy(document, &others, &mut remaining) {
            return;
        }
    }
}

/// Where references lead to that do not lead to components; the others are written without
/// percent-encoding.
fn targets(document: &mut Value) -> Vec<String> {
    let whole = document.clone();
    let mut targets = Vec::new();
    each_reference(document, &mut |holder| {
        let Some(target) = target_of(holder) else {
            return;
        };
        if whole.pointer(&target).is_none() {
            if let Some(name) = likely_schema(holder, &whole) {
                holder["$ref"] = json!(format!("#{}", pointer::join(SCHEMAS, &name)));
            }
        } else if is_component(&target) {
            holder["$ref"] = json!(format!("#{target}"));
        } else if !targets.contains(&target) {
            targets.push(target);
        }
    });
    targets
}

/// The pointer that a reference within the document has.
fn target_of(holder: &Value) -> Option<String> {
    let reference = holder.get("$ref")?.as_str()?.strip_prefix('#')?;
    let decoded = percent_decode_str(reference).decode_utf8_lossy();
    let segments = pointer::segments(&decoded);
    Some(segments.fold(String::new(), |base, segment| {
        pointer::join(&base, &segment)
    }))
}

/// The schema that a reference such as `#/definitions/Thing` means.
fn likely_schema(holder: &Value, document: &Value) -> Option<String> {
    let reference = holder.get("$ref")?.as_str()?;
    let name = reference.strip_prefix("#/definitions/")?;
    let name = pointer::unescape(name).into_owned();
    document.pointer(&pointer::join(SCHEMAS, &name))?;
    Some(name)
}

fn is_component(target: &str) -> bool {
    target.starts_with("/components/") && pointer::segments(target).count() == 3
}

fn is_schema(target: &str) -> bool {
    let segments: Vec<_> = pointer::segments(target).collect();
    match segments.as_slice() {
        [.., last] if matches!(last.as_ref(), "schema" | "items" | "additionalProperties") => true,
        [.., holder, _] => matches!(
            holder.as_ref(),
            "properties" | "allOf" | "oneOf" | "anyOf" | "definitions"
        ),
        _ => false,
    }
}

/// Makes components of schemas; their names by their pointers.
fn move_schemas(
    document: &mut Value,
    mut targets: Vec<String>,
    corrections: &mut Corrections,
) -> IndexMap<String, String> {
    // What is within another target is moved first.
    targets.sort_by_key(|target| std::cmp::Reverse(target.len()));
    let mut moved = IndexMap::new();
    for target in targets {
        let name = free_name(document, &target);
        let Some(place) = document.pointer_mut(&target) else {
            continue;
        };
        let reference = json!({ "$ref": format!("#{}", pointer::join(SCHEMAS, &name)) });
        let schema = std::mem::replace(place, reference);
        let components = document["components"].as_object_mut();
        let schemas = components.map(|it| it.entry("schemas").or_insert_with(|| json!({})));
        if let Some(schemas) = schemas.and_then(Value::as_object_mut) {
            schemas.insert(name.clone(), schema);
        }
        let message =
            format!("made this schema the component `{name}`, because others refer to it");
        corrections.add("reference-elsewhere", &target, message);
        moved.insert(target, name);
    }
    moved
}

/// A name for the schema at a place, which no component has.
fn free_name(document: &Value, target: &str) -> String {
    let schemas = document.pointer(SCHEMAS).and_then(Value::as_object);
    let mut name = proposed_name(document, target);
    while schemas.is_some_and(|it| it.keys().any(|known| names::type_name(known) == name)) {
        name.push_str("Value");
    }
    name
}

fn proposed_name(document: &Value, target: &str) -> String {
    let segments: Vec<_> = pointer::segments(target).collect();
    let (owner, rest) = match segments.as_slice() {
        [paths, path, method, rest @ ..] if paths == "paths" => {
            let at = format!("{}/{method}/operationId", pointer::join("/paths", path));
            let id = document.pointer(&at).and_then(Value::as_str);
            (
                id.map_or_else(|| format!("{method} {path}"), str::to_owned),
                rest,
            )
        }
        [components, _, name, rest @ ..] if components == "components" => (name.to_string(), rest),
        [definitions, rest @ ..] if definitions == "definitions" => (String::new(), rest),
        all => (String::new(), all),
    };
    let words = rest.iter().filter_map(|segment| match segment.as_ref() {
        "requestBody" => Some("Request"),
        "responses" => Some("Response"),
        "items" => Some("Item"),
        "content" | "schema" | "properties" | "parameters" => None,
        media_type if media_type.contains('/') => None,
        word => Some(word),
    });
    let words: Vec<&str> = std::iter::once(owner.as_str()).chain(words).collect();
    names::type_name(&words.join(" "))
}

/// Replaces references to these places by what is there, as long as the copies are not too large; whether
/// there was one. A reference that stays is reported later, as one that cannot be resolved.
fn copy(document: &mut Value, targets: &[String], remaining: &mut usize) -> bool {
    let whole = document.clone();
    let found = targets.iter().filter_map(|target| {
        let found = whole.pointer(target)?;
        Some((target.clone(), (found, size(found))))
    });
    let found: HashMap<String, (&Value, usize)> = found.collect();
    let mut is_changed = false;
    each_reference(document, &mut |holder| {
        let Some((found, size)) = target_of(holder).and_then(|target| found.get(&target)) else {
            return;
        };
        if let Some(rest) = remaining.checked_sub(*size) {
            *remaining = rest;
            *holder = (*found).clone();
            is_changed = true;
        }
    });
    is_changed
}

/// How many values a value consists of.
fn size(value: &Value) -> usize {
    let within: usize = match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    };
    within + 1
}

/// Calls `change` with every object that has a `$ref`, but for those in examples and other data.
pub(crate) fn each_reference(value: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    walk(value, false, change);
}

fn walk(value: &mut Value, has_names: bool, change: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| walk(it, false, change)),
        Value::Object(members)
            if !has_names && members.get("$ref").is_some_and(Value::is_string) =>
        {
            change(value);
        }
        Value::Object(members) => in_members(members, has_names, change),
        _ => {}
    }
}

fn in_members(
    members: &mut Map<String, Value>,
    has_names: bool,
    change: &mut dyn FnMut(&mut Value),
) {
    for (key, value) in members {
        if has_names || !reference::is_data(key) {
            walk(value, !has_names && reference::has_names(key), change);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_refers_to_itself_twice_is_not_copied_without_end() {
        let target = "#/paths/~1a/get/responses/200";
        let mut document = json!({
            "paths": { "/a": { "get": { "responses": { "200": { "headers": {
                "One": { "$ref": target },
                "Other": { "$ref": target },
            } } } } } },
            "components": {},
        });
        correct(&mut document, &mut Corrections::default());
        assert!(size(&document) <= MOST_COPIED + 100);
        assert!(document.to_string().contains("$ref"));
    }

    #[test]
    fn a_response_elsewhere_is_copied() {
        let mut document = json!({
            "paths": {
                "/a": { "get": { "responses": { "200": { "description": "All." } } } },
                "/b": { "get": { "responses": { "200": { "$ref": "#/paths/~1a/get/responses/200" } } } },
            },
            "components": {},
        });
        correct(&mut document, &mut Corrections::default());
        let copied = document.pointer("/paths/~1b/get/responses/200/description");
        assert_eq!(copied, Some(&json!("All.")));
    }
}
