//! Changes of the facts of schemas.

use serde_json::{Value, json};

use crate::change::{Change, Mutation};

const LIMITS: [&str; 6] = [
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
];

/// The changes of a schema and of everything inline within it.
pub(crate) fn mutations(schema: &Value, at: &str, list: &mut Vec<Mutation>) {
    let mut add = |class, pointer: String, change| {
        list.push(Mutation {
            class,
            pointer,
            change,
        });
    };
    limits(schema, at, &mut add);
    types(schema, at, &mut add);
    values(schema, at, &mut add);
    properties(schema, at, &mut add);
    for (key, inner) in schema.get("properties").into_iter().flat_map(members) {
        mutations(inner, &format!("{at}/properties/{key}"), list);
    }
    if let Some(items) = schema.get("items") {
        mutations(items, &format!("{at}/items"), list);
    }
}

type Add<'a> = dyn FnMut(&'static str, String, Change) + 'a;

fn limits(schema: &Value, at: &str, add: &mut Add<'_>) {
    for keyword in LIMITS {
        let Some(limit) = schema.get(keyword).and_then(Value::as_i64) else {
            continue;
        };
        let class = if keyword.ends_with("Items") {
            "array limit changed"
        } else {
            "limit changed"
        };
        add(
            class,
            format!("{at}/{keyword}"),
            Change::Set(json!(limit + 1)),
        );
        add("limit dropped", format!("{at}/{keyword}"), Change::Remove);
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        let other = format!("{pattern}?");
        add(
            "pattern changed",
            format!("{at}/pattern"),
            Change::Set(json!(other)),
        );
        add("pattern dropped", format!("{at}/pattern"), Change::Remove);
    }
    let added: &[(&str, Value)] = match schema["type"].as_str() {
        Some("string") => &[
            ("minLength", json!(7)),
            ("maxLength", json!(7777)),
            ("pattern", json!("^x*$")),
        ],
        Some("integer" | "number") => &[
            ("minimum", json!(7)),
            ("maximum", json!(7777)),
            ("multipleOf", json!(7)),
        ],
        Some("array") => &[
            ("minItems", json!(7)),
            ("maxItems", json!(7777)),
            ("uniqueItems", json!(true)),
        ],
        Some("object") => &[
            ("minProperties", json!(1)),
            ("additionalProperties", json!(false)),
        ],
        _ => &[],
    };
    for (keyword, value) in added
        .iter()
        .filter(|(keyword, _)| schema.get(keyword).is_none())
    {
        let keyword: &'static str = keyword;
        add(
            "limit added",
            at.to_owned(),
            Change::Insert(keyword, value.clone()),
        );
    }
}

fn types(schema: &Value, at: &str, add: &mut Add<'_>) {
    let Some(kind) = schema["type"].as_str() else {
        if schema.get("$ref").is_some() {
            let other = json!("#/components/schemas/Invented");
            add("type changed", format!("{at}/$ref"), Change::Set(other));
        }
        return;
    };
    let other = if kind == "string" {
        "integer"
    } else {
        "string"
    };
    add(
        "type changed",
        format!("{at}/type"),
        Change::Set(json!(other)),
    );
    let format = schema["format"].as_str();
    match (kind, format) {
        ("integer" | "number", Some(_)) => {
            add(
                "format changed",
                format!("{at}/format"),
                Change::Set(json!("int32")),
            );
            add("format dropped", format!("{at}/format"), Change::Remove);
        }
        ("string", None) => {
            add(
                "format added",
                at.to_owned(),
                Change::Insert("format", json!("date-time")),
            );
        }
        _ => {}
    }
    if schema.get("nullable").is_none() {
        add(
            "null added",
            at.to_owned(),
            Change::Insert("nullable", json!(true)),
        );
    }
}

fn values(schema: &Value, at: &str, add: &mut Add<'_>) {
    let kind = schema["type"].as_str();
    match schema.get("default") {
        Some(default) => {
            add(
                "default changed",
                format!("{at}/default"),
                Change::Set(other(default)),
            );
            add("default dropped", format!("{at}/default"), Change::Remove);
        }
        None if matches!(kind, Some("string" | "integer" | "boolean")) => {
            let default = match kind {
                Some("string") => json!("invented"),
                Some("integer") => json!(7),
                _ => json!(true),
            };
            add(
                "default added",
                at.to_owned(),
                Change::Insert("default", default),
            );
        }
        None => {}
    }
    let list = format!("{at}/enum");
    for (index, value) in schema["enum"].as_array().into_iter().flatten().enumerate() {
        let here = format!("{list}/{index}");
        add("value misspelt", here.clone(), Change::Set(other(value)));
        add("value dropped", here, Change::Remove);
    }
    match schema["enum"].as_array() {
        Some(values) => add("value added", list, Change::Push(other(&values[0]))),
        None if kind == Some("string") => {
            let values = json!(["invented"]);
            add(
                "values added",
                at.to_owned(),
                Change::Insert("enum", values),
            );
        }
        None => {}
    }
}

fn properties(schema: &Value, at: &str, add: &mut Add<'_>) {
    let Some(fields) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    let list = format!("{at}/properties");
    add(
        "field invented",
        list.clone(),
        Change::Insert("invented", json!({"type": "string"})),
    );
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for name in fields.keys() {
        let key = name.replace('~', "~0").replace('/', "~1");
        add("field dropped", format!("{list}/{key}"), Change::Remove);
        add(
            "field renamed",
            format!("{list}/{key}"),
            Change::Rename(format!("{name}_other")),
        );
        let mut flipped = required.clone();
        flipped.retain(|known| known != name);
        if flipped.len() == required.len() {
            flipped.push(json!(name));
        }
        add(
            "required flipped",
            at.to_owned(),
            Change::Insert("required", json!(flipped)),
        );
        if fields[name].get("x-source").is_some() {
            let source = json!({"official": "NoSuchSchema"});
            add(
                "source invented",
                format!("{list}/{key}/x-source"),
                Change::Set(source),
            );
        }
    }
}

/// Another value of the same type.
pub(crate) fn other(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(format!("{text}x")),
        Value::Number(number) if number.is_f64() => json!(number.as_f64().unwrap() + 1.0),
        Value::Number(number) => json!(number.as_i64().unwrap() + 1000),
        Value::Bool(truth) => json!(!truth),
        _ => json!("other"),
    }
}

pub(crate) fn members(value: &Value) -> impl Iterator<Item = (String, &Value)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
}
