//! Converts limits, defaults and values in descriptions to keywords.

use codegen_pages::{Row, read_description};
use serde_json::{Map, Value, json};

use crate::marks::DERIVED;
use crate::notes::Notes;
use crate::walk::{self, SchemaPlace};

/// Adds facts that only the descriptions have.
pub(crate) fn read(document: &mut Value, notes: &mut Notes) {
    let descriptions = parameter_descriptions(document);
    walk::schemas(document, &mut |schema, place| {
        let outside = descriptions
            .iter()
            .find(|(pointer, _)| *pointer == place.pointer);
        let own = schema.get("description").and_then(Value::as_str);
        let text = outside.map(|(_, text)| text.clone());
        let Some(text) = text.or_else(|| own.map(str::to_owned)) else {
            return;
        };
        if let Some(row) = row(schema, &text) {
            let about = About {
                place: &about(place),
                origin: "the description",
            };
            apply(schema, &row, &about, notes);
        }
    });
}

/// The descriptions of parameters by the pointers of their schemas, moved out of the schemas.
fn parameter_descriptions(document: &mut Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut of = |parameter: &mut Value, at: &str| {
        let inner = parameter.get_mut("schema").and_then(Value::as_object_mut);
        let inner = inner.and_then(|schema| schema.shift_remove("description"));
        let text = parameter.get("description").cloned().or(inner);
        if let Some(text) = text {
            found.extend(
                text.as_str()
                    .map(|it| (format!("{at}/schema"), it.to_owned())),
            );
            parameter["description"] = text;
        }
    };
    let shared = document.pointer_mut("/components/parameters");
    for (_, parameter, at) in walk::entries(shared, "/components/parameters") {
        of(parameter, &at);
    }
    walk::operations(document, &mut |operation, at| {
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            if parameter.get("$ref").is_none() {
                of(parameter, &format!("{at}/parameters/{index}"));
            }
        }
    });
    found
}

/// The facts in a description for a schema of a scalar or of a list of scalars.
pub(crate) fn row(schema: &Value, text: &str) -> Option<Row> {
    let notation = notation(schema)?;
    Some(read_description(text, &notation))
}

fn notation(schema: &Value) -> Option<String> {
    let kind = schema.get("type").and_then(Value::as_str)?;
    Some(match kind {
        "string" if schema.get("format").is_some_and(|it| it == "binary") => return None,
        "string" => "String".to_owned(),
        "integer" => "Integer".to_owned(),
        "number" => "Double".to_owned(),
        "boolean" => "Boolean".to_owned(),
        "array" => {
            let items = notation(schema.get("items")?)?;
            format!("Array of {}s", items.to_lowercase())
        }
        _ => return None,
    })
}

/// The subject of facts, and their source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About<'a> {
    pub(crate) place: &'a str,
    pub(crate) origin: &'a str,
}

/// Adds the facts of a row that the schema lacks, if they are consistent with it.
pub(crate) fn apply(schema: &mut Value, row: &Row, about: &About<'_>, notes: &mut Notes) {
    let is_list = schema.get("type").is_some_and(|kind| kind == "array");
    if is_list {
        add_counts(schema, row);
    } else if let Some(default) = &row.default {
        add_default(schema, default, about, notes);
    }
    let inner = if is_list {
        schema.get_mut("items")
    } else {
        Some(schema)
    };
    let Some(inner) = inner.and_then(Value::as_object_mut) else {
        return;
    };
    match inner.get("type").and_then(Value::as_str) {
        Some("string") => {
            bounds(
                inner,
                ("minLength", "maxLength"),
                row.min_length.map(Value::from),
                row.max_length.map(Value::from),
            );
        }
        Some("integer" | "number") => {
            let number = |number: &Option<serde_json::Number>| number.clone().map(Value::Number);
            let fits = |value: &Value| value.is_i64() || value.is_f64();
            bounds(
                inner,
                ("minimum", "maximum"),
                number(&row.minimum).filter(fits),
                number(&row.maximum).filter(fits),
            );
        }
        _ => return,
    }
    values(inner, row, about, notes);
}

/// The name of a place in notes.
pub(crate) fn about(place: &SchemaPlace) -> String {
    match &place.name {
        Some(name) => format!("{}.{name}", place.owner),
        None => place.owner.clone(),
    }
}

