//! Media types, forms and alternatives, as they occur in other documents.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

mod support;

use huaweicloud_mock_server::{MockServer, StartError};
use serde_json::{Value, json};
use support::{Answered, raw, send};

fn document(paths: &Value, schemas: &Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "shop", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas}
    })
}

async fn server(paths: Value, schemas: Value) -> MockServer {
    let builder = MockServer::builder().document(document(&paths, &schemas));
    builder.start().await.unwrap()
}

async fn post(server: &MockServer, kind: &str, body: &str) -> Answered {
    send(
        server,
        "POST",
        "/things",
        &[("Content-Type", kind)],
        body.as_bytes(),
    )
    .await
}

/// A server that accepts a body at `/things`.
async fn taking(content: Value, schemas: Value) -> MockServer {
    let operation = json!({
        "operationId": "UseThing",
        "requestBody": {"required": true, "content": content},
        "responses": {"204": {"description": "Done."}}
    });
    server(json!({"/things": {"post": operation}}), schemas).await
}

#[tokio::test]
async fn accept_selects_the_media_type() {
    let content = json!({
        "application/xml": {"example": "<a/>"},
        "application/json": {"examples": {"one": {"value": {"a": 1}}}},
        "application/vnd.x+json": {"examples": {"two": {"value": {"a": 2}}}},
        "*/*": {"example": "anything"}
    });
    let answers = json!({"200": {"description": "It.", "content": content}});
    let narrow =
        json!({"200": {"description": "It.", "content": {"application/json": {"example": {}}}}});
    let paths = json!({
        "/things": {"get": {"operationId": "ShowThing", "responses": answers}},
        "/narrow": {"get": {"operationId": "ShowNarrow", "responses": narrow}}
    });
    let server = server(paths, json!({})).await;
    let get = async |target: &str, accept: &str| {
        let answered = send(&server, "GET", target, &[("Accept", accept)], b"").await;
        let kind = answered.header("Content-Type").unwrap().to_owned();
        (
            answered.status,
            kind,
            String::from_utf8(answered.body).unwrap(),
        )
    };
    for (accept, kind, body) in [
        ("*/*", "application/json", r#"{"a":1}"#),
        ("application/xml", "application/xml", "<a/>"),
        (
            "application/vnd.x+json",
            "application/vnd.x+json",
            r#"{"a":2}"#,
        ),
        (
            "application/json;q=0.1, application/*;q=0.9",
            "application/vnd.x+json",
            r#"{"a":2}"#,
        ),
        // A media range in the document is not a type that can be sent; any text type matches it.
        ("text/html", "text/html", "anything"),
        ("text/html;q=0.5, text/*", "text/html", "anything"),
        ("text/*", "text/plain", "anything"),
    ] {
        let expected = (200, kind.to_owned(), body.to_owned());
        assert_eq!(get("/things", accept).await, expected, "{accept}");
    }
    let (status, _, body) = get("/narrow", "image/png, text/*").await;
    assert_eq!(status, 406);
    assert!(
        body.contains("header Accept: the available media types are application/json"),
        "{body}"
    );
    let headers = [("Accept", "application/json"), ("Prefer", "example=two")];
    let two = send(&server, "GET", "/things", &headers, b"").await;
    assert_eq!(
        two.status, 406,
        "an example that only another media type has"
    );
}

#[tokio::test]
async fn one_value_or_a_list_of_values() {
    let any = json!({"anyOf": [
        {"type": "array", "items": {"type": "integer"}, "maxItems": 2},
        {"type": "integer", "minimum": 1}
    ]});
    let limited = json!({"oneOf": [
        {"type": "integer", "maximum": 5},
        {"type": "string", "minLength": 2}
    ]});
    let parameters = json!([
        {"name": "any", "in": "query", "schema": any},
        {"name": "limited", "in": "query", "schema": limited}
    ]);
    let operation = json!({
        "operationId": "ListThings", "parameters": parameters,
        "responses": {"204": {"description": "Done."}}
    });
    let server = server(json!({"/things": {"get": operation}}), json!({})).await;
    for (query, status) in [
        ("any=1", 204),
        ("any=1&any=2", 204),
        ("any=1&any=2&any=3", 400),
        ("any=0", 204), // a list of one
        ("any=x", 400),
        ("limited=5", 204),
        ("limited=12", 204), // a text of two characters
        ("limited=7", 400),
    ] {
        let answered = send(&server, "GET", &format!("/things?{query}"), &[], b"").await;
        assert_eq!(answered.status, status, "{query}");
    }
}

#[tokio::test]
async fn forms_have_lists_and_encodings() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let texts = json!({"type": "array", "items": {"type": "string"}, "maxItems": 2});
    let schema = json!({"type": "object", "additionalProperties": false, "properties": {
        "tags": texts,
        "joined": {"type": "array", "items": {"type": "integer"}},
        "req": {"type": "object", "required": ["z"], "properties": {"z": {"type": "integer"}}},
        "count": {"type": "integer"}
    }});
    let encoding = json!({
        "joined": {"style": "form", "explode": false},
        "req": {"contentType": "application/json"}
    });
    let server = taking(
        json!({FORM: {"schema": schema, "encoding": encoding}}),
        json!({}),
    )
    .await;
    for (body, status) in [
        ("tags=a&tags=b", 204),
        ("tags=a", 204),
        ("tags=a&tags=b&tags=c", 400),
        ("joined=1,2", 204),
        ("joined=1,x", 400),
        ("req=%7B%22z%22%3A1%7D", 204),
        ("req=%7B%22z%22%3A%22a%22%7D", 400),
        ("req=%7B%7D", 400),
        ("req=z", 400),
        ("count=1", 204),
        ("count=1&count=2", 400),
        ("nobody=1", 400),
    ] {
        assert_eq!(post(&server, FORM, body).await.status, status, "{body}");
    }
}

