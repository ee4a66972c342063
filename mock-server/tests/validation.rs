//! Validation of requests, and the messages about invalid ones.

mod support;

use serde_json::json;
use support::{Answered, TOKEN, get, post, send, server};

/// The response to a request for the list of books with this query.
async fn listed(query: &str) -> Answered {
    get(&server().await, &format!("/v1/shop/books?{query}")).await
}

async fn refused(query: &str, expected: &str) {
    let answered = listed(query).await;
    assert_eq!(answered.status, 400, "{query}: {}", answered.message());
    assert_eq!(answered.message(), expected, "{query}");
    assert_eq!(answered.json()["error_code"], "SHOP.2012");
}

#[tokio::test]
async fn query_parameters_are_validated_individually() {
    refused("mode=ALL", "query parameter since: is required but missing").await;
    refused(
        "since=2024",
        "query parameter since: \"2024\" does not match the pattern ^\\d{4}-\\d{2}$",
    )
    .await;
    refused(
        "since=2024-01&mode=all",
        "query parameter mode: \"all\" is not one of ALL, NEW",
    )
    .await;
    refused(
        "since=2024-01&limit=0",
        "query parameter limit: 0 is less than 1",
    )
    .await;
    refused(
        "since=2024-01&limit=501",
        "query parameter limit: 501 is more than 500",
    )
    .await;
    for text in ["ten", "1.5", "", "1e2", "0x1", "%201", "9 9"] {
        let answered = listed(&format!("since=2024-01&limit={}", text.replace(' ', "+"))).await;
        assert_eq!(answered.status, 400, "{text}");
        assert!(
            answered.message().contains("is not an integer"),
            "{}",
            answered.message()
        );
    }
    refused(
        "since=2024-01&limit=99999999999999999999",
        "query parameter limit: 1e+20 does not fit in int64; \
         query parameter limit: 1e+20 is more than 500",
    )
    .await;
}

#[tokio::test]
async fn single_valued_parameters_must_occur_once() {
    refused(
        "since=2024-01&since=2024-02",
        "query parameter since: occurs 2 times, expected once",
    )
    .await;
}

#[tokio::test]
async fn valid_requests_are_served_in_any_notation() {
    let good = [
        "since=2024-01",
        "since=2024%2D01&mode=NEW&limit=500",
        "since=2024-01&tags=a&tags=b",
        "since=2024-01&ids=1,2,3",
        "since=2024-01&ids=1%2C2",
        "since=2024-01&filter[year]=2020",
        "since=2024-01&filter%5Byear%5D=2020",
        "since=2024-01&unknown=parameter",
    ];
    for query in good {
        let answered = listed(query).await;
        assert_eq!(answered.status, 200, "{query}: {}", answered.message());
    }
}

#[tokio::test]
async fn errors_in_lists_and_objects_name_the_element() {
    refused(
        "since=2024-01&tags=a&tags=longer",
        "query parameter tags at /1: has 6 characters, expected at most 5",
    )
    .await;
    refused(
        "since=2024-01&tags=a&tags=b&tags=c&tags=d",
        "query parameter tags: has 4 elements, expected at most 3",
    )
    .await;
    refused(
        "since=2024-01&ids=1,x",
        "query parameter ids at /1: \"x\" is not an integer",
    )
    .await;
    refused(
        "since=2024-01&filter[year]=old",
        "query parameter filter at /year: \"old\" is not an integer",
    )
    .await;
}

#[tokio::test]
async fn all_errors_are_reported_at_once() {
    let target = "/v1/much-too-long/books?limit=0";
    let server = server().await;
    let answered = send(&server, "GET", target, &[TOKEN, ("X-Language", "fr")], b"").await;
    let expected = "path parameter shop_id: has 13 characters, expected at most 8; \
                    query parameter limit: 0 is less than 1; \
                    query parameter since: is required but missing; \
                    header X-Language: \"fr\" is not one of en, zh";
    assert_eq!(answered.message(), expected);
}

#[tokio::test]
async fn text_that_is_not_utf_8_is_rejected() {
    refused(
        "since=2024-01&mode=%FF",
        "query parameter mode: is not valid UTF-8 when decoded",
    )
    .await;
    let server = server().await;
    let answered = get(&server, "/v1/%C3%28/books?since=2024-01").await;
    assert_eq!(answered.status, 400);
    let request = b"GET /v1/shop/books?since=2024-01 HTTP/1.1\r\nHost: mock\r\n\
        X-Auth-Token: t\r\nX-Language: \xff\r\nConnection: close\r\n\r\n";
    let answered = support::parse(&support::raw(&server, request).await.unwrap());
    assert_eq!(answered.message(), "header X-Language: is not valid UTF-8");
}

#[tokio::test]
async fn errors_in_path_parameters_use_the_shape_of_the_component_if_none_is_documented() {
    let server = server().await;
    let answered = get(&server, "/v1/shop/books/zero").await;
    assert_eq!(answered.status, 400);
    assert_eq!(
        answered.message(),
        "path parameter book_id: \"zero\" is not an integer"
    );
    assert_eq!(answered.json()["error_code"], "MOCK.400");
    assert_eq!(answered.json()["error_ext_msg"], json!(null));
    let answered = get(&server, "/v1/shop/books/0").await;
    assert_eq!(
        answered.message(),
        "path parameter book_id: 0 is less than 1"
    );
}