fn add_counts(schema: &mut Value, row: &Row) {
    for (key, count) in [("minItems", row.min_items), ("maxItems", row.max_items)] {
        if let (Some(count), Some(schema)) = (count, schema.as_object_mut()) {
            schema.entry(key).or_insert(json!(count));
        }
    }
}

fn add_default(schema: &mut Value, default: &Value, about: &About<'_>, notes: &mut Notes) {
    match schema.get("default") {
        None => schema["default"] = default.clone(),
        Some(known) if known != default => {
            notes.contradiction(
                about.place,
                format!("default {known}, but {} says {default}", about.origin),
            );
        }
        Some(_) => {}
    }
}

/// Adds bounds, unless they contradict each other, the example, the default or the values.
fn bounds(
    schema: &mut Map<String, Value>,
    keys: (&str, &str),
    lowest: Option<Value>,
    highest: Option<Value>,
) {
    let known = |key: &str| schema.get(key).and_then(Value::as_f64);
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::as_f64);
    let least = known(keys.0).or(number(&lowest)).unwrap_or(f64::MIN);
    let most = known(keys.1).or(number(&highest)).unwrap_or(f64::MAX);
    let is_length = keys.0 == "minLength";
    let fits = |value: &Value| {
        let measure = match value {
            Value::String(text) if is_length => {
                u32::try_from(text.chars().count()).ok().map(f64::from)
            }
            Value::Number(number) if !is_length => number.as_f64(),
            _ => None,
        };
        measure.is_none_or(|measure| measure >= least && measure <= most)
    };
    let said = ["example", "default"]
        .iter()
        .filter_map(|key| schema.get(*key));
    let listed = schema.get("enum").and_then(Value::as_array);
    if least > most || !said.chain(listed.into_iter().flatten()).all(fits) {
        return;
    }
    for (key, value) in [(keys.0, lowest), (keys.1, highest)] {
        if let Some(value) = value.filter(|_| !schema.contains_key(key)) {
            schema.insert(key.to_owned(), value);
            note_in(schema, DERIVED, key);
        }
    }
}

/// Adds the values and their meanings.
fn values(schema: &mut Map<String, Value>, row: &Row, about: &About<'_>, notes: &mut Notes) {
    if row.values.is_empty() {
        return;
    }
    let said: Vec<Value> = row.values.iter().map(|it| it.value.clone()).collect();
    let known = schema.get("enum").and_then(Value::as_array).cloned();
    match known {
        Some(known) => {
            let others: Vec<String> = said
                .iter()
                .filter(|value| !known.contains(value))
                .map(ToString::to_string)
                .collect();
            if !others.is_empty() {
                notes.contradiction(
                    about.place,
                    format!("{} also has the values {}", about.origin, others.join(", ")),
                );
            }
        }
        None if may_list(schema, &said) => {
            schema.insert("enum".to_owned(), Value::Array(said));
            note_in(schema, DERIVED, "enum");
            notes.review(
                about.place,
                format!(
                    "the values are those of {}: check that they are complete",
                    about.origin
                ),
            );
        }
        None => return,
    }
    let meanings = schema
        .entry("x-enum-descriptions")
        .or_insert_with(|| json!({}));
    for value in &row.values {
        if let Some(meaning) = &value.meaning {
            let key = value_text(&value.value);
            let meaning_of = &mut meanings[key];
            if meaning_of.is_null() {
                *meaning_of = json!(meaning);
            }
        }
    }
}

/// Whether values of a description can be complete: there are several, and they include the example
/// and the default.
fn may_list(schema: &Map<String, Value>, said: &[Value]) -> bool {
    let kind = schema.get("type").and_then(Value::as_str);
    let is_of_kind = said.iter().all(|value| match kind {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        _ => false,
    });
    let named = ["example", "default"]
        .iter()
        .filter_map(|key| schema.get(*key));
    let mut named = named.filter(|value| value.as_str() != Some(""));
    said.len() > 1 && is_of_kind && named.all(|value| said.contains(value))
}

/// Marks a schema until the draft is done.
pub(crate) fn note(schema: &mut Value, key: &str, word: &str) {
    if let Some(schema) = schema.as_object_mut() {
        note_in(schema, key, word);
    }
}

fn note_in(schema: &mut Map<String, Value>, key: &str, word: &str) {
    let words = schema.entry(key).or_insert_with(|| json!([]));
    if let Some(words) = words.as_array_mut()
        && !words.iter().any(|it| it == word)
    {
        words.push(json!(word));
    }
}

/// A value as a key.
pub(crate) fn value_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
