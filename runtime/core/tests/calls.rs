//! Calls to a loopback server: what is sent, and what becomes of each response.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use huaweicloud_core::http::StatusCode;
use std::collections::HashMap;

use huaweicloud_core::{
    Call, Client, Error, ErrorKind, Limits, Location, Operation, Parameter, Response, Rule, Style,
};
use serde_json::{Value, json as value};
use support::{Act, CREATE, LIST, Server, TOKEN, answer, json};

#[derive(Debug, serde::Deserialize)]
#[allow(dead_code, reason = "the fields only say what the body must have")]
struct Page {
    apps: Vec<App>,
}

#[derive(Debug, serde::Deserialize)]
#[allow(dead_code, reason = "the fields only say what the body must have")]
struct App {
    size: i64,
}

/// An operation that is completely documented.
static STRICT: Operation = Operation::new("Strict", "POST", "/v2/{project_id}/strict")
    .parameters(&[
        Parameter::path("project_id").configured(),
        Parameter::query("env-id").named("env_id").required(),
        Parameter::query("ids")
            .style(Style::Comma)
            .range(1, 3)
            .each(&ID),
        Parameter::query("tags").style(Style::Pipe),
        Parameter::query("words").style(Style::Space),
        Parameter::query("more"),
        Parameter::query("filter").style(Style::DeepObject),
        Parameter::query("members").style(Style::Members),
        Parameter::query("json").style(Style::Json),
        Parameter::header("X-Ids"),
        Parameter::query("mode"),
    ])
    .rules(&[Rule::When {
        parameter: "mode",
        value: "ALL",
        require: &["more"],
    }])
    .body("application/json");

const ID: Limits = Limits::new().at_least(0);

async fn list<T: serde::de::DeserializeOwned>(client: &Client) -> Result<Response<T>, Error> {
    client
        .request(&LIST)
        .path("app_id", Some("a1"))
        .send::<T>()
        .await
}

async fn failure(act: Act) -> Error {
    let server = Server::start([act]).await;
    let error = list::<Page>(&server.client()).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(TOKEN), "{shown}");
    assert_eq!(error.operation(), Some("ListApps"));
    error
}

