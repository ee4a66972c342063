//! `allOf` with a single `$ref` is how OpenAPI 3.0 gives a referenced schema a description or a
//! default of its own; for the type it is the reference alone. Its other keys become `x-` keys'
//! work: the description is kept for the contract.

use serde_json::{Map, Value, json};

use crate::problem::Problem;
use crate::schemas::for_each_schema;

/// Where a description that stood beside the reference is kept for the contract.
pub(crate) const DESCRIPTION: &str = "x-reference-description";
/// Where a default that stood beside the reference is kept for the contract.
pub(crate) const DEFAULT: &str = "x-reference-default";
/// Where `nullable` that stood beside the reference is kept for the presence pass.
pub(crate) const NULLABLE: &str = "x-reference-nullable";

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut collapsed = 0;
    for_each_schema(document, &mut |schema, pointer, _| {
        let Some(members) = schema.get("allOf").and_then(Value::as_array) else {
            return Ok(());
        };
        let [Value::Object(member)] = members.as_slice() else {
            return Err(Problem::new(
                pointer,
                "allOf of several schemas cannot become one Rust type; write the properties out in one component",
            ));
        };
        let Some(reference) = member.get("$ref").cloned() else {
            return Err(Problem::new(
                pointer,
                "allOf here needs a single $ref as its member",
            ));
        };
        let mut collapsed_schema = Map::from_iter([("$ref".to_owned(), reference)]);
        for (from, to) in [("description", DESCRIPTION), ("default", DEFAULT)] {
            if let Some(value) = schema.get(from) {
                collapsed_schema.insert(to.to_owned(), value.clone());
            }
        }
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            collapsed_schema.insert(NULLABLE.to_owned(), json!(true));
        }
        *schema = collapsed_schema;
        collapsed += 1;
        Ok(())
    })?;
    Ok(collapsed)
}
