//! Only the meaning of a document counts, not its notation.

use codegen_changes::{Wire, compare};
use serde_json::{Value, json};

use crate::alternatives::{Side, of_schema, wire_impact};
use crate::support;

const PART: &str = "#/components/schemas/Part";

#[test]
fn the_content_of_a_reference_may_be_repeated() {
    let part = json!({
        "type": "object", "required": ["a"],
        "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}
    });
    let plain = json!({"$ref": PART});
    for other in [
        json!({"allOf": [{"$ref": PART}, {"type": "object"}]}),
        json!({"type": "object", "allOf": [{"$ref": PART}]}),
        json!({"allOf": [{"$ref": PART}, {"required": ["a"]}]}),
        json!({"allOf": [{"$ref": PART}, {"properties": {"b": {"type": "integer"}}}]}),
        json!({"oneOf": [{"$ref": PART}]}),
        json!({"anyOf": [{"$ref": PART}]}),
    ] {
        for side in [Side::Request, Side::Response] {
            let forth = wire_impact(side, (&plain, &part), (&other, &part));
            let back = wire_impact(side, (&other, &part), (&plain, &part));
            assert_eq!((forth, back), (Wire::None, Wire::None), "{side:?} {other}");
        }
    }
    let tighter = json!({"allOf": [{"$ref": PART}, {"required": ["b"]}]});
    let forth = wire_impact(Side::Request, (&plain, &part), (&tighter, &part));
    assert_eq!(forth, Wire::Breaking);
}

/// Equivalent schemas, with different members of `allOf`.
#[test]
fn moves_between_members_of_all_of_are_equivalent() {
    let none = json!({"type": "string"});
    let part = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let list = json!({"type": "array", "items": {"type": "string", "maxLength": 5}});
    for (one, one_part, other, other_part) in [
        // A property and its `required` entry move to another member.
        (
            json!({"allOf": [
                {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
                {"type": "object", "properties": {"b": {"type": "integer"}}}
            ]}),
            &none,
            json!({"allOf": [
                {"type": "object", "properties": {"b": {"type": "integer"}}},
                {"type": "object", "properties": {"a": {"type": "string"}}},
                {"required": ["a"]}
            ]}),
            &none,
        ),
        // From the schema itself into a member, and into a referenced one.
        (
            json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}),
            &none,
            json!({"type": "object", "properties": {"b": {"type": "integer"}},
                "allOf": [{"properties": {"a": {"type": "string"}}}]}),
            &none,
        ),
        (
            json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}),
            &part,
            json!({"allOf": [{"$ref": PART}, {"type": "object", "properties": {"b": {"type": "integer"}}}]}),
            &part,
        ),
        // A property that both members limit.
        (
            json!({"type": "object", "properties": {"a": {"type": "string", "minLength": 1, "maxLength": 9}}}),
            &none,
            json!({"allOf": [
                {"type": "object", "properties": {"a": {"type": "string", "minLength": 1}}},
                {"properties": {"a": {"maxLength": 9}}}
            ]}),
            &none,
        ),
        // Items, whole and split.
        (
            json!({"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 5}}),
            &list,
            json!({"allOf": [{"$ref": PART}, {"items": {"minLength": 1}}]}),
            &list,
        ),
        (
            json!({"type": "array", "items": {"type": "string", "maxLength": 5}}),
            &list,
            json!({"allOf": [{"$ref": PART}, {"type": "array", "items": {"type": "string"}}]}),
            &list,
        ),
    ] {
        for side in [Side::Request, Side::Response] {
            let forth = wire_impact(side, (&one, one_part), (&other, other_part));
            let back = wire_impact(side, (&other, other_part), (&one, one_part));
            assert_eq!(
                (forth, back),
                (Wire::None, Wire::None),
                "{side:?} {one} {other}"
            );
        }
    }
}

