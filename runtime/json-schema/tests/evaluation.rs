//! Findings about values: the dialect of OpenAPI 3.0, hostile input, and findings that JSON Schema
//! does not have.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use huaweicloud_json_schema::{Compiler, Direction, Evaluator, JsonDocument, SchemaId};
use serde_json::{Value, json};

/// All findings about a value under the schema of this name.
fn findings(schemas: &Value, name: &str, direction: Direction, value: &Value) -> Vec<String> {
    let document = json!({ "components": { "schemas": schemas } });
    let resolver = JsonDocument::new(&document);
    let mut compiler = Compiler::new(resolver);
    let schema = resolver.at(&format!("#/components/schemas/{name}"));
    let id = compiler.compile(schema.unwrap());
    let evaluation = Evaluator::new(compiler.schemas(), direction)
        .reporting_suspicious()
        .evaluate(id, value);
    let findings = evaluation.findings.iter();
    findings
        .map(|finding| format!("{}: {finding}", finding.location()))
        .collect()
}

fn of_request(schemas: &Value, name: &str, value: &Value) -> Vec<String> {
    findings(schemas, name, Direction::Request, value)
}

#[test]
fn a_discriminator_selects_the_schema() {
    let animal = |property: &str| {
        json!({
            "type": "object",
            "required": ["kind"],
            "properties": { "kind": { "type": "string" }, property: { "type": "integer" } },
        })
    };
    let schemas = json!({
        "Cat": animal("meow"),
        "Dog": animal("bark"),
        "Animal": {
            "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
            "discriminator": { "propertyName": "kind", "mapping": { "hound": "Dog" } },
        },
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "properties": { "kind": { "type": "string" } },
            "discriminator": { "propertyName": "kind" },
        },
        "Bird": { "allOf": [
            { "$ref": "#/components/schemas/Pet" },
            { "type": "object", "required": ["wings"], "properties": { "wings": { "type": "integer" } } },
        ] },
        "Alone": {
            "type": "object",
            "properties": { "kind": { "type": "string" } },
            "discriminator": { "propertyName": "kind" },
        },
    });
    for (schema, value, expected) in [
        // Without the discriminator it would match both.
        ("Animal", json!({ "kind": "Cat" }), ""),
        ("Animal", json!({ "kind": "hound", "bark": 1 }), ""),
        (
            "Animal",
            json!({ "kind": "Dog", "bark": "x" }),
            "/bark: \"x\" is not an integer",
        ),
        (
            "Animal",
            json!({ "kind": "zebra" }),
            "/kind: \"zebra\" is not one of hound, Cat, Dog",
        ),
        ("Pet", json!({ "kind": "Pet" }), ""),
        ("Pet", json!({ "kind": "Bird", "wings": 2 }), ""),
        (
            "Pet",
            json!({ "kind": "Bird" }),
            "/wings: is required but missing",
        ),
        ("Bird", json!({ "kind": "Bird", "wings": 2 }), ""),
        // Nothing extends it, so there is nothing to select from.
        ("Alone", json!({ "kind": "anything" }), ""),
    ] {
        let found = of_request(&schemas, schema, &value).join("; ");
        assert_eq!(found, expected, "{schema} {value}");
    }
}

#[test]
fn the_direction_determines_which_properties_are_required() {
    let schemas = json!({ "Thing": { "allOf": [
        {
            "type": "object",
            "properties": {
                "id": { "type": "string", "readOnly": true },
                "code": { "type": "string", "writeOnly": true },
                "name": { "type": "string" },
            },
        },
        { "required": ["id", "code", "name"] },
    ] } });
    for (direction, value, expected) in [
        (Direction::Request, json!({ "name": "a", "code": "b" }), ""),
        (
            Direction::Request,
            json!({ "name": "a", "code": "b", "id": "c" }),
            "/id: is read-only",
        ),
        (
            Direction::Request,
            json!({ "name": "a" }),
            "/code: is required but missing",
        ),
        (Direction::Response, json!({ "name": "a", "id": "b" }), ""),
        (
            Direction::Response,
            json!({ "name": "a", "code": "b" }),
            "/id: is required but missing; /code: is write-only",
        ),
        (Direction::Either, json!({ "name": "a" }), ""),
    ] {
        let found = findings(&schemas, "Thing", direction, &value).join("; ");
        assert_eq!(found, expected, "{direction:?} {value}");
    }
}

