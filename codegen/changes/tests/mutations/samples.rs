//! Schemas, and values near their limits.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// How many nested schemas are sampled.
const DEEPEST: usize = 2;

/// Sets of schemas. `Thing` is the one in use.
pub(crate) fn schemas() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        (
            "object",
            json!({"Thing": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "minLength": 2, "maxLength": 5},
                    "count": {"type": "integer", "minimum": 1, "maximum": 9},
                    "share": {"type": "number", "nullable": true},
                    "kind": {"type": "string", "enum": ["a", "b", "c"]},
                    "tags": {"type": "array", "maxItems": 3, "items": {"type": "string"}},
                    "good": {"type": "boolean"}
                }
            }}),
        ),
        (
            "closed",
            json!({"Thing": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "name": {"type": "string", "pattern": "^a"},
                    "inner": {"$ref": "#/components/schemas/Inner"}
                }
            }, "Inner": {
                "type": "object",
                "maxProperties": 2,
                "additionalProperties": {"type": "integer"}
            }}),
        ),
        (
            "combined",
            json!({"Thing": {
                "type": "object",
                "required": ["choice"],
                "properties": {
                    "choice": {"oneOf": [{"type": "string"}, {"type": "integer", "minimum": 3}]},
                    "several": {"anyOf": [{"type": "boolean"}, {"type": "string", "maxLength": 2}]},
                    "all": {"allOf": [{"$ref": "#/components/schemas/Inner"}, {"required": ["x"]}]}
                }
            }, "Inner": {
                "type": "object",
                "properties": {"x": {"type": "integer", "multipleOf": 2}}
            }}),
        ),
    ])
}

/// Converts OpenAPI 3.0 schemas to JSON Schema.
pub(crate) fn as_json_schema(schema: &Value) -> Value {
    let Value::Object(object) = schema else {
        return match schema {
            Value::Array(items) => items.iter().map(as_json_schema).collect(),
            other => other.clone(),
        };
    };
    if let Some(reference) = object.get("$ref") {
        return json!({"$ref": reference});
    }
    let plain = ["enum", "required", "default", "example"];
    let mut result: Map<String, Value> = object
        .iter()
        .map(|(key, value)| match plain.contains(&key.as_str()) {
            true => (key.clone(), value.clone()),
            false => (key.clone(), as_json_schema(value)),
        })
        .collect();
    if result.get("nullable") == Some(&json!(true)) {
        if let Some(kind) = result.get("type").filter(|kind| kind.is_string()) {
            result.insert("type".to_owned(), json!([kind, "null"]));
        }
        if let Some(Value::Array(values)) = result.get_mut("enum") {
            values.push(Value::Null);
        }
    }
    result.remove("format");
    Value::Object(result)
}

/// Values near the limits of `Thing` in any of these sets.
pub(crate) fn of(sets: &[&Value]) -> Vec<Value> {
    let mut found = Vec::new();
    for schemas in sets {
        if let Some(thing) = schemas.get("Thing") {
            sample(schemas, thing, 0, &mut found);
        }
    }
    found.extend(plain());
    let mut seen = BTreeSet::new();
    found.retain(|value| seen.insert(value.to_string()));
    found
}

/// Something of every type.
fn plain() -> Vec<Value> {
    let texts = [
        "", "a", "b", "aa", "aaa", "baaaaa", "aaaaaa", "another", "7", "a-more",
    ];
    let mut values: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    values.push(json!("a".repeat(40)));
    values.extend([-1, 0, 1, 2, 3, 5, 6, 7, 12, 1_000_001].map(|number| json!(number)));
    values.extend([json!(null), json!(true), json!(0.5), json!(2.5)]);
    values.extend([
        json!([]),
        json!(["a"]),
        json!(["a", "a"]),
        json!([1]),
        json!([[]]),
        json!([{}]),
    ]);
    values.push(json!(vec!["a"; 7]));
    values.push((0..8).map(|index| json!(format!("a{index}"))).collect());
    values.extend([
        json!({}),
        json!({"other": 1}),
        json!({"nobody": "a", "brand_new": 4711}),
    ]);
    values
}

