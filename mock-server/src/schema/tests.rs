//! Samples are valid under their schemas.

use serde_json::{Value, json};

use super::{Checker, Compiler, Strictness, random_sample, sample};
use crate::node::Document;

/// Schemas with every rule that OpenAPI 3.0 has.
fn schemas() -> Vec<Value> {
    vec![
        json!({}),
        json!({ "type": "integer" }),
        json!({ "type": "number" }),
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
        json!({ "type": "array", "items": { "type": "integer" }, "minItems": 1, "maxItems": 2 }),
        json!({ "type": "array", "uniqueItems": true, "minItems": 2, "items": { "type": "number" } }),
        json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } }),
        json!({ "type": "object", "properties": { "a": {} }, "additionalProperties": false }),
        json!({ "type": "object", "additionalProperties": { "type": "integer" }, "maxProperties": 2 }),
        json!({ "type": "object", "minProperties": 2 }),
        json!({ "allOf": [{ "type": "integer" }, { "minimum": 1 }] }),
        json!({ "allOf": [{ "type": "string", "enum": ["on", "off"] }], "minLength": 1 }),
        json!({ "anyOf": [{ "type": "integer" }, { "type": "string", "maxLength": 2 }] }),
        json!({ "oneOf": [{ "type": "integer" }, { "type": "number", "minimum": 2 }] }),
        json!({ "not": { "type": "string" } }),
        json!({ "allOf": [
            { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } },
            { "type": "object", "required": ["b"], "properties": { "b": { "type": "string" } } },
        ] }),
        json!({ "type": "object", "required": ["a", "b"], "allOf": [
            { "type": "object", "required": ["b"], "properties": { "a": { "type": "integer" } } },
            { "type": "object", "properties": { "b": { "type": "string", "minLength": 32 } } },
        ] }),
        json!({ "allOf": [
            { "type": "integer", "minimum": 5, "maximum": 90 },
            { "minimum": 1, "maximum": 7, "exclusiveMaximum": true },
        ] }),
        json!({ "allOf": [
            { "type": "object", "properties": { "a": { "type": "string", "minLength": 6 } } },
            { "properties": { "a": { "maxLength": 6 }, "b": { "enum": ["x"] } } },
        ] }),
        json!({ "allOf": [
            { "type": "array", "minItems": 2, "items": { "type": "integer" } },
            { "maxItems": 2, "items": { "minimum": 3 } },
        ] }),
        json!({ "oneOf": [
            { "type": "object", "properties": { "a": { "type": "string" } } },
            { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } },
        ] }),
        json!({ "type": "string", "pattern": "(?<=a)b" }),
        json!({ "type": "string", "pattern": "^(?=.*[0-9])[a-z0-9]{4,}$" }),
    ]
}

#[test]
fn samples_match_their_schemas() {
    for schema in schemas() {
        if schema.get("not").is_some() {
            continue;
        }
        let document = Document {
            name: "test",
            root: &schema,
        };
        let mut compiler = Compiler::new(document);
        let id = compiler.compile(document.root_node()).unwrap();
        let value = sample(compiler.schemas(), id);
        let findings = Checker::new(compiler.schemas(), Strictness::Rules).findings(id, &value);
        assert_eq!(findings, [], "{schema} {value}");
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..50 {
            let value = random_sample(compiler.schemas(), id, &mut random);
            let findings = Checker::new(compiler.schemas(), Strictness::Rules).findings(id, &value);
            assert_eq!(findings, [], "{schema} {value}");
        }
    }
}

/// The sample of a schema in a document with components.
fn sample_of(root: &Value, pointer: &str) -> Result<Value, String> {
    let document = Document { name: "test", root };
    let mut compiler = Compiler::new(document);
    let place = json!({ "$ref": pointer });
    let place = crate::node::Node {
        value: &place,
        pointer: "#".to_owned(),
    };
    let place = document.resolve(place).map_err(|problem| problem.message)?;
    let place = crate::node::Node {
        value: root.pointer(pointer.trim_start_matches('#')).unwrap(),
        pointer: place.pointer,
    };
    let id = compiler.compile(place).map_err(|problem| problem.message)?;
    Ok(sample(compiler.schemas(), id))
}