#[test]
fn properties_that_no_schema_describes_are_suspicious() {
    let schemas = json!({
        "Closed": { "allOf": [
            { "type": "object", "properties": { "total_count": {} } },
            { "type": "object", "properties": { "list": { "type": "array", "items": {
                "type": "object", "properties": { "name": {} },
            } } } },
        ] },
        "Open": { "type": "object", "properties": { "a": {} }, "additionalProperties": true },
        "Free": { "type": "object" },
        "Choice": { "anyOf": [
            { "type": "object", "required": ["b"], "properties": { "b": {} } },
            { "$ref": "#/components/schemas/Closed" },
        ] },
    });
    let value = json!({ "totalcount": 1, "list": [{ "name": 1, "x": 2 }], "b": 3 });
    let misspelt = "/totalcount: is not a property of the schema; did you mean total_count?";
    let (x, b) = (
        "is not a property of the schema",
        "is not a property of the schema",
    );
    for (schema, expected) in [
        (
            "Closed",
            vec![
                misspelt.to_owned(),
                format!("/list/0/x: {x}"),
                format!("/b: {b}"),
            ],
        ),
        ("Open", vec![]),
        ("Free", vec![]),
        (
            "Choice",
            vec![misspelt.to_owned(), format!("/list/0/x: {x}")],
        ),
    ] {
        let mut found = of_request(&schemas, schema, &value);
        let mut expected = expected;
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{schema}");
    }
}

#[test]
fn secret_values_are_not_shown() {
    let secret =
        json!({ "type": "string", "format": "password", "pattern": "^[a-z]+$", "enum": ["a"] });
    let schemas = json!({ "Secret": secret });
    for value in [json!("hunter2"), json!(1234)] {
        let found = of_request(&schemas, "Secret", &value).join("; ");
        assert!(
            !found.contains("hunter2") && !found.contains("1234"),
            "{found}"
        );
        assert!(found.contains("the value"), "{found}");
    }
}

#[test]
fn the_most_similar_alternative_is_explained() {
    let schemas = json!({
        "Choice": { "anyOf": [
            { "type": "integer" },
            { "type": "object", "required": ["a", "b"] },
            { "type": "object", "required": ["c"] },
        ] },
    });
    assert_eq!(
        of_request(&schemas, "Choice", &json!({})),
        ["/c: is required but missing"]
    );
    assert_eq!(
        of_request(&schemas, "Choice", &json!("text")),
        [": \"text\" matches none of 3 alternatives"]
    );
}

#[test]
fn invalid_parts_of_a_schema_are_problems_and_restrict_nothing() {
    let schemas = json!({ "Thing": {
        "type": "object",
        "properties": {
            "a": { "$ref": "#/components/schemas/Missing" },
            "b": { "type": "file", "pattern": "(" },
            "c": { "$ref": "other.json#/Thing" },
            "d": { "$ref": "#/components/schemas/Loop" },
            "e": 5,
            "f": { "allOf": [{ "$ref": "#/components/schemas/Self" }] },
        },
    }, "Loop": { "$ref": "#/components/schemas/Loop" },
       "Self": { "anyOf": [{ "$ref": "#/components/schemas/Self" }, { "type": "string" }] } });
    let value = json!({ "a": 1, "b": "x", "c": { "y": 2 }, "d": null, "e": [], "f": "z" });
    assert_eq!(of_request(&schemas, "Thing", &value), [""; 0]);

    let document = json!({ "components": { "schemas": schemas } });
    let resolver = JsonDocument::new(&document);
    let mut compiler = Compiler::new(resolver);
    compiler.compile(resolver.at("#/components/schemas/Thing").unwrap());
    let mut problems: Vec<String> = compiler
        .problems()
        .iter()
        .map(|problem| problem.message.clone())
        .collect();
    problems.sort();
    assert_eq!(
        problems,
        [
            "\"file\" is not a type in OpenAPI 3.0",
            "#/components/schemas/Missing does not exist: check its spelling",
            "a schema must be an object",
            "other.json#/Thing is in another document: merge the documents first",
            "the pattern ( is not an ECMAScript regular expression: Unbalanced parenthesis",
            "the references form a cycle",
            "this schema contains itself (allOf, anyOf, oneOf or not): no value is valid",
        ]
    );
}