#[tokio::test]
async fn bodies_without_a_media_type_are_rejected() {
    let content = json!({"application/json": {}, "text/plain": {}});
    let server = taking(content, json!({})).await;
    let answered = send(&server, "POST", "/things", &[], b"{}").await;
    assert_eq!(answered.status, 400);
    let message = answered.message();
    assert!(
        message.contains("expected application/json, text/plain"),
        "{message}"
    );
}

#[tokio::test]
async fn http_1_1_requires_one_host() {
    let server = taking(json!({}), json!({})).await;
    for (head, status) in [
        ("GET /things HTTP/1.1\r\n\r\n", "400"),
        ("GET /things HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
        ("GET /things HTTP/1.0\r\n\r\n", "405"),
        (
            "GET /things HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "405",
        ),
    ] {
        let answered = raw(&server, head.as_bytes()).await.unwrap();
        let line = String::from_utf8_lossy(&answered).into_owned();
        assert_eq!(line.split(' ').nth(1), Some(status), "{head:?}");
    }
}

#[tokio::test]
async fn half_open_connections_are_closed_after_the_configured_time() {
    let builder = support::builder().read_timeout(std::time::Duration::from_millis(100));
    let server = builder.start().await.unwrap();
    for sent in ["", "GET / HTTP/1.1\r\nHost"] {
        let begun = std::time::Instant::now();
        let _ = raw(&server, sent.as_bytes()).await;
        let waited = begun.elapsed();
        assert!(waited < std::time::Duration::from_secs(5), "{sent:?}");
        assert!(waited >= std::time::Duration::from_millis(90), "{sent:?}");
    }
}

#[tokio::test]
async fn a_reference_in_place_of_an_operation_is_an_error() {
    let paths = json!({"/things": {"get": {"$ref": "#/components/x-operation"}}});
    let started = MockServer::builder()
        .document(document(&paths, &json!({})))
        .start()
        .await;
    let Err(StartError::Document {
        pointer, problem, ..
    }) = started
    else {
        panic!("it started");
    };
    assert_eq!(pointer, "#/paths/~1things/get");
    assert!(problem.contains("cannot be a `$ref`"), "{problem}");
}

fn pets() -> Value {
    json!({
        "Cat": {"type": "object", "required": ["kind"], "properties": {
            "kind": {"type": "string"}, "meow": {"type": "string"}}},
        "Dog": {"type": "object", "required": ["kind"], "properties": {
            "kind": {"type": "string"}, "bark": {"type": "integer"}}},
        "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind", "mapping": {"tweety": "#/components/schemas/Bird"}}},
        "Bird": {"allOf": [{"$ref": "#/components/schemas/Pet"},
            {"type": "object", "required": ["wings"], "properties": {"wings": {"type": "integer"}}}]}
    })
}