#[test]
fn the_last_of_contradictory_parts_counts() {
    let document = json!({
        "known": { "type": "object", "properties": {
            "timeout": { "type": "string", "example": "5" },
            "health": { "$ref": "#/health" },
        } },
        "health": { "type": "object", "required": ["retries"], "properties": { "port": { "type": "string" } } },
        "new": { "allOf": [
            { "$ref": "#/known" },
            { "type": "object", "required": ["timeout"], "properties": {
                "timeout": { "type": "integer", "example": 60 },
                "health": { "type": "object", "properties": {
                    "port": { "type": "integer" }, "retries": { "type": "integer" },
                } },
            } },
        ] },
    });
    assert_eq!(
        sample_of(&document, "#/new").unwrap(),
        json!({ "timeout": 60, "health": { "port": 1, "retries": 1 } })
    );
}

#[test]
fn a_discriminator_has_the_value_of_the_chosen_schema() {
    let document = json!({ "components": { "schemas": {
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "properties": { "kind": { "type": "string" } },
            "discriminator": { "propertyName": "kind", "mapping": { "cat": "#/components/schemas/Cat" } },
        },
        "Cat": { "allOf": [
            { "$ref": "#/components/schemas/Pet" },
            { "type": "object", "required": ["claws"], "properties": { "claws": { "type": "integer" } } },
        ] },
        "Any": {
            "oneOf": [{ "$ref": "#/components/schemas/Cat" }],
            "discriminator": { "propertyName": "kind", "mapping": { "cat": "Cat" } },
        },
    } } });
    let of = |name: &str| sample_of(&document, &format!("#/components/schemas/{name}")).unwrap();
    assert_eq!(of("Pet"), json!({ "kind": "Pet" }));
    assert_eq!(of("Cat"), json!({ "kind": "cat", "claws": 1 }));
    assert_eq!(of("Any"), json!({ "kind": "cat", "claws": 1 }));
}

#[test]
fn strings_are_empty_only_if_they_must_be() {
    let document = json!({
        "any": { "type": "string", "pattern": "^[a-z0-9_-]*$" },
        "none": { "type": "string", "pattern": "^$" },
    });
    assert_ne!(sample_of(&document, "#/any").unwrap(), json!(""));
    assert_eq!(sample_of(&document, "#/none").unwrap(), json!(""));
}

#[test]
fn recursive_schemas_terminate() {
    let document = json!({
        "tree": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": { "type": "string" },
                "children": { "type": "array", "items": { "$ref": "#/tree" } },
                "twin": { "$ref": "#/tree" },
                "other": { "$ref": "#/tree" },
                "third": { "$ref": "#/tree" },
            },
        },
        "endless": { "type": "object", "required": ["next"], "properties": { "next": { "$ref": "#/endless" } } },
    });
    let tree = sample_of(&document, "#/tree").unwrap();
    assert_eq!(tree["children"][0]["name"], "text");
    assert!(tree.to_string().len() < 100_000);
    assert!(sample_of(&document, "#/endless").unwrap()["next"]["next"].is_object());
}

#[test]
fn schemas_that_contain_only_themselves_are_rejected() {
    let document = json!({
        "self": { "allOf": [{ "$ref": "#/self" }] },
        "one": { "anyOf": [{ "$ref": "#/two" }, { "type": "string" }] },
        "two": { "not": { "$ref": "#/one" } },
        "loop": { "$ref": "#/loop" },
    });
    for pointer in ["#/self", "#/one", "#/two", "#/loop"] {
        assert!(sample_of(&document, pointer).is_err(), "{pointer}");
    }
}

#[test]
fn long_chains_of_references_are_followed() {
    let mut document = serde_json::Map::new();
    for number in 0..50_000 {
        let next = format!("#/s{}", number + 1);
        let schema = json!({ "type": "object", "properties": { "next": { "$ref": next } } });
        document.insert(format!("s{number}"), schema);
    }
    document.insert("s50000".to_owned(), json!({ "type": "string" }));
    let value = sample_of(&Value::Object(document), "#/s0").unwrap();
    assert!(value["next"]["next"].is_object());
}

#[test]
fn a_pattern_that_is_not_a_regular_expression_is_rejected_with_its_place() {
    let document = json!({ "s": { "type": "string", "pattern": "(" } });
    let document = Document {
        name: "test",
        root: &document,
    };
    let problem = Compiler::new(document)
        .compile(document.root_node().get("s").unwrap())
        .unwrap_err();
    assert_eq!(problem.pointer, "#/s");
    assert!(
        problem.message.contains("ECMAScript"),
        "{}",
        problem.message
    );
}
