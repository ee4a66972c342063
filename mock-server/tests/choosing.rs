//! Which documented response is served: by default, by `Prefer`, or generated from a schema.

mod support;

use serde_json::json;
use support::{Answered, TOKEN, bookshop, get, send, server};

async fn preferring(target: &str, preference: &str) -> Answered {
    send(
        &server().await,
        "GET",
        target,
        &[TOKEN, ("Prefer", preference)],
        b"",
    )
    .await
}

const BOOKS: &str = "/v1/shop/books?since=2024-01";

#[tokio::test]
async fn a_status_can_be_preferred() {
    let answered = preferring(BOOKS, "code=404").await;
    assert_eq!(answered.status, 404);
    assert_eq!(
        answered.json(),
        json!({ "error_code": "SHOP.3002", "error_msg": "No such shop" })
    );
}

#[tokio::test]
async fn an_example_can_be_preferred() {
    let answered = preferring(BOOKS, "example=empty").await;
    assert_eq!(
        (answered.status, answered.json()["total"].clone()),
        (200, json!(0))
    );
    let answered = preferring(BOOKS, "code=200; example=\"empty\"").await;
    assert_eq!(answered.json()["total"], 0);
}

#[tokio::test]
async fn undocumented_preferences_are_reported() {
    let answered = preferring(BOOKS, "code=418").await;
    assert_eq!(answered.status, 404);
    let expected = "header Prefer: ListBooks has no status 418; documented are 200, 400, 404";
    assert_eq!(answered.message(), expected);
    for code in ["x", "99", "100", "", "20000"] {
        assert_eq!(
            preferring(BOOKS, &format!("code={code}")).await.status,
            404,
            "{code}"
        );
    }
    let answered = preferring(BOOKS, "example=nothing").await;
    assert_eq!(answered.status, 404);
    assert!(
        answered.message().contains("200 empty"),
        "{}",
        answered.message()
    );
}

#[tokio::test]
async fn other_preferences_are_ignored() {
    assert_eq!(
        preferring(BOOKS, "respond-async, wait=10").await.status,
        200
    );
}

#[tokio::test]
async fn preferences_apply_only_to_valid_requests() {
    assert_eq!(preferring("/v1/shop/books", "code=404").await.status, 400);
}

#[tokio::test]
async fn default_applies_to_every_other_status() {
    let server = server().await;
    let body = br#"{"title":"Moon","prices":[{"amount":1.5}]}"#;
    let headers = [
        TOKEN,
        ("Prefer", "code=503"),
        ("Content-Type", "application/json"),
    ];
    let answered = send(&server, "POST", "/v1/shop/books", &headers, body).await;
    assert_eq!(answered.status, 503);
    assert!(
        answered.message().contains("no example"),
        "{}",
        answered.message()
    );
}

#[tokio::test]
async fn an_example_of_the_wrong_type_is_served_only_by_name() {
    let server = server().await;
    assert_eq!(
        get(&server, "/v1/shop/books/count").await.json(),
        json!({ "count": 3 })
    );
    let answered = preferring("/v1/shop/books/count", "example=broken").await;
    assert_eq!(answered.json(), json!({ "count": "many" }));
}

#[tokio::test]
async fn without_an_example_the_value_is_generated_from_the_schema() {
    let server = server().await;
    let first = get(&server, "/v1/shop/books/7").await;
    assert_eq!(first.status, 200);
    let book = first.json();
    assert_eq!(book["state"], "ON_SALE");
    assert_eq!(book["printed"], "2024-05-31T08:00:00Z");
    assert_eq!(book["isbn"], "111-AA");
    let second = get(&support::server().await, "/v1/shop/books/7").await;
    assert_eq!(first.body, second.body);
    let document = bookshop();
    let schema = json!({
        "$ref": "#/components/schemas/Book",
        "components": document["components"],
    });
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&book), "{book}");
}

#[tokio::test]
async fn documented_headers_are_sent() {
    let server = server().await;
    let body = br#"{"title":"Moon","prices":[{"amount":1.5}]}"#;
    let headers = [TOKEN, ("Content-Type", "application/json")];
    let answered = send(&server, "POST", "/v1/shop/books", &headers, body).await;
    assert_eq!(
        (answered.status, answered.header("x-shelf")),
        (201, Some("B4"))
    );
}

/// A thing with every kind of value.
fn dynamic_schema() -> serde_json::Value {
    serde_json::json!({"type": "object", "required": ["id", "level", "tags", "shape"], "properties": {
        "id": {"type": "string", "format": "uuid", "example": "123e4567-e89b-42d3-a456-426614174000"},
        "code": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4,6}$"},
        "name": {"type": "string", "minLength": 3, "maxLength": 5},
        "level": {"type": "integer", "minimum": 10, "maximum": 90, "multipleOf": 5},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "mode": {"type": "string", "enum": ["a", "b", "c"]},
        "tags": {"type": "array", "minItems": 2, "maxItems": 4, "uniqueItems": true, "items": {"type": "string"}},
        "shape": {"oneOf": [
            {"type": "object", "required": ["radius"], "properties": {"radius": {"type": "integer"}}, "additionalProperties": false},
            {"type": "object", "required": ["side"], "properties": {"side": {"type": "integer"}}, "additionalProperties": false}]},
        "password": {"type": "string", "writeOnly": true}
    }})
}

#[tokio::test]
async fn dynamic_responses_differ_and_depend_on_the_seed() {
    let schema = dynamic_schema();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let content = |schema| serde_json::json!({"application/json": {"schema": schema, "example": {"id": "fixed"}}});
    let responses = serde_json::json!({
        "200": {"description": "It.", "content": content(&schema)},
        "404": {"description": "No.", "content": {"application/json": {"example": {"no": "schema"}}}},
        "204": {"description": "Nothing."}
    });
    let document = serde_json::json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/thing": {"get": {"operationId": "ShowThing", "responses": responses}}}});
    let run = async |seed| {
        let builder = huaweicloud_mock_server::MockServer::builder().document(document.clone());
        let server = builder.seed(seed).start().await.unwrap();
        let get = async |prefer: &str| {
            support::send(&server, "GET", "/thing", &[("Prefer", prefer)], b"").await
        };
        let mut bodies = Vec::new();
        for prefer in ["dynamic=true", "code=200, dynamic=true"].repeat(20) {
            let answered = get(prefer).await;
            assert_eq!(answered.status, 200);
            bodies.push(answered.json());
        }
        assert_eq!(get("dynamic=false").await.json()["id"], "fixed");
        assert_eq!(
            get("dynamic=true, example=documented").await.json()["id"],
            "fixed"
        );
        assert_eq!(get("dynamic=true, code=204").await.status, 204);
        assert_eq!(get("dynamic=true, code=404").await.status, 404);
        bodies
    };
    let bodies = run(7).await;
    for body in &bodies {
        assert!(validator.is_valid(body), "{body}");
        assert!(body.get("password").is_none());
    }
    for (index, body) in bodies.iter().enumerate() {
        assert!(!bodies[..index].contains(body), "{body} comes twice");
    }
    for alternative in ["/shape/radius", "/shape/side"] {
        assert!(
            bodies
                .iter()
                .any(|body| body.pointer(alternative).is_some())
        );
    }
    assert_eq!(run(7).await, bodies);
    assert_ne!(run(8).await, bodies);
}
