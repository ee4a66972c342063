//! Our evaluator and the `jsonschema` crate agree on schemas with every keyword and
//! on random schemas.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use huaweicloud_json_schema::{Compiler, Direction, Evaluator, JsonDocument};
use serde_json::{Map, Value, json};

/// A small random number generator that produces the same cases in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    fn value(&mut self, depth: usize) -> Value {
        let kinds = if depth == 0 { 6 } else { 8 };
        match self.below(kinds) {
            0 => Value::Null,
            1 => json!(self.one_in(2)),
            2 | 3 => json!(i64::try_from(self.below(7)).unwrap() - 2),
            4 => self.pick(&[json!(0.5), json!(1.0), json!(1.25), json!(-1.5)]),
            5 => json!(self.pick(&["", "a", "ab", "größe", "abcd"])),
            6 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let mut members = Map::new();
                for _ in 0..self.below(4) {
                    let key = self.pick(&["a", "b", "c", "d"]);
                    members.insert(key.to_owned(), self.value(depth - 1));
                }
                Value::Object(members)
            }
        }
    }

    fn schema(&mut self, depth: usize) -> Value {
        if self.one_in(8) {
            return json!({"$ref": "#/components/schemas/Node", "maxLength": 0});
        }
        let mut schema = Map::new();
        if !self.one_in(4) {
            let types = ["string", "integer", "number", "boolean", "array", "object"];
            schema.insert("type".into(), json!(self.pick(&types)));
            if self.one_in(4) {
                schema.insert("nullable".into(), json!(true));
            }
        }
        for _ in 0..self.below(4) {
            let (keyword, value) = self.keyword(depth);
            schema.insert(keyword.to_owned(), value);
        }
        Value::Object(schema)
    }

    fn keyword(&mut self, depth: usize) -> (&'static str, Value) {
        let count = self.below(3);
        let number = self.pick(&[json!(0), json!(1), json!(0.5)]);
        let simple = 13;
        match self.below(if depth == 0 { simple } else { simple + 7 }) {
            0 => ("minimum", number),
            1 => ("maximum", number),
            2 => ("exclusiveMinimum", json!(true)),
            3 => ("exclusiveMaximum", json!(true)),
            4 => ("multipleOf", self.pick(&[json!(2), json!(0.25)])),
            5 => ("minLength", json!(count)),
            6 => ("maxLength", json!(count + 1)),
            7 => ("minItems", json!(count)),
            8 => ("maxItems", json!(count)),
            9 => ("uniqueItems", json!(true)),
            10 => {
                let patterns = [json!("^a"), json!("b$"), json!("[^ab]")];
                ("pattern", self.pick(&patterns))
            }
            11 => ("required", json!([self.pick(&["a", "b"])])),
            12 => ("enum", (0..4).map(|_| self.value(1)).collect()),
            13 => ("items", self.schema(depth - 1)),
            14 => ("additionalProperties", self.additional(depth)),
            15 => ("allOf", self.schemas(depth)),
            16 => ("anyOf", self.schemas(depth)),
            17 => ("oneOf", self.schemas(depth)),
            18 => ("not", self.schema(depth - 1)),
            _ => {
                let (a, b) = (self.schema(depth - 1), self.schema(depth - 1));
                ("properties", json!({"a": a, "b": b}))
            }
        }
    }

    fn additional(&mut self, depth: usize) -> Value {
        match self.below(3) {
            0 => json!(true),
            1 => json!(false),
            _ => self.schema(depth - 1),
        }
    }

    fn schemas(&mut self, depth: usize) -> Value {
        (0..=self.below(3))
            .map(|_| self.schema(depth - 1))
            .collect()
    }
}

/// Schemas with every keyword of OpenAPI 3.0.
fn schemas() -> Vec<Value> {
    vec![
        json!({}),
        json!({ "type": "integer" }),
        json!({ "type": "number", "nullable": true }),
        json!({ "type": "string" }),
        json!({ "type": "boolean" }),
        json!({ "type": "array" }),
        json!({ "type": "object" }),
        json!({ "type": "integer", "minimum": 0, "maximum": 3 }),
        json!({ "type": "number", "minimum": 0, "exclusiveMinimum": true }),
        json!({ "type": "number", "maximum": 2.5, "exclusiveMaximum": true, "minimum": -7 }),
        json!({ "type": "number", "multipleOf": 0.5 }),
        json!({ "type": "integer", "multipleOf": 3, "minimum": 4 }),
        json!({ "minimum": 2, "minLength": 2, "minItems": 2, "minProperties": 2 }),
        json!({ "type": "string", "minLength": 2, "maxLength": 3 }),
        json!({ "type": "string", "pattern": "^[a-c]{2,4}$" }),
        json!({ "type": "string", "pattern": "^(?!ab)[a-z]+$" }),
        json!({ "enum": ["ab", 1, null, [1], { "a": 1 }] }),
        json!({ "type": "string", "nullable": true, "enum": ["ab"] }),
        json!({ "type": "array", "items": { "type": "integer" }, "minItems": 1, "maxItems": 2 }),
        json!({ "type": "array", "uniqueItems": true, "minItems": 2, "items": { "type": "number" } }),
        json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } }),
        json!({ "type": "object", "properties": { "a": {} }, "additionalProperties": false }),
        json!({ "type": "object", "additionalProperties": { "type": "integer" }, "maxProperties": 2 }),
        json!({ "type": "object", "minProperties": 2 }),
        json!({ "allOf": [{ "type": "integer" }, { "minimum": 1 }] }),
        json!({ "anyOf": [{ "type": "integer" }, { "type": "string", "maxLength": 2 }] }),
        json!({ "oneOf": [{ "type": "integer" }, { "type": "number", "minimum": 2 }] }),
        json!({ "not": { "type": "string" } }),
        json!({ "allOf": [
            { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } },
            { "type": "object", "required": ["b"], "properties": { "b": { "type": "string" } } },
        ] }),
    ]
}