#[test]
fn deeply_nested_alternatives_are_given_up() {
    let alternative = json!({
        "type": "object",
        "required": ["z"],
        "properties": { "x": { "$ref": "#/components/schemas/Fork" } },
    });
    let schemas = json!({ "Fork": { "anyOf": [alternative, alternative] } });
    let mut value = json!({});
    for _ in 0..60 {
        value = json!({ "x": value });
    }
    let found = of_request(&schemas, "Fork", &value);
    assert_eq!(found, [": is too complex to be checked"]);
}

#[test]
fn long_chains_are_reported_without_overflowing_the_stack() {
    let mut schemas = serde_json::Map::new();
    for number in 0..20_000 {
        let next = json!({ "$ref": format!("#/components/schemas/s{}", number + 1) });
        schemas.insert(format!("s{number}"), json!({ "allOf": [next] }));
    }
    schemas.insert("s20000".to_owned(), json!({ "type": "string" }));
    let schemas = Value::Object(schemas);
    let found = of_request(&schemas, "s0", &json!(1));
    assert_eq!(found, [": is too complex to be checked"]);
    assert_eq!(
        of_request(&schemas, "s19900", &json!(1)),
        [": 1 is not a string"]
    );
}

#[test]
fn values_as_deep_as_json_allows_are_checked() {
    let schemas = json!({ "Tree": {
        "type": "object",
        "properties": { "x": { "allOf": [{ "$ref": "#/components/schemas/Tree" }] } },
    } });
    let text = format!("{}1{}", "{\"x\":".repeat(126), "}".repeat(126));
    let value: Value = serde_json::from_str(&text).unwrap();
    let found = of_request(&schemas, "Tree", &value);
    assert_eq!(found, [format!("{}: 1 is not an object", "/x".repeat(126))]);
}

#[test]
fn the_number_of_findings_is_limited() {
    let document = json!({ "items": { "type": "string" } });
    let resolver = JsonDocument::new(&document);
    let mut compiler = Compiler::new(resolver);
    let id: SchemaId = compiler.compile(resolver.at("#").unwrap());
    let value: Value = (0..1000).collect();
    let evaluation = Evaluator::new(compiler.schemas(), Direction::Request)
        .with_most_findings(20)
        .evaluate(id, &value);
    assert_eq!(evaluation.findings.len(), 20);
}

#[test]
fn lenient_evaluation_checks_only_types() {
    let document = json!({
        "type": "object",
        "required": ["a"],
        "additionalProperties": false,
        "properties": {
            "n": { "type": "integer", "maximum": 1, "enum": [1] },
            "s": { "type": "string", "maxLength": 1, "format": "date" },
        },
    });
    let resolver = JsonDocument::new(&document);
    let mut compiler = Compiler::new(resolver);
    let id = compiler.compile(resolver.at("#").unwrap());
    let count = |value: Value| {
        let evaluator = Evaluator::new(compiler.schemas(), Direction::Response).types_only();
        evaluator.evaluate(id, &value).findings.len()
    };
    assert_eq!(count(json!({ "n": 5, "s": "text", "other": [] })), 0);
    assert_eq!(count(json!({ "n": null, "s": null })), 0);
    assert_eq!(count(json!({ "n": "5", "s": 1 })), 2);
}
