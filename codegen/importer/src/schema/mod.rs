//! Corrects schemas, keyword by keyword.

pub(crate) mod defaults;
mod enumeration;
mod limits;
mod shape;

use serde_json::{Map, Value};

use crate::correction::Corrections;
use crate::keywords;
use crate::walk::SchemaPlace;

/// Corrects one schema. Nested schemas are visited separately.
pub(crate) fn correct(
    schema: &mut Map<String, Value>,
    place: &SchemaPlace,
    corrections: &mut Corrections,
) {
    if schema.contains_key("$ref") {
        return;
    }
    shape::correct(schema, &place.pointer, corrections);
    enumeration::correct(schema, &place.pointer, corrections);
    limits::correct(schema, &place.pointer, corrections);
    required_names(schema, &place.pointer, corrections);
    unknown_keywords(schema, &place.pointer, corrections);
}

/// A required name that is not a property can never be present. Next to `allOf` it may be a
/// property of another member.
fn required_names(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    if schema.contains_key("allOf") {
        return;
    }
    let Some(Value::Object(properties)) = schema.get("properties").cloned() else {
        return;
    };
    let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) else {
        return;
    };
    required.retain(|name| {
        let is_known = name
            .as_str()
            .is_some_and(|name| properties.contains_key(name));
        if !is_known {
            let message = format!(
                "removed {name} from `required`, because it is not defined in `properties`"
            );
            corrections.left_out("required-name", &format!("{pointer}/required"), message);
        }
        is_known
    });
    if required.is_empty() {
        schema.remove("required");
    }
}

fn unknown_keywords(schema: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let unknown: Vec<String> = schema
        .keys()
        .filter(|key| !keywords::SCHEMA.contains(&key.as_str()) && !key.starts_with("x-"))
        .cloned()
        .collect();
    for key in unknown {
        schema.remove(&key);
        let message = format!("removed `{key}`, which is not a keyword of schemas");
        let pointer = codegen_document::pointer::join(pointer, &key);
        corrections.add("unknown-keyword", &pointer, message);
    }
}
