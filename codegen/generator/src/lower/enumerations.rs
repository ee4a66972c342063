//! Enumerations become plain strings and integers for progenitor, which would close them; the
//! emitted code has open ones in their place.

use serde_json::Value;

use crate::problem::Problem;
use crate::schemas::for_each_schema;

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut opened = 0;
    for_each_schema(document, &mut |schema, pointer, _| {
        if schema.remove("enum").is_some() {
            let kind = schema.get("type").and_then(Value::as_str);
            if !matches!(kind, Some("string" | "integer")) {
                return Err(Problem::new(
                    pointer,
                    "only enumerations of type string or integer can become code; state the type",
                ));
            }
            opened += 1;
        }
        Ok(())
    })?;
    Ok(opened)
}
