//! Schemas, one keyword after the other.

pub(crate) mod defaults;
mod enumeration;
mod limits;
mod shape;

use serde_json::{Map, Value};

use crate::correction::Corrections;
use crate::keywords;
use crate::walk::Place;

/// Corrects one schema; those within it follow by themselves.
pub(crate) fn correct(
    schema: &mut Map<String, Value>,
    place: &Place,
    corrections: &mut Corrections,
) {
    if schema.contains_key("$ref") {
        return;
    }
    shape::correct(schema, &place.pointer, corrections);
    enumeration::correct(schema, &place.pointer, corrections);
    limits::correct(schema, &place.pointer, corrections);
    unknown_keywords(schema, &place.pointer, corrections);
}

fn unknown_keywords(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let unknown: Vec<String> = schema
        .keys()
        .filter(|key| !keywords::SCHEMA.contains(&key.as_str()) && !key.starts_with("x-"))
        .cloned()
        .collect();
    for key in unknown {
        schema.remove(&key);
        let message = format!("removed `{key}`, which a schema does not have");
        let pointer = codegen_document::pointer::join(pointer, &key);
        corrections.add("unknown-keyword", &pointer, message);
    }
}