fn sample(schemas: &Value, schema: &Value, depth: usize, found: &mut Vec<Value>) {
    if depth > DEEPEST {
        return;
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        if let Some(target) = schemas.get(name) {
            sample(schemas, target, depth + 1, found);
        }
        return;
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for member in schema
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            sample(schemas, member, depth + 1, found);
        }
    }
    near(schema, found);
    if let Some(items) = schema.get("items") {
        let mut inner = Vec::new();
        sample(schemas, items, depth + 1, &mut inner);
        inner.extend(plain());
        found.extend(inner.into_iter().map(|value| json!([value])));
    }
    objects(schemas, schema, depth, found);
}

/// Values at the limits.
fn near(schema: &Value, found: &mut Vec<Value>) {
    found.extend(
        schema
            .get("enum")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .cloned(),
    );
    for key in ["minimum", "maximum", "multipleOf"] {
        if let Some(limit) = schema.get(key).and_then(Value::as_f64) {
            let around = [limit - 1.0, limit, limit + 1.0, limit * 2.0, limit - 0.5];
            found.extend(
                around
                    .into_iter()
                    .map(|number| match number.fract() == 0.0 {
                        true => json!(number as i64),
                        false => json!(number),
                    }),
            );
        }
    }
    for key in ["minLength", "maxLength", "minItems", "maxItems"] {
        let Some(limit) = schema
            .get(key)
            .and_then(Value::as_u64)
            .filter(|it| *it < 100)
        else {
            continue;
        };
        for length in [limit.saturating_sub(1), limit, limit + 1] {
            let length = usize::try_from(length).unwrap_or_default();
            found.push(json!("a".repeat(length)));
            found.push(
                (0..length)
                    .map(|index| json!(format!("a{index}")))
                    .collect(),
            );
        }
    }
}

/// An object with all properties, then with one changed, missing or added.
fn objects(schemas: &Value, schema: &Value, depth: usize, found: &mut Vec<Value>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let mut fields: Vec<(String, Vec<Value>)> = Vec::new();
    for (name, property) in properties.into_iter().flatten() {
        let mut values = Vec::new();
        sample(schemas, property, depth + 1, &mut values);
        values.extend(plain());
        fields.push((name.clone(), values));
    }
    let required = schema.get("required").and_then(Value::as_array);
    let names = required.into_iter().flatten().filter_map(Value::as_str);
    let more = ["brand_new", "other", "nobody", "x"];
    for name in names.chain(more) {
        if !fields.iter().any(|it| it.0 == name) {
            fields.push((name.to_owned(), plain()));
        }
    }
    let known = fields.len() - more.len().min(fields.len());
    for whole in wholes(&fields, known) {
        for (name, values) in &fields {
            let mut less = whole.clone();
            less.remove(name);
            found.push(Value::Object(less));
            found.extend(values.iter().map(|value| {
                let mut object = whole.clone();
                object.insert(name.clone(), value.clone());
                Value::Object(object)
            }));
        }
        found.push(Value::Object(whole));
    }
}

/// Initial objects: plausible values for every field, and none at all.
fn wholes(fields: &[(String, Vec<Value>)], known: usize) -> Vec<Map<String, Value>> {
    let good = |name: &str| match name {
        "name" => json!("aaa"),
        "count" | "share" | "choice" => json!(3),
        "kind" => json!("a"),
        "tags" => json!(["a"]),
        "good" | "several" => json!(true),
        "inner" | "all" => json!({"x": 2}),
        "x" => json!(2),
        _ => json!("a"),
    };
    let all = fields.iter().take(known);
    let whole: Map<String, Value> = all.map(|(name, _)| (name.clone(), good(name))).collect();
    vec![whole, Map::new()]
}
