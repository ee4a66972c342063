//! Our evaluation of values and that of the `jsonschema` crate agree, over random schemas.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use codegen_check::{Source, check_on};
use codegen_document::Document;
use serde_json::{Map, Value, json};

/// A small generator of our own keeps the cases the same in every run.
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
            4 => self.pick(&[json!(0.5), json!(1.25), json!(-1.5)]),
            5 => json!(self.pick(&["", "a", "ab", "größe", "abcd"])),
            6 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let mut fields = Map::new();
                for _ in 0..self.below(4) {
                    let key = self.pick(&["a", "b", "c", "d"]);
                    fields.insert(key.to_owned(), self.value(depth - 1));
                }
                Value::Object(fields)
            }
        }
    }

    fn schema(&mut self, depth: usize) -> Value {
        if self.one_in(8) {
            return json!({"$ref": "#/components/schemas/Node", "maxLength": 0});
        }
        let mut schema = Map::new();
        if !self.one_in(4) {
            let kinds = ["string", "integer", "number", "boolean", "array", "object"];
            schema.insert("type".into(), json!(self.pick(&kinds)));
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
            10 => (
                "pattern",
                self.pick(&[json!("^a"), json!("b$"), json!("[^ab]")]),
            ),
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

/// What references lead to: a schema that comes back to itself.
fn node() -> Value {
    json!({
        "type": "object",
        "nullable": true,
        "required": ["a"],
        "properties": {"a": {"type": "integer"}, "b": {"$ref": "#/components/schemas/Node"}},
    })
}

/// The schema in the dialect of JSON Schema, draft 4: only `nullable` is different there, and
/// `exclusiveMinimum` needs a `minimum`.
fn draft4(schema: &Value) -> Value {
    let Value::Object(fields) = schema else {
        return match schema {
            Value::Array(items) => items.iter().map(draft4).collect(),
            other => other.clone(),
        };
    };
    let mut converted = Map::new();
    for (key, value) in fields {
        let value = match key.as_str() {
            "enum" | "required" => value.clone(),
            _ => draft4(value),
        };
        converted.insert(key.clone(), value);
    }
    if converted.get("nullable") == Some(&json!(true)) && converted.contains_key("type") {
        let kind = converted["type"].clone();
        converted.insert("type".into(), json!([kind, "null"]));
    }
    for (exclusive, limit) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if !converted.contains_key(limit) {
            converted.shift_remove(exclusive);
        }
    }
    Value::Object(converted)
}

fn theirs(schema: &Value, value: &Value) -> bool {
    // A reference would make the root deaf to what stands beside it.
    let schema = json!({
        "allOf": [draft4(schema)],
        "components": {"schemas": {"Node": draft4(&node())}},
    });
    jsonschema::draft4::new(&schema).unwrap().is_valid(value)
}

/// What is found of the value, and whether the schema has a finding that its values' faults follow from.
fn ours(schema: &Value, value: &Value) -> (Vec<String>, bool) {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Dialect", "version": "1"},
        "paths": {},
        "components": {
            "parameters": {"P": {"in": "query", "name": "p", "schema": schema, "example": value}},
            "schemas": {"Node": node()},
        },
    });
    let text = serde_json::to_string(&document).unwrap();
    let document = Document::parse("document.json", text).unwrap();
    let found = check_on(&[Source::Document(document)], "2030-06-15");
    let causes = ["schema-keyword", "schema-limits", "schema-required"];
    let has_cause = found.iter().any(|found| causes.contains(&found.rule));
    let violations = found
        .into_iter()
        .filter(|found| found.rule == "example-schema")
        .filter(|found| {
            found
                .pointer
                .starts_with("/components/parameters/P/example")
        })
        .map(|found| found.message)
        .collect();
    (violations, has_cause)
}

#[test]
fn both_evaluations_agree() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut valid, mut excused) = (0, 0);
    let rounds = 2000;
    for _ in 0..rounds {
        let schema = random.schema(3);
        let value = random.value(3);
        let (violations, has_cause) = ours(&schema, &value);
        let accepted = theirs(&schema, &value);
        // A fault that follows from another finding is not said of the value too.
        if !accepted && violations.is_empty() && has_cause {
            excused += 1;
            continue;
        }
        valid += usize::from(accepted);
        assert_eq!(
            violations.is_empty(),
            accepted,
            "{schema}\n{value}\n{violations:?}"
        );
    }
    assert!(excused < rounds / 5, "{excused}");
    assert!(valid > rounds / 10 && valid < rounds * 9 / 10, "{valid}");
}
