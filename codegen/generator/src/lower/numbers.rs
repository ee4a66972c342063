//! Every integer is an `i64` and every number an `f64`, whatever a page calls it; text stays text,
//! because the pages' notations of time are none that a format names.

use serde_json::{Value, json};

use crate::problem::Problem;
use crate::schemas::for_each_schema;

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut changed = 0;
    for_each_schema(document, &mut |schema, _, _| {
        let format = match schema.get("type").and_then(Value::as_str) {
            Some("integer") => Some(json!("int64")),
            Some("number") => Some(json!("double")),
            Some("string") => None,
            _ => return Ok(()),
        };
        if schema.get("format") != format.as_ref() {
            match format {
                Some(format) => schema.insert("format".to_owned(), format),
                None => schema.remove("format"),
            };
            changed += 1;
        }
        Ok(())
    })?;
    Ok(changed)
}