#[tokio::test]
async fn messages_respect_the_documented_length() {
    let server = server().await;
    let answered = get(
        &server,
        &format!("/v1/shop/books?since={}", "x%0A".repeat(500)),
    )
    .await;
    assert_eq!(answered.status, 400);
    let many = "&tags=too-long".repeat(3);
    let ids = "&ids=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p";
    let answered = listed(&format!("limit=0&mode=x{many}{ids}")).await;
    assert_eq!(answered.message().chars().count(), 300);
}

async fn added(body: &str) -> Answered {
    post(&server().await, "/v1/shop/books", body.as_bytes()).await
}

#[tokio::test]
async fn valid_bodies_are_accepted() {
    let bodies = [
        r#"{"title":"Moon","prices":[{"amount":1.5}]}"#,
        r#"{"title":"Moon","note":null,"state":"SOLD","prices":[{"amount":1,"more":2}]}"#,
        r#"{"title":"\u6708\u6708\u6708","prices":[{"amount":1},{"amount":2}],"password":"12345678"}"#,
    ];
    for body in bodies {
        let answered = added(body).await;
        assert_eq!(answered.status, 201, "{body}: {}", answered.message());
    }
}

#[tokio::test]
async fn invalid_bodies_are_rejected_with_the_location() {
    let cases = [
        ("", "body: is required but missing"),
        ("[]", "body: an array of 0 is not an object"),
        ("null", "body: null is not an object"),
        (
            r#"{"prices":[{"amount":1}]}"#,
            "body at /title: is required but missing",
        ),
        (
            r#"{"title":"Moon","prices":[]}"#,
            "body at /prices: has 0 elements, expected at least 1",
        ),
        (
            r#"{"title":"Moon","prices":[{"amount":0}]}"#,
            "body at /prices/0/amount: 0 is not more than 0",
        ),
        (
            r#"{"title":"Moon","prices":[{"amount":"1"}]}"#,
            "body at /prices/0/amount: \"1\" is not a number",
        ),
        (
            r#"{"title":"Moon","prices":[{"amount":1},{"amount":1.0}]}"#,
            "body at /prices: has a duplicate element at /1",
        ),
        (
            r#"{"title":null,"prices":[{"amount":1}]}"#,
            "body at /title: null is not a string",
        ),
        (
            r#"{"title":"Moon","state":"LOST","prices":[{"amount":1}]}"#,
            "body at /state: \"LOST\" is not one of ON_SALE, SOLD",
        ),
    ];
    for (body, expected) in cases {
        let answered = added(body).await;
        assert_eq!(answered.status, 400, "{body}");
        assert_eq!(answered.message(), expected, "{body}");
    }
}

#[tokio::test]
async fn unknown_properties_are_rejected_with_the_known_ones() {
    let answered = added(r#"{"title":"Moon","prices":[{"amount":1}],"a/b":1}"#).await;
    let message = answered.message();
    assert!(
        message.starts_with("body at /a~1b: is not allowed here; expected one of "),
        "{message}"
    );
    for known in ["note", "password", "prices", "state", "title"] {
        assert!(message.contains(known), "{message}");
    }
}

#[tokio::test]
async fn secrets_in_bodies_are_not_repeated() {
    let answered = added(r#"{"title":"Moon","prices":[{"amount":1}],"password":["hidden"]}"#).await;
    assert_eq!(
        answered.message(),
        "body at /password: the value is not a string"
    );
}

#[tokio::test]
async fn invalid_json_is_rejected_with_the_location() {
    for body in [
        "{",
        "{\"title\":}",
        "nonsense",
        "{} {}",
        "\"",
        "{\"a\":1e999999}",
    ] {
        let answered = added(body).await;
        assert_eq!(answered.status, 400, "{body}");
        assert!(
            answered.message().starts_with("body: is not JSON: "),
            "{}",
            answered.message()
        );
        assert!(
            answered.message().contains("line 1 column"),
            "{}",
            answered.message()
        );
    }
    let answered = post(&server().await, "/v1/shop/books", b"{\"title\":\"\xff\"}").await;
    assert_eq!(answered.message(), "body: is not valid UTF-8 after byte 10");
    let deep = "[".repeat(100_000);
    assert!(added(&deep).await.message().contains("recursion limit"));
}

#[tokio::test]
async fn other_media_types_are_rejected() {
    let server = server().await;
    let headers = [TOKEN, ("Content-Type", "text/xml; charset=utf-8")];
    let answered = send(&server, "POST", "/v1/shop/books", &headers, b"<a/>").await;
    assert_eq!(answered.status, 400);
    let expected = "header Content-Type: text/xml is not one of application/json";
    assert_eq!(answered.message(), expected);
    let headers = [TOKEN, ("Content-Type", "Application/JSON;charset=utf8")];
    let body = br#"{"title":"Moon","prices":[{"amount":1.5}]}"#;
    assert_eq!(
        send(&server, "POST", "/v1/shop/books", &headers, body)
            .await
            .status,
        201
    );
    assert_eq!(
        send(&server, "POST", "/v1/shop/books", &[TOKEN], body)
            .await
            .status,
        400,
        "without a media type"
    );
}

#[tokio::test]
async fn credentials_are_checked_first() {
    let server = server().await;
    let answered = send(&server, "POST", "/v1/much-too-long/books", &[], b"{").await;
    assert_eq!(answered.status, 401);
}