#[tokio::test]
async fn calls_send_their_arguments_and_return_the_typed_body() {
    let server = Server::start([json("200 OK", r#"{"apps":[{"size":3}]}"#)]).await;
    let response = server
        .client()
        .request(&LIST)
        .path("app_id", Some("a/1"))
        .query("mode", Some("接 &"))
        .query("absent", None::<i64>)
        .query("limit", Some(10))
        .query_list("tag", Some(["x", "y"]))
        .header("X-Extra", Some(7))
        .send::<Page>()
        .await
        .unwrap();
    assert_eq!(response.apps[0].size, 3);
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.request_id(), Some("header-id"));
    assert_eq!(response.raw_body(), br#"{"apps":[{"size":3}]}"#);

    let request = &server.requests()[0];
    let line = "GET /v2/p1/apps/a%2F1?mode=%E6%8E%A5%20%26&limit=10&tag=x&tag=y HTTP/1.1\r\n";
    assert!(request.starts_with(line), "{request}");
    let lower = request.to_lowercase();
    assert!(
        lower.contains(&format!("x-auth-token: {TOKEN}\r\n")),
        "{request}"
    );
    assert!(lower.contains("x-extra: 7\r\n"), "{request}");
    assert!(!lower.contains("content-type"), "{request}");
}

#[tokio::test]
async fn bodies_are_sent_as_json_and_empty_responses_are_accepted_if_no_body_is_expected() {
    for status in ["200 OK", "201 Created", "204 No Content"] {
        let server = Server::start([Act::Send(
            format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").into_bytes(),
        )])
        .await;
        let body = value!({"name": "字典"});
        let response = server
            .client()
            .request(&CREATE)
            .json(Some(&body))
            .send_empty()
            .await
            .unwrap();
        assert!(response.status().is_success());
        let request = &server.requests()[0];
        assert!(
            request
                .to_lowercase()
                .contains("content-type: application/json\r\n")
        );
        assert!(request.ends_with(r#"{"name":"字典"}"#), "{request}");
    }
}

#[tokio::test]
async fn missing_or_unsafe_values_are_rejected_before_sending() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let client = server.client();
    let call = || client.request(&LIST);
    let path = |value: &str| call().path("app_id", Some(value.to_owned()));
    for (call, expected) in [
        (path(".."), "`app_id` is `..`"),
        (path("."), "`app_id` is `.`"),
        (path(""), "`app_id` is empty"),
        (call(), "`.app_id(...)`"),
        (call().path("app_id", None::<String>), "`.app_id(...)`"),
        (
            path("a").path("project_id", Some("..")),
            "`project_id` is `..`",
        ),
        (client.request(&STRICT), "`.env_id(...)`"),
        (
            client.request(&STRICT).query("env-id", Some(1)),
            "`.body(...)`",
        ),
        (path("a").header("X-Extra", Some("a\r\nb")), "`X-Extra`"),
        (path("..").json(None::<Value>), "`app_id` is `..`"),
    ] {
        let error = call.send::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.is_retryable());
    }
    assert!(server.requests().is_empty());
}

fn strict(client: &Client) -> Call {
    let map = |key: &str, value: i64| HashMap::from([(key.to_owned(), value)]);
    let mut call = client.request(&STRICT);
    call.set(
        Location::Query,
        "more",
        vec!["b".to_owned(), "a".to_owned()],
    );
    call.set(Location::Query, "ids", vec![2_i64, 10, 1]);
    call.set(Location::Query, "env-id", 5_i64);
    call.set(
        Location::Query,
        "words",
        vec!["x y".to_owned(), "z".to_owned()],
    );
    call.set(
        Location::Query,
        "tags",
        vec!["a|b".to_owned(), "c".to_owned()],
    );
    call.set(Location::Query, "filter", map("age", 3));
    call.set(Location::Query, "members", map("size", 4));
    call.set(Location::Query, "json", map("deep", 5));
    call.set(Location::Header, "X-Ids", vec![1_i64, 2]);
    call.set_body(map("sent", 6));
    call
}

/// OpenAPI defines no style for what is nested in a parameter, but nothing is dropped.
#[tokio::test]
async fn lists_and_objects_within_an_object_are_sent() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let mut call = strict(&server.client());
    let lists = HashMap::from([("ids".to_owned(), vec![2_i64, 1])]);
    call.set(Location::Query, "filter", lists);
    let maps = HashMap::from([(
        "size".to_owned(),
        HashMap::from([("least".to_owned(), 3_i64)]),
    )]);
    call.set(Location::Query, "members", maps);
    call.send_empty().await.unwrap();
    let request = &server.requests()[0];
    let query = "&filter%5Bids%5D=2&filter%5Bids%5D=1&size=%7B%22least%22%3A3%7D&";
    assert!(request.contains(query), "{request}");
}

#[tokio::test]
async fn every_style_of_a_parameter_is_sent_as_documented() {
    let server = Server::start([json("200 OK", "{}")]).await;
    strict(&server.client()).send_empty().await.unwrap();
    let request = &server.requests()[0];
    let line = "POST /v2/p1/strict?env-id=5&ids=2,10,1&tags=a%7Cb%7Cc&words=x%20y%20z&more=b&more=a\
                &filter%5Bage%5D=3&size=4&json=%7B%22deep%22%3A5%7D HTTP/1.1\r\n";
    assert!(request.starts_with(line), "{request}");
    assert!(
        request.to_lowercase().contains("x-ids: 1,2\r\n"),
        "{request}"
    );
    assert!(request.ends_with(r#"{"sent":6}"#), "{request}");
}

#[tokio::test]
async fn documented_limits_and_rules_are_checked_on_demand() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let mut call = strict(&server.client());
    assert!(call.validate().is_ok());
    call.set(Location::Query, "ids", vec![2_i64, -10, 1, 7]);
    call.set(Location::Query, "more", None::<String>);
    call.set(Location::Query, "mode", "ALL".to_owned());
    assert_eq!(
        call.validate().unwrap_err().to_string(),
        "`ids`: expected 1 to 3 items, found 4 items; `ids[1]`: expected at least 0, found \
         -10; `more` is missing: required when `mode` is `ALL`"
    );
    // Pages and services disagree about limits, so they are checked only on request.
    call.send_empty().await.unwrap();
}

#[tokio::test]
async fn debug_output_of_calls_contains_no_values() {
    let server = Server::start([]).await;
    let mut call = strict(&server.client()).query("secret", Some("planted"));
    call.set(Location::Header, "X-Ids", "planted".to_owned());
    let shown = format!("{call:?}");
    assert!(!shown.contains("planted"), "{shown}");
    assert!(
        shown.contains("\"secret\"") && shown.contains("Strict"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_missing_project_is_an_error_that_says_where_to_set_one() {
    let config = huaweicloud_core::Config::builder()
        .endpoint("https://unused.example.com")
        .credential(huaweicloud_core::Token::new(TOKEN))
        .build()
        .unwrap();
    let error = list::<Value>(&Client::new(config).unwrap())
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`.project_id(...)` on one of them"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_is_an_error_and_is_not_followed() {
    let elsewhere = Server::start([json("200 OK", "{}")]).await;
    let location = format!("Location: {}/stolen\r\n", elsewhere.endpoint());
    let error = failure(answer("302 Found", &location, "")).await;
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert_eq!(error.status(), Some(StatusCode::FOUND));
    assert!(error.to_string().contains("redirect"), "{error}");
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn errors_with_any_status_keep_the_message_of_the_service() {
    let body = r#"{"error_code":"A.1","error_msg":"no such key","request_id":"body-id"}"#;
    for status in [400, 401, 403, 404, 409, 418, 429, 500, 503, 599] {
        let error = failure(json(&format!("{status} X"), body)).await;
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.code(), Some("A.1"));
        assert_eq!(error.message(), Some("no such key"));
        assert_eq!(error.request_id(), Some("body-id"));
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(error.is_throttled(), status == 429);
        assert_eq!(error.is_unauthorized(), status == 401);
        assert_eq!(error.is_not_found(), status == 404);
        assert_eq!(error.is_retryable(), [429, 503].contains(&status));
    }
    let error = failure(json("404 Not Found", body)).await;
    let expected =
        "ListApps: the service responded with 404 Not Found: A.1, no such key (request ID body-id)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn an_error_code_can_mean_not_found_despite_another_status() {
    let error = failure(json(
        "503 X",
        r#"{"error_code":"A.404","error_msg":"gone"}"#,
    ))
    .await;
    assert!(error.is_not_found());
    assert!(!error.is_retryable());
    assert_eq!(error.request_id(), Some("header-id"));
}

#[tokio::test]
async fn html_pages_and_empty_bodies_are_unexpected_responses() {
    let html = "<html><title>Maintenance</title></html>";
    let type_html = "Content-Type: text/html; charset=utf-8\r\n";
    let error = failure(answer("200 OK", type_html, html)).await;
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert!(error.to_string().contains("text/html"), "{error}");
    assert_eq!(error.body(), Some(html.as_bytes()));

    let error = failure(answer("503 Service Unavailable", type_html, html)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert!(error.is_retryable());
    assert!(!error.to_string().contains("Maintenance"), "{error}");

    for status in ["200 OK", "204 No Content"] {
        let error = failure(Act::Send(
            format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").into_bytes(),
        ))
        .await;
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
        assert!(error.to_string().contains("an empty body"), "{error}");
    }
    let error = failure(answer("500 X", "", "")).await;
    assert_eq!((error.code(), error.message()), (None, None));
    assert!(error.to_string().contains("an empty body"), "{error}");
}

#[tokio::test]
async fn a_field_of_the_wrong_type_is_named() {
    let error = failure(json("200 OK", r#"{"apps":[{"size":1},{"size":"2"}]}"#)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.field_path(), Some("apps[1].size"));
    assert!(error.to_string().contains("`apps[1].size`"), "{error}");
    assert_eq!(error.request_id(), Some("header-id"));

    for body in [
        r#"{"apps":[{"size":1}"#,
        r#"{"apps":[]} x"#,
        r#"{"apps":[]}{}"#,
    ] {
        let error = failure(json("200 OK", body)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

#[tokio::test]
async fn debug_output_never_contains_secrets() {
    let server = Server::start([json("200 OK", r#"{"password":"hunter2"}"#)]).await;
    let config = server.config().build().unwrap();
    let client = Client::new(config.clone()).unwrap();
    let call = client
        .request(&CREATE)
        .json(Some(value!({"password": "hunter2"})));
    let mut shown = format!("{:?} {config:?} {client:?} {call:#?}", server.config());
    let response = call.send::<Value>().await.unwrap().map(drop);
    shown.push_str(&format!("{response:?}"));
    for secret in [TOKEN, "hunter2"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn invalid_tokens_are_rejected_without_being_shown() {
    let server = Server::start([json("200 OK", "{}")]).await;
    for token in ["", " ", "hun\nter2"] {
        let config = server
            .config()
            .credential(huaweicloud_core::Token::new(token));
        let client = Client::new(config.build().unwrap()).unwrap();
        let error = list::<Value>(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(!format!("{error:?}").contains("ter2"));
    }
    assert!(server.requests().is_empty());
}

#[test]
fn clients_and_calls_can_cross_threads() {
    fn movable<T: Send + Sync + 'static>() {}
    fn sendable<T: Send>(_: T) {}
    movable::<Client>();
    movable::<Error>();
    movable::<Response<()>>();
    fn check(client: &Client) {
        sendable(client.request(&LIST).send::<Page>());
        sendable(client.request(&LIST).send_empty());
    }
    let _ = check;
}

#[tokio::test]
async fn a_token_that_a_service_repeats_in_its_message_is_redacted() {
    let body = format!(r#"{{"error_code":"A.1","error_msg":"bad token {TOKEN}!"}}"#);
    let server = Server::start([json("401 Unauthorized", &body)]).await;
    let call = server.client().request(&LIST).path("app_id", Some("a"));
    let error = call.send::<Value>().await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("bad token [redacted]!"), "{shown}");
    assert!(!shown.contains(TOKEN), "{shown}");
    assert!(!error.message().unwrap().contains(TOKEN));
    // The raw body is unchanged.
    assert_eq!(error.body(), Some(body.as_bytes()));
}
