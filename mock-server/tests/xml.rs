//! Responses in XML, written from the same values as those in JSON.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

mod support;

use huaweicloud_mock_server::MockServer;
use serde_json::{Value, json};
use support::send;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The status, type and text of the response of an operation with this content.
async fn answer(content: Value, schemas: Value, accept: &str) -> (u16, String, String) {
    let server = MockServer::builder()
        .document(json!({
            "openapi": "3.0.3",
            "info": {"title": "shop", "version": "1"},
            "paths": {"/things": {"get": {
                "operationId": "ShowThing",
                "responses": {"200": {"description": "It.", "content": content}}
            }}},
            "components": {"schemas": schemas}
        }))
        .start()
        .await
        .unwrap();
    let answered = send(&server, "GET", "/things", &[("Accept", accept)], b"").await;
    let kind = answered.header("Content-Type").unwrap_or_default();
    let kind = kind.to_owned();
    (
        answered.status,
        kind,
        String::from_utf8(answered.body).unwrap(),
    )
}

/// The XML of an example without its first line.
async fn written(schema: Value, example: Value) -> String {
    let content = json!({"application/xml": {
        "schema": {"$ref": "#/components/schemas/Thing"}, "example": example
    }});
    let (status, kind, text) = answer(content, json!({"Thing": schema}), "*/*").await;
    assert_eq!((status, kind.as_str()), (200, "application/xml"), "{text}");
    text.strip_prefix(HEAD).unwrap().to_owned()
}

#[tokio::test]
async fn elements_have_the_names_of_components_and_properties() {
    let schema = json!({"type": "object", "properties": {
        "id": {"type": "integer"}, "name": {"type": "string"}, "gone": {"type": "string", "nullable": true}
    }});
    let example =
        json!({"id": 1, "name": "a < b & \"c\" \u{1}", "gone": null, "other": {"deep": true}});
    assert_eq!(
        written(schema, example).await,
        "<Thing><id>1</id><name>a &lt; b &amp; &quot;c&quot; \u{fffd}</name>\
         <other><deep>true</deep></other></Thing>"
    );
}

#[tokio::test]
async fn names_attributes_prefixes_and_namespaces() {
    let schema = json!({"type": "object", "xml": {"name": "person", "prefix": "s", "namespace": "http://example.com/s"},
    "properties": {
        "id": {"type": "integer", "xml": {"attribute": true}},
        "lang": {"type": "string", "xml": {"attribute": true, "name": "language"}},
        "home": {"type": "string", "xml": {"namespace": "http://example.com/h"}},
        "name": {"type": "string", "xml": {"prefix": "s", "name": "full-name"}}
    }});
    // In alphabetical order, which is also that of JSON if its parser sorts.
    let example = json!({"home": "x", "id": 1, "lang": "\"en\"", "name": "Ada"});
    assert_eq!(
        written(schema, example).await,
        "<s:person xmlns:s=\"http://example.com/s\" id=\"1\" language=\"&quot;en&quot;\">\
         <home xmlns=\"http://example.com/h\">x</home><s:full-name>Ada</s:full-name></s:person>"
    );
}

#[tokio::test]
async fn arrays_are_wrapped_or_not() {
    let texts = |items: Value, rules: Value| {
        json!({"type": "object", "properties": {
            "animals": {"type": "array", "items": items, "xml": rules}
        }})
    };
    let named = json!({"type": "string", "xml": {"name": "animal"}});
    let plain = json!({"type": "string"});
    for (items, rules, expected) in [
        (
            &plain,
            json!({}),
            "<animals>a</animals><animals>b</animals>",
        ),
        (&named, json!({}), "<animal>a</animal><animal>b</animal>"),
        (
            &named,
            json!({"name": "aliens"}),
            "<animal>a</animal><animal>b</animal>",
        ),
        (
            &plain,
            json!({"wrapped": true}),
            "<animals><animals>a</animals><animals>b</animals></animals>",
        ),
        (
            &named,
            json!({"name": "aliens", "wrapped": true}),
            "<aliens><animal>a</animal><animal>b</animal></aliens>",
        ),
        (
            &plain,
            json!({"name": "aliens", "wrapped": true}),
            "<aliens><aliens>a</aliens><aliens>b</aliens></aliens>",
        ),
    ] {
        let text = written(
            texts(items.clone(), rules.clone()),
            json!({"animals": ["a", "b"]}),
        );
        assert_eq!(
            text.await,
            format!("<Thing>{expected}</Thing>"),
            "{items} {rules}"
        );
    }
}

