//! Descriptions, examples and extensions go: the emitted doc comments are written from the
//! contract, which knows limits, defaults and sources too.

use serde_json::{Value, json};

use crate::problem::Problem;
use crate::schemas::{METHODS, entries, for_each_schema};

const PROSE: [&str; 7] = [
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "tags",
    "title",
];

/// What progenitor is given as `info.version`, which it would send as a header and must be ASCII.
const VERSION: &str = "1.0.0";

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut removed = 0;
    for_each_schema(document, &mut |schema, _, _| {
        removed += strip(schema, &[]);
        Ok(())
    })?;
    for (_, item) in entries(document.pointer_mut("/paths"), "/paths") {
        removed += strip_holder(item, &[]);
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                removed += strip_holder(operation, &[]);
            }
        }
    }
    if let Some(root) = document.as_object_mut() {
        root.insert(
            "info".to_owned(),
            json!({ "title": "lowered", "version": VERSION }),
        );
        removed += strip(root, &["servers"]);
    }
    Ok(removed)
}

fn strip_holder(holder: &mut Value, more: &[&str]) -> usize {
    holder
        .as_object_mut()
        .map_or(0, |object| strip(object, more))
}

fn strip(object: &mut serde_json::Map<String, Value>, more: &[&str]) -> usize {
    let before = object.len();
    object.retain(|key, _| {
        !PROSE.contains(&key.as_str()) && !more.contains(&key.as_str()) && !key.starts_with("x-")
    });
    before - object.len()
}
