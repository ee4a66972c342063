//! The address of a call: server and path together.

use codegen_changes::{Wire, compare};
use serde_json::{Value, json};

use crate::support;

/// A document with this server, if any, and an operation at each path.
fn document(server: Option<Value>, paths: &[&str]) -> Value {
    let mut document = json!({
        "openapi": "3.0.3", "info": {"title": "Things", "version": "1"}, "paths": {}
    });
    if let Some(server) = server {
        document["servers"] = json!([server]);
    }
    for path in paths {
        let id = path.replace("/v1", "").replace(['/', '{', '}'], "");
        let parameters: Vec<Value> = path
            .contains("{id}")
            .then(|| json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}))
            .into_iter()
            .collect();
        document["paths"][path] = json!({"get": {
            "operationId": format!("Show{id}"),
            "parameters": parameters,
            "responses": {"204": {"description": "Done."}}
        }});
    }
    document
}

fn wire_impact(old: &Value, new: &Value) -> Wire {
    let before = support::document("old.json", old);
    let after = support::document("new.json", new);
    let changes = compare(&before, &after);
    changes.iter().map(|it| it.wire).max().unwrap_or_default()
}

fn url(text: &str) -> Option<Value> {
    Some(json!({"url": text}))
}

#[test]
fn a_path_that_moves_into_the_server_is_the_same_call() {
    let whole = ["/v1/things", "/v1/things/{id}"];
    let rest = ["/things", "/things/{id}"];
    for (one, other) in [
        (document(url("/"), &whole), document(url("/v1"), &rest)),
        (document(None, &whole), document(url("/v1/"), &rest)),
        (
            document(url("https://a.example.com"), &whole),
            document(url("https://a.example.com/v1"), &rest),
        ),
    ] {
        assert_eq!(
            (wire_impact(&one, &other), wire_impact(&other, &one)),
            (Wire::None, Wire::None),
            "{one}"
        );
    }
}

#[test]
fn a_changed_address_is_breaking() {
    let whole = ["/v1/things", "/v1/things/{id}"];
    for (one, other) in [
        (document(url("/"), &whole), document(url("/v1"), &whole)),
        (
            document(url("/"), &whole),
            document(url("/v2"), &["/things", "/things/{id}"]),
        ),
        (
            document(url("https://a.example.com"), &whole),
            document(
                url("https://b.example.com/v1"),
                &["/things", "/things/{id}"],
            ),
        ),
        // One of the two has another address now.
        (
            document(url("/"), &whole),
            document(url("/v1"), &["/things", "/v1/things/{id}"]),
        ),
    ] {
        assert_eq!(
            (wire_impact(&one, &other), wire_impact(&other, &one)),
            (Wire::Breaking, Wire::Breaking),
            "{other}"
        );
    }
}

#[test]
fn a_server_with_a_variable_has_the_address_of_its_default() {
    let paths = ["/things"];
    let literal = document(url("https://north.example.com"), &paths);
    let variable = |values: Value| {
        let mut region = json!({"default": "north"});
        if !values.is_null() {
            region["enum"] = values;
        }
        let server =
            json!({"url": "https://{region}.example.com", "variables": {"region": region}});
        document(Some(server), &paths)
    };
    for (values, forth, back) in [
        (json!(["north"]), Wire::None, Wire::None),
        // Addresses of other regions are added and removed.
        (json!(["north", "south"]), Wire::Compatible, Wire::Breaking),
        (Value::Null, Wire::Compatible, Wire::Breaking),
    ] {
        let other = variable(values.clone());
        let found = (wire_impact(&literal, &other), wire_impact(&other, &literal));
        assert_eq!(found, (forth, back), "{values}");
    }
    let elsewhere = document(url("https://south.example.com"), &paths);
    assert_eq!(
        wire_impact(&elsewhere, &variable(json!(["north"]))),
        Wire::Breaking
    );
}
