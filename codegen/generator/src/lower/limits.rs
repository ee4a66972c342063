//! Limits go: progenitor makes newtypes of them that reject what the service really sends. They
//! stay in the doc comments.

use serde_json::Value;

use crate::problem::Problem;
use crate::schemas::for_each_schema;

const LIMITS: [&str; 13] = [
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut removed = 0;
    for_each_schema(document, &mut |schema, _, _| {
        let before = schema.len();
        schema.retain(|key, _| !LIMITS.contains(&key.as_str()));
        removed += before - schema.len();
        Ok(())
    })?;
    Ok(removed)
}
