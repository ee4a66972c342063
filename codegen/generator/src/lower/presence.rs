//! What may be absent or null. Read: everything, so `required`, `nullable` and `default` go.
//! Sent: `required` stays, and an optional list becomes nullable, so that an empty one can be sent.

use serde_json::{Map, Value, json};

use super::directions::SENT;
use super::single_references::NULLABLE;
use crate::problem::Problem;
use crate::schemas::for_each_schema;

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut changed = 0;
    for_each_schema(document, &mut |schema, _, _| {
        for key in ["default", "nullable", NULLABLE] {
            changed += usize::from(schema.remove(key).is_some());
        }
        if schema.contains_key(SENT) {
            changed += optional_lists(schema);
        } else {
            changed += usize::from(schema.remove("required").is_some());
        }
        Ok(())
    })?;
    // Outer schemas are visited first, so the marks of the lists are set after `nullable` went.
    for_each_schema(document, &mut |schema, _, _| {
        if schema.remove(OPTIONAL_LIST).is_some() {
            schema.insert("nullable".to_owned(), json!(true));
        }
        Ok(())
    })?;
    Ok(changed)
}

const OPTIONAL_LIST: &str = "x-optional-list";

fn optional_lists(schema: &mut Map<String, Value>) -> usize {
    let required: Vec<String> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| {
            names
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default();
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    let mut marked = 0;
    for (name, property) in properties.into_iter().flatten() {
        let is_list = property.get("type").is_some_and(|kind| kind == "array");
        if let (true, false, Value::Object(list)) = (is_list, required.contains(name), property) {
            list.insert(OPTIONAL_LIST.to_owned(), json!(true));
            marked += 1;
        }
    }
    marked
}
