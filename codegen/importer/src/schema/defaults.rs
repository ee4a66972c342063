//! Defaults that the type does not have.

use serde_json::{Value, json};

use crate::correction::Corrections;
use crate::walk;

/// Defaults are read as their type; one that cannot be, or that the values exclude, goes.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let components = document.pointer("/components/schemas").cloned();
    walk::schemas(document, &mut |schema, place| {
        let Some(default) = schema.get("default").cloned() else {
            return;
        };
        let own = Value::Object(schema.clone());
        let resolved = resolved(&own, components.as_ref());
        let kind = resolved
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let pointer = format!("{}/default", place.pointer);
        let read = converted(kind, &default).filter(|default| {
            let values = resolved.get("enum").and_then(Value::as_array);
            values.is_none_or(|values| values.contains(default))
        });
        match read {
            Some(read) if read == default => {}
            Some(read) => {
                corrections.add(
                    "default",
                    &pointer,
                    format!("wrote the default {default} as {read}"),
                );
                schema.insert("default".to_owned(), read);
            }
            None => {
                schema.remove("default");
                let message = format!("removed the default {default}, which the value cannot have");
                corrections.left_out("default", &pointer, message);
            }
        }
    });
}

/// What a schema with `allOf` and one reference is.
fn resolved<'a>(schema: &'a Value, components: Option<&'a Value>) -> &'a Value {
    let reference = schema.pointer("/allOf/0/$ref").and_then(Value::as_str);
    let name = reference.and_then(|it| it.strip_prefix("#/components/schemas/"));
    let target = name.and_then(|name| components?.get(name));
    match target {
        Some(target) if schema.get("type").is_none() => target,
        _ => schema,
    }
}

/// A value as that type, where nothing is lost.
pub(crate) fn converted(kind: &str, value: &Value) -> Option<Value> {
    let text = value.as_str().map(str::trim);
    match kind {
        "string" => match value {
            Value::String(_) => Some(value.clone()),
            Value::Number(_) | Value::Bool(_) => Some(json!(value.to_string())),
            _ => None,
        },
        "integer" => match value {
            Value::Number(number) if number.is_i64() => Some(value.clone()),
            _ => text?.parse::<i64>().ok().map(|number| json!(number)),
        },
        "number" => match value {
            Value::Number(_) => Some(value.clone()),
            _ => text?
                .parse::<f64>()
                .ok()
                .filter(|it| it.is_finite())
                .map(|number| json!(number)),
        },
        "boolean" => match (value, text.map(str::to_ascii_lowercase).as_deref()) {
            (Value::Bool(_), _) => Some(value.clone()),
            (_, Some("true")) => Some(json!(true)),
            (_, Some("false")) => Some(json!(false)),
            _ => None,
        },
        "array" => value.is_array().then(|| value.clone()),
        "object" => value.is_object().then(|| value.clone()),
        _ => Some(value.clone()),
    }
}