#[test]
fn changed_members_of_all_of_are_reported() {
    let list = json!({"type": "array", "items": {"type": "string", "maxLength": 5}});
    let old = json!({"allOf": [{"$ref": PART}, {"items": {"minLength": 1}}]});
    let looser = json!({"allOf": [{"$ref": PART}, {"items": {"minLength": 0}}]});
    for (side, forth, back) in [
        (Side::Request, Wire::Compatible, Wire::Breaking),
        (Side::Response, Wire::Breaking, Wire::Compatible),
    ] {
        assert_eq!(
            wire_impact(side, (&old, &list), (&looser, &list)),
            forth,
            "{side:?}"
        );
        assert_eq!(
            wire_impact(side, (&looser, &list), (&old, &list)),
            back,
            "{side:?}"
        );
    }
    let both = json!({"allOf": [
        {"type": "object", "properties": {"a": {"type": "string", "maxLength": 9}}},
        {"properties": {"a": {"maxLength": 5}}}
    ]});
    let one = json!({"type": "object", "properties": {"a": {"type": "string", "maxLength": 9}}});
    let none = json!({"type": "string"});
    let forth = wire_impact(Side::Request, (&both, &none), (&one, &none));
    let back = wire_impact(Side::Request, (&one, &none), (&both, &none));
    assert_eq!((forth, back), (Wire::Compatible, Wire::Breaking));
}

#[test]
fn number_keywords_are_judged_together() {
    let integer = |more: Value| {
        let mut schema = json!({"type": "integer"});
        for (key, value) in more.as_object().into_iter().flatten() {
            schema[key] = value.clone();
        }
        schema
    };
    for (old, new, request, response) in [
        (
            integer(json!({"minimum": 0})),
            integer(json!({"enum": [512, 2048]})),
            Wire::Breaking,
            Wire::Compatible,
        ),
        (
            integer(json!({"minimum": 0})),
            integer(json!({"enum": [-1, 2048]})),
            Wire::Breaking,
            Wire::Breaking,
        ),
        (
            integer(json!({"format": "int32", "minimum": 0, "maximum": 100})),
            integer(json!({"format": "int64", "minimum": 0, "maximum": 100})),
            Wire::None,
            Wire::None,
        ),
        (
            integer(json!({"format": "int32", "minimum": 0})),
            integer(json!({"format": "int64", "minimum": 0})),
            Wire::Compatible,
            Wire::Breaking,
        ),
        (
            integer(json!({"minimum": 1})),
            integer(json!({"minimum": 0, "exclusiveMinimum": true})),
            Wire::None,
            Wire::None,
        ),
        (
            json!({"type": "number", "minimum": 0, "exclusiveMinimum": true}),
            json!({"type": "number", "minimum": 0.5}),
            Wire::Breaking,
            Wire::Compatible,
        ),
        (
            json!({"type": "number", "minimum": 1}),
            json!({"type": "number", "minimum": 0, "exclusiveMinimum": true}),
            Wire::Compatible,
            Wire::Breaking,
        ),
    ] {
        assert_eq!(
            of_schema(Side::Request, &old, &new),
            request,
            "{old} → {new}"
        );
        assert_eq!(
            of_schema(Side::Response, &old, &new),
            response,
            "{old} → {new}"
        );
    }
}

#[test]
fn one_of_several_alternatives_is_narrower() {
    let part = json!({"type": "string"});
    let several = json!({"oneOf": [{"$ref": PART}, {"type": "integer"}]});
    let overlapping = json!({"oneOf": [{"$ref": PART}, {"type": "string", "maxLength": 3}]});
    let alone = json!({"$ref": PART});
    let single = json!({"oneOf": [{"$ref": PART}]});
    for (side, old, new, expected) in [
        (Side::Response, &several, &alone, Wire::Compatible),
        (Side::Request, &several, &alone, Wire::Breaking),
        (Side::Response, &alone, &several, Wire::Breaking),
        (Side::Request, &alone, &several, Wire::Compatible),
        (Side::Response, &several, &single, Wire::Compatible),
        (Side::Request, &several, &single, Wire::Breaking),
        (Side::Response, &single, &several, Wire::Breaking),
        // What matches two is rejected.
        (Side::Request, &alone, &overlapping, Wire::Breaking),
        (Side::Response, &overlapping, &alone, Wire::Breaking),
    ] {
        let found = wire_impact(side, (old, &part), (new, &part));
        assert_eq!(found, expected, "{side:?} {old} → {new}");
    }
}

