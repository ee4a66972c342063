//! Which of the documented answers is served: by default, by `Prefer`, or made from a schema.

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
async fn a_status_is_chosen() {
    let answered = preferring(BOOKS, "code=404").await;
    assert_eq!(answered.status, 404);
    assert_eq!(
        answered.json(),
        json!({ "error_code": "SHOP.3002", "error_msg": "No such shop" })
    );
}

#[tokio::test]
async fn an_example_is_chosen() {
    let answered = preferring(BOOKS, "example=empty").await;
    assert_eq!(
        (answered.status, answered.json()["total"].clone()),
        (200, json!(0))
    );
    let answered = preferring(BOOKS, "code=200; example=\"empty\"").await;
    assert_eq!(answered.json()["total"], 0);
}

#[tokio::test]
async fn what_is_not_documented_is_told() {
    let answered = preferring(BOOKS, "code=418").await;
    assert_eq!(answered.status, 404);
    let expected = "header Prefer: ListBooks has no status 418; documented are: 200, 400, 404";
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
async fn a_request_has_to_be_good_before_its_preference_counts() {
    assert_eq!(preferring("/v1/shop/books", "code=404").await.status, 400);
}

#[tokio::test]
async fn default_answers_for_every_other_status() {
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
async fn without_an_example_the_value_is_made_from_the_schema() {
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