#[tokio::test]
async fn a_discriminator_selects_the_schema_of_a_body() {
    let one_of = json!({
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind"}
    });
    let server = taking(json!({"application/json": {"schema": one_of}}), pets()).await;
    for (body, status) in [
        (json!({"kind": "Cat", "meow": "x"}), 204),
        (json!({"kind": "Dog", "bark": 1}), 204),
        (json!({"kind": "Dog", "bark": "x"}), 400),
        (json!({"kind": "zebra"}), 400),
    ] {
        let answered = post(&server, "application/json", &body.to_string()).await;
        assert_eq!(answered.status, status, "{body}");
    }
    let parent = json!({"$ref": "#/components/schemas/Pet"});
    let server = taking(json!({"application/json": {"schema": parent}}), pets()).await;
    for (body, status) in [
        (json!({"kind": "Pet"}), 204),
        (json!({"kind": "Bird", "wings": 2}), 204),
        (json!({"kind": "tweety", "wings": 2}), 204),
        (json!({"kind": "Bird", "wings": "two"}), 400),
        (json!({"kind": "Bird"}), 400),
        (json!({"kind": "zebra"}), 400),
    ] {
        let answered = post(&server, "application/json", &body.to_string()).await;
        assert_eq!(answered.status, status, "{body}");
    }
}

#[tokio::test]
async fn directions_apply_across_all_of() {
    let thing = json!({"allOf": [
        {"type": "object", "properties": {
            "id": {"type": "string", "readOnly": true},
            "password": {"type": "string", "writeOnly": true},
            "name": {"type": "string"}}},
        {"required": ["id", "name", "password"]}
    ]});
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
    let operation = json!({
        "operationId": "CreateThing",
        "requestBody": {"required": true, "content": content},
        "responses": {"200": {"description": "It.", "content": content}}
    });
    let server = server(
        json!({"/things": {"post": operation}}),
        json!({"Thing": thing}),
    )
    .await;
    let answered = post(
        &server,
        "application/json",
        r#"{"name": "a", "password": "b"}"#,
    )
    .await;
    assert_eq!(answered.status, 200, "{:?}", answered.message());
    let body = answered.json();
    assert!(
        body.get("id").is_some() && body.get("password").is_none(),
        "{body}"
    );
    let lacking = post(&server, "application/json", r#"{"name": "a"}"#).await;
    assert_eq!(lacking.status, 400);
}

#[tokio::test]
async fn operations_that_share_method_and_path_are_selected_by_body() {
    let action = |name: &str| {
        let schema =
            json!({"type": "object", "required": [name], "properties": {name: {"type": "object"}}});
        json!({"post": {
            "operationId": name,
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "requestBody": {"required": true, "content": {"application/json": {"schema": schema}}},
            "responses": {"200": {"description": "Done.", "content": {"application/json": {"example": {"did": name}}}}}
        }})
    };
    let paths = json!({
        "/v1/{id}/action": action("start"),
        "/v1/{id}/action#stop": action("stop"),
        "/v1/{id}/action#pause": action("pause")
    });
    let server = server(paths, json!({})).await;
    assert!(server.shadowed_routes().is_empty());
    for name in ["start", "stop", "pause"] {
        let body = json!({name: {}}).to_string();
        let headers = [("Content-Type", "application/json")];
        let answered = send(&server, "POST", "/v1/7/action", &headers, body.as_bytes()).await;
        assert_eq!(answered.json(), json!({"did": name}));
    }
    let headers = [("Content-Type", "application/json")];
    let none = send(&server, "POST", "/v1/7/action", &headers, b"{}").await;
    assert_eq!(none.status, 400);
}

#[tokio::test]
async fn each_documented_success_can_be_preferred() {
    let responses = json!({"200": {"description": "It.", "content": {"application/json": {"example": {}}}},
        "204": {"description": "Nothing."}});
    let paths = json!({"/things": {"get": {"operationId": "ShowThing", "responses": responses}}});
    let server = server(paths, json!({})).await;
    for (prefer, status) in [("code=200", 200), ("code=204", 204), ("wait=1", 200)] {
        let answered = send(&server, "GET", "/things", &[("Prefer", prefer)], b"").await;
        assert_eq!(answered.status, status, "{prefer}");
    }
}

#[tokio::test]
async fn forms_have_the_properties_of_all_of() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let part = json!({"type": "object", "properties": {"count": {"type": "integer"}}});
    let server = taking(json!({FORM: {"schema": {"allOf": [part]}}}), json!({})).await;
    assert_eq!(post(&server, FORM, "count=1").await.status, 204);
    assert_eq!(post(&server, FORM, "count=x").await.status, 400);
}
