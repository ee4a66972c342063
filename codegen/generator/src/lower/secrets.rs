//! `format: password` becomes the runtime's secret type, whose `Debug` shows nothing.

use serde_json::{Map, Value, json};

use crate::problem::Problem;
use crate::schemas::{entries, for_each_schema};

/// The component that stands for the runtime's secret type.
pub(crate) const COMPONENT: &str = "Secret";

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut secrets = 0;
    let reference = json!(format!("#/components/schemas/{COMPONENT}"));
    for_each_schema(document, &mut |schema, _, _| {
        if schema
            .get("format")
            .is_some_and(|format| format == "password")
        {
            let nullable = schema.get("nullable").cloned();
            *schema = Map::from_iter([("$ref".to_owned(), reference.clone())]);
            if let Some(nullable) = nullable {
                schema.insert(super::single_references::NULLABLE.to_owned(), nullable);
            }
            secrets += 1;
        }
        Ok(())
    })?;
    if secrets > 0 {
        for (_, schemas) in entries(document.get_mut("components"), "/components")
            .into_iter()
            .filter(|(pointer, _)| pointer == "/components/schemas")
        {
            schemas[COMPONENT] = json!({ "type": "string" });
        }
    }
    Ok(secrets)
}