/// A document with changes to its members and to its only operation.
fn document(root: Value, operation: Value) -> Value {
    let mut base = json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things": {"get": {
            "operationId": "ListThings",
            "responses": {"204": {"description": "Done."}}
        }}}
    });
    let merge = |into: &mut Value, from: Value| {
        for (key, value) in from.as_object().into_iter().flatten() {
            into[key] = value.clone();
        }
    };
    merge(&mut base["paths"]["/things"]["get"], operation);
    merge(&mut base, root);
    base
}

fn between(old: &Value, new: &Value) -> Vec<codegen_changes::Change> {
    let before = support::document("old.json", old);
    let after = support::document("new.json", new);
    compare(&before, &after)
}

#[test]
fn equivalent_notations_have_no_impact() {
    let security = json!([{"token": []}]);
    let schemes = |scheme: &str| json!({"components": {"securitySchemes": {"token": {"type": "http", "scheme": scheme}}}});
    let with = |root: Value, more: Value| {
        let mut root = root;
        for (key, value) in more.as_object().into_iter().flatten() {
            root[key] = value.clone();
        }
        root
    };
    let header = |name: &str| json!({"parameters": [{"name": name, "in": "header", "required": true, "schema": {"type": "string"}}]});
    let alternatives = |discriminator: Value| {
        let schema = json!({
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": discriminator
        });
        let animal = |name: &str| json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string", "enum": [name]}}});
        document(
            json!({"components": {"schemas": {"Cat": animal("Cat"), "Dog": animal("Dog")}}}),
            json!({"responses": {"200": {"description": "It.", "content": {"application/json": {"schema": schema}}}}}),
        )
    };
    let pairs = [
        (
            document(schemes("bearer"), json!({"security": security})),
            document(
                with(schemes("bearer"), json!({"security": security})),
                json!({}),
            ),
        ),
        (
            document(
                with(schemes("bearer"), json!({"security": security})),
                json!({}),
            ),
            document(
                with(schemes("Bearer"), json!({"security": security})),
                json!({}),
            ),
        ),
        (
            document(json!({}), json!({})),
            document(json!({}), header("accept")),
        ),
        (
            document(json!({}), json!({})),
            document(json!({}), header("Authorization")),
        ),
        (
            alternatives(json!({"propertyName": "kind"})),
            alternatives(
                json!({"propertyName": "kind", "mapping": {"Cat": "#/components/schemas/Cat", "Dog": "Dog"}}),
            ),
        ),
    ];
    for (old, new) in &pairs {
        for changes in [between(old, new), between(new, old)] {
            let felt: Vec<_> = changes.iter().filter(|it| it.wire != Wire::None).collect();
            assert!(felt.is_empty(), "{felt:#?}");
        }
    }
    let moved = between(&pairs[0].0, &document(schemes("bearer"), json!({})));
    assert!(
        moved.iter().any(|it| it.wire != Wire::None),
        "security that is gone is felt"
    );
}

#[test]
fn a_number_and_its_string_are_shown_differently() {
    let parameter = |example: Value| {
        document(
            json!({}),
            json!({"parameters": [{"name": "a", "in": "query", "example": example, "schema": {"type": "string"}}]}),
        )
    };
    let changes = between(&parameter(json!(12345)), &parameter(json!("12345")));
    assert_eq!(changes[0].message, "example: `12345` → `\"12345\"`");
}
