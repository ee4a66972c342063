//! Defaults and examples of the wrong type.

use serde_json::{Map, Value, json};

use crate::correction::Corrections;
use crate::walk;

/// Converts defaults, and examples of scalars, to their type. Those that cannot be converted, or
/// that the enumeration excludes, are removed.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let components = document.pointer("/components/schemas").cloned();
    walk::schemas(document, &mut |schema, place| {
        for keyword in ["default", "example"] {
            correct_one(
                schema,
                keyword,
                components.as_ref(),
                &place.pointer,
                corrections,
            );
        }
    });
}

fn correct_one(
    schema: &mut Map<String, Value>,
    keyword: &'static str,
    components: Option<&Value>,
    pointer: &str,
    corrections: &mut Corrections,
) {
    let Some(stated) = schema.get(keyword).cloned() else {
        return;
    };
    let own = Value::Object(schema.clone());
    let resolved = resolved(&own, components);
    let kind = resolved
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if keyword == "example" && matches!(kind, "array" | "object" | "") {
        return;
    }
    let pointer = format!("{pointer}/{keyword}");
    let read = converted(kind, &stated).filter(|value| {
        let values = resolved.get("enum").and_then(Value::as_array);
        values.is_none_or(|values| values.contains(value))
    });
    match read {
        Some(read) if read == stated => {}
        Some(read) => {
            let message = format!("changed the {keyword} from {stated} to {read}");
            corrections.add(keyword, &pointer, message);
            schema.insert(keyword.to_owned(), read);
        }
        None => {
            schema.remove(keyword);
            let message = format!("removed the {keyword} {stated}, which is not a valid value");
            corrections.left_out(keyword, &pointer, message);
        }
    }
}

/// The target of a schema with `allOf` and one reference.
fn resolved<'a>(schema: &'a Value, components: Option<&'a Value>) -> &'a Value {
    let reference = schema.pointer("/allOf/0/$ref").and_then(Value::as_str);
    let name = reference.and_then(|it| it.strip_prefix("#/components/schemas/"));
    let target = name.and_then(|name| components?.get(name));
    match target {
        Some(target) if schema.get("type").is_none() => target,
        _ => schema,
    }
}

/// A value converted to that type, if nothing is lost.
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