#[tokio::test]
async fn arrays_at_the_root_and_parts_of_all_of() {
    let schemas = json!({
        "Pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
        "Pet": {"xml": {"name": "pet"}, "allOf": [
            {"$ref": "#/components/schemas/Base"},
            {"type": "object", "properties": {"tags": {"allOf": [{"$ref": "#/components/schemas/Tags"}]}}}
        ]},
        "Base": {"type": "object", "properties": {"id": {"type": "integer", "xml": {"attribute": true}}}},
        "Tags": {"type": "array", "items": {"type": "string"}, "xml": {"wrapped": true, "name": "tag"}}
    });
    let content = json!({"text/xml": {
        "schema": {"$ref": "#/components/schemas/Pets"},
        "example": [{"id": 1, "tags": ["x"]}, {"id": 2, "tags": []}]
    }});
    let (_, _, text) = answer(content, schemas, "text/xml").await;
    assert_eq!(
        text,
        format!(
            "{HEAD}<Pets><pet id=\"1\"><tag><tag>x</tag></tag></pet><pet id=\"2\"><tag></tag></pet></Pets>"
        )
    );
}

#[tokio::test]
async fn values_generated_from_the_schema_and_examples_in_xml() {
    let schema = json!({"type": "object", "properties": {"id": {"type": "integer", "example": 7}}});
    let thing = json!({"$ref": "#/components/schemas/Thing"});
    let schemas = json!({"Thing": schema});
    let content = json!({
        "application/json": {"schema": thing},
        "application/xml": {"schema": thing},
        "application/problem+xml": {"schema": thing, "example": "<own/>"}
    });
    for (accept, kind, expected) in [
        ("*/*", "application/json", "{\"id\":7}".to_owned()),
        (
            "application/xml",
            "application/xml",
            format!("{HEAD}<Thing><id>7</id></Thing>"),
        ),
        (
            "application/problem+xml",
            "application/problem+xml",
            "<own/>".to_owned(),
        ),
    ] {
        let (status, sent, text) = answer(content.clone(), schemas.clone(), accept).await;
        assert_eq!(
            (status, sent.as_str(), text),
            (200, kind, expected),
            "{accept}"
        );
    }
}

#[tokio::test]
async fn ranges_are_written_as_json_or_xml() {
    let schemas = json!({"Thing": {"type": "object"}});
    let schema = json!({"$ref": "#/components/schemas/Thing"});
    let xml = format!("{HEAD}<Thing><a>1</a></Thing>");
    for (range, accept, status, kind, expected) in [
        ("*/*", "*/*", 200, "application/json", "{\"a\":1}"),
        (
            "*/*",
            "application/xml",
            200,
            "application/xml",
            xml.as_str(),
        ),
        (
            "application/*",
            "application/xml, application/json;q=0.5",
            200,
            "application/xml",
            xml.as_str(),
        ),
        (
            "application/*",
            "text/html",
            406,
            "application/json",
            "the available media types are application/json, application/xml",
        ),
        (
            "*/*",
            "image/png",
            406,
            "application/json",
            "the available media types are application/json, application/xml",
        ),
    ] {
        let mut content = json!({});
        content[range] = json!({"schema": schema, "example": {"a": 1}});
        let (found, sent, text) = answer(content, schemas.clone(), accept).await;
        assert_eq!(
            (found, sent.as_str()),
            (status, kind),
            "{range} {accept}: {text}"
        );
        assert!(
            text == expected || status == 406 && text.contains(expected),
            "{range} {accept}: {text}"
        );
    }
}

#[tokio::test]
async fn names_that_xml_does_not_allow_are_errors() {
    let schema = json!({"type": "object", "properties": {"2xx": {"type": "integer"}}});
    let content = json!({"application/xml": {"schema": schema, "example": {"2xx": 1}}});
    let (status, kind, text) = answer(content, json!({}), "application/xml").await;
    assert_eq!((status, kind.as_str()), (500, "application/json"));
    assert!(
        text.contains(r#"\"2xx\" cannot be written as XML"#),
        "{text}"
    );
}
