//! `oneOf` rejects what matches two alternatives: more in one means less overall.

use codegen_changes::{Wire, compare};
use serde_json::{Value, json};

use crate::support;

#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Request,
    Response,
}

/// A document whose only schema is used in this direction, with a component `Part`.
fn document(side: Side, schema: &Value, part: &Value) -> Value {
    let content = json!({"application/json": {"schema": schema}});
    let mut operation = json!({"operationId": "UseThing"});
    operation["responses"] = match side {
        Side::Request => json!({"204": {"description": "Done."}}),
        Side::Response => json!({"200": {"description": "It.", "content": content}}),
    };
    if let Side::Request = side {
        operation["requestBody"] = json!({"content": content, "required": true});
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": {"Part": part}}
    })
}

/// The highest impact on the wire of a changed schema with a changed `Part`.
pub(super) fn wire_impact(side: Side, old: (&Value, &Value), new: (&Value, &Value)) -> Wire {
    let before = support::document("old.json", &document(side, old.0, old.1));
    let after = support::document("new.json", &document(side, new.0, new.1));
    let changes = compare(&before, &after);
    changes.iter().map(|it| it.wire).max().unwrap_or_default()
}

pub(super) fn of_schema(side: Side, old: &Value, new: &Value) -> Wire {
    let none = json!({"type": "string"});
    wire_impact(side, (old, &none), (new, &none))
}

fn small_and_large(maximum: i64, minimum: i64) -> Value {
    json!({"oneOf": [
        {"type": "integer", "maximum": maximum},
        {"type": "integer", "minimum": minimum}
    ]})
}

fn cat(required: &[&str]) -> Value {
    json!({
        "type": "object",
        "required": required,
        "properties": {"meow": {"type": "string"}, "kind": {"type": "string", "enum": ["cat"]}}
    })
}

fn dog() -> Value {
    json!({
        "type": "object",
        "required": ["bark"],
        "properties": {"bark": {"type": "string"}, "kind": {"type": "string", "enum": ["dog"]}}
    })
}

#[test]
fn widening_one_alternative_of_a_request_breaks_if_two_match() {
    let pairs = [
        // 15 matches both now.
        (
            small_and_large(10, 11),
            small_and_large(20, 11),
            Wire::Breaking,
        ),
        (
            small_and_large(10, 20),
            small_and_large(15, 20),
            Wire::Compatible,
        ),
        (
            json!({"oneOf": [cat(&["meow"]), dog()]}),
            json!({"oneOf": [cat(&[]), dog()]}),
            Wire::Breaking,
        ),
        // Anything with `kind` matches exactly one of them.
        (
            json!({"oneOf": [cat(&["kind", "meow"]), dog()]}),
            json!({"oneOf": [cat(&["kind"]), dog()]}),
            Wire::Compatible,
        ),
        (
            json!({"oneOf": [{"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["b"]}]}),
            json!({"oneOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["b"]}]}),
            Wire::Breaking,
        ),
        (
            json!({"oneOf": [{"type": "string"}, {"type": "integer", "nullable": true}]}),
            json!({"oneOf": [{"type": "string", "nullable": true}, {"type": "integer", "nullable": true}]}),
            Wire::Breaking,
        ),
        (
            json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
            json!({"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "number"}]}),
            Wire::Breaking,
        ),
        (
            json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
            json!({"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}),
            Wire::Compatible,
        ),
        // `anyOf` allows what matches two.
        (
            json!({"anyOf": [{"type": "integer", "maximum": 10}, {"type": "integer", "minimum": 11}]}),
            json!({"anyOf": [{"type": "integer", "maximum": 20}, {"type": "integer", "minimum": 11}]}),
            Wire::Compatible,
        ),
        (
            json!({"not": {"type": "integer", "maximum": 10}}),
            json!({"not": {"type": "integer", "maximum": 20}}),
            Wire::Breaking,
        ),
    ];
    for (old, new, expected) in pairs {
        assert_eq!(
            of_schema(Side::Request, &old, &new),
            expected,
            "{old} → {new}"
        );
    }
}

#[test]
fn narrowing_one_alternative_of_a_response_breaks_if_two_matched() {
    for (old, new, expected) in [
        // 15 matched both before, so no response could contain it.
        (
            small_and_large(20, 11),
            small_and_large(10, 11),
            Wire::Breaking,
        ),
        (
            small_and_large(10, 11),
            small_and_large(5, 11),
            Wire::Compatible,
        ),
        (
            json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}),
            json!({"oneOf": [{"type": "number"}]}),
            Wire::Breaking,
        ),
    ] {
        assert_eq!(
            of_schema(Side::Response, &old, &new),
            expected,
            "{old} → {new}"
        );
    }
}

#[test]
fn named_alternatives_are_judged_alike() {
    let part = |maximum: i64| json!({"type": "integer", "maximum": maximum});
    let by_name = json!({"oneOf": [
        {"$ref": "#/components/schemas/Part"},
        {"type": "integer", "minimum": 11}
    ]});
    let excluded = json!({"not": {"$ref": "#/components/schemas/Part"}});
    let of = |side, schema: &Value, old, new| {
        wire_impact(side, (schema, &part(old)), (schema, &part(new)))
    };
    assert_eq!(of(Side::Request, &by_name, 10, 20), Wire::Breaking);
    assert_eq!(of(Side::Request, &by_name, 5, 10), Wire::Compatible);
    assert_eq!(of(Side::Response, &by_name, 20, 10), Wire::Breaking);
    assert_eq!(of(Side::Response, &by_name, 10, 5), Wire::Compatible);
    assert_eq!(of(Side::Request, &excluded, 10, 20), Wire::Breaking);
    assert_eq!(of(Side::Response, &excluded, 20, 10), Wire::Breaking);
}

#[test]
fn a_discriminator_selects_the_alternative() {
    let with = |required: &[&str]| {
        json!({
            "oneOf": [cat(required), dog()],
            "discriminator": {"propertyName": "kind"}
        })
    };
    let bump = of_schema(Side::Request, &with(&["meow", "kind"]), &with(&["kind"]));
    assert_eq!(bump, Wire::Compatible);
}

#[test]
fn a_parameter_in_a_media_type_is_serialized_differently() {
    let document = |parameter: Value| {
        json!({
            "openapi": "3.0.3",
            "info": {"title": "Things", "version": "1"},
            "paths": {"/things": {"get": {
                "operationId": "ListThings",
                "parameters": [parameter],
                "responses": {"204": {"description": "Done."}}
            }}}
        })
    };
    let plain = |schema: &Value| document(json!({"name": "ids", "in": "query", "schema": schema}));
    let json = |schema: &Value| {
        let content = json!({"application/json": {"schema": schema}});
        document(json!({"name": "ids", "in": "query", "content": content}))
    };
    for (schema, expected) in [
        (
            json!({"type": "array", "items": {"type": "integer"}}),
            Wire::Breaking,
        ),
        (json!({"type": "object"}), Wire::Breaking),
        // `"a"` instead of `a`.
        (json!({"type": "string"}), Wire::Breaking),
        // The same string either way.
        (json!({"type": "integer"}), Wire::None),
    ] {
        let plain = support::document("plain.json", &plain(&schema));
        let json = support::document("json.json", &json(&schema));
        for changes in [compare(&plain, &json), compare(&json, &plain)] {
            let wire = changes.iter().map(|it| it.wire).max();
            assert_eq!(wire, Some(expected), "{schema}: {changes:?}");
        }
    }
}