fn values() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(1.0),
        json!(2.5),
        json!(3),
        json!(6),
        json!(-7.5),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("a"),
        json!("ab"),
        json!("abc"),
        json!("zz"),
        json!("\u{6708}\u{6708}"),
        json!("\u{1f600}\u{1f600}"),
        json!([]),
        json!([1]),
        json!([1, 1.0]),
        json!([1, 2]),
        json!(["x"]),
        json!([1, 2, 3]),
        json!({}),
        json!({ "a": 1 }),
        json!({ "a": "x" }),
        json!({ "b": "x" }),
        json!({ "a": 1, "b": "x" }),
        json!({ "a": 1, "b": 2 }),
        json!({ "a": 1, "b": 2, "c": 3 }),
    ]
}

/// The target of references: a schema that refers to itself.
fn node() -> Value {
    json!({
        "type": "object",
        "nullable": true,
        "required": ["a"],
        "properties": {"a": {"type": "integer"}, "b": {"$ref": "#/components/schemas/Node"}},
    })
}

/// The schema in JSON Schema draft 7.
fn draft7(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else {
        return match schema {
            Value::Array(items) => items.iter().map(draft7).collect(),
            other => other.clone(),
        };
    };
    let mut converted = Map::new();
    for (key, value) in keywords {
        let value = match key.as_str() {
            "enum" | "required" => value.clone(),
            _ => draft7(value),
        };
        converted.insert(key.clone(), value);
    }
    if converted.remove("nullable") == Some(json!(true)) && converted.contains_key("type") {
        let stated = converted["type"].clone();
        converted.insert("type".into(), json!([stated, "null"]));
    }
    for (exclusive, limit) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if converted.remove(exclusive) == Some(json!(true))
            && let Some(limit) = converted.remove(limit)
        {
            converted.insert(exclusive.into(), limit);
        }
    }
    Value::Object(converted)
}

fn theirs(schema: &Value) -> jsonschema::Validator {
    // In draft 7, the keywords next to a reference have no effect.
    let schema = json!({
        "allOf": [draft7(schema)],
        "components": {"schemas": {"Node": draft7(&node())}},
    });
    jsonschema::draft7::new(&schema).unwrap()
}

/// The findings that make a value invalid.
fn ours(schema: &Value, value: &Value, reports_suspicious: bool) -> Vec<String> {
    let document = json!({
        "schema": schema,
        "components": {"schemas": {"Node": node()}},
    });
    let resolver = JsonDocument::new(&document);
    let mut compiler = Compiler::new(resolver);
    let id = compiler.compile(resolver.at("#/schema").unwrap());
    assert!(compiler.problems().is_empty(), "{:?}", compiler.problems());
    let mut evaluator = Evaluator::new(compiler.schemas(), Direction::Request);
    if reports_suspicious {
        evaluator = evaluator.reporting_suspicious();
    }
    let evaluation = evaluator.evaluate(id, value);
    let findings = evaluation.findings.iter();
    let findings = findings.filter(|finding| !finding.is_suspicion());
    findings
        .map(|finding| format!("{}: {finding}", finding.location()))
        .collect()
}

#[test]
fn both_evaluations_agree_on_every_keyword() {
    for schema in schemas() {
        let theirs = theirs(&schema);
        for value in values() {
            let findings = ours(&schema, &value, false);
            assert_eq!(
                findings.is_empty(),
                theirs.is_valid(&value),
                "{schema} {value} {findings:?}"
            );
        }
    }
}

#[test]
fn both_evaluations_agree_on_random_schemas() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut valid = 0;
    let rounds = 4000;
    for round in 0..rounds {
        let schema = random.schema(3);
        let value = random.value(3);
        let findings = ours(&schema, &value, round % 2 == 0);
        let accepted = theirs(&schema).is_valid(&value);
        valid += usize::from(accepted);
        assert_eq!(
            findings.is_empty(),
            accepted,
            "{schema}\n{value}\n{findings:?}"
        );
    }
    assert!(valid > rounds / 10 && valid < rounds * 9 / 10, "{valid}");
}
