//! Documented examples, routes, credentials, and responses that tests set.

mod support;

use huaweicloud_mock_server::{MockResponse, MockResponseError, MockServer, StartError};
use serde_json::json;
use support::{TOKEN, bookshop, get, post, send, server};

const BOOKS: &str = "/v1/shop/books?since=2024-01";

#[tokio::test]
async fn a_documented_example_is_served() {
    let server = server().await;
    let answered = get(&server, BOOKS).await;
    assert_eq!(answered.status, 200);
    assert_eq!(answered.header("content-type"), Some("application/json"));
    let expected = json!({ "total": 1, "books": [{ "id": 7, "title": "First", "state": "SOLD" }] });
    assert_eq!(answered.json(), expected);
}

#[tokio::test]
async fn without_credentials_the_response_is_401_in_the_shape_of_the_component() {
    let server = server().await;
    let answered = send(&server, "GET", BOOKS, &[], b"").await;
    assert_eq!(answered.status, 401);
    let body = answered.json();
    assert_eq!(body["error_code"], "MOCK.401");
    assert_eq!(body["error_ext_msg"], json!(null));
    assert!(body["request_id"].is_string());
    assert!(answered.message().contains("X-Auth-Token"), "{body}");
    assert!(answered.message().contains("Authorization"), "{body}");
}

#[tokio::test]
async fn empty_tokens_are_rejected() {
    let server = server().await;
    assert_eq!(
        send(&server, "GET", BOOKS, &[("X-Auth-Token", "")], b"")
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn only_accepted_tokens_are_valid_if_any_are_set() {
    let builder = support::builder()
        .accept_token("first")
        .accept_token("second");
    assert!(!format!("{builder:?}").contains("second"));
    let server = builder.start().await.unwrap();
    for (token, status) in [("first", 200), ("second", 200), ("third", 401), ("", 401)] {
        let answered = send(&server, "GET", BOOKS, &[("X-Auth-Token", token)], b"").await;
        assert_eq!(answered.status, status, "{token}");
        assert!(!String::from_utf8(answered.body).unwrap().contains("third"));
    }
}

#[tokio::test]
async fn signatures_are_accepted() {
    let server = server().await;
    let whole = "SDK-HMAC-SHA256 Access=ak, SignedHeaders=host;x-sdk-date, Signature=0a1b";
    let answered = send(&server, "GET", BOOKS, &[("Authorization", whole)], b"").await;
    assert_eq!(answered.status, 200);
    let part = "SDK-HMAC-SHA256 Access=ak, SignedHeaders=host";
    let answered = send(&server, "GET", BOOKS, &[("Authorization", part)], b"").await;
    assert_eq!(answered.status, 401);
    assert!(
        answered.message().contains("has no Signature"),
        "{}",
        answered.message()
    );
    let answered = send(
        &server,
        "GET",
        BOOKS,
        &[("Authorization", "Bearer abc")],
        b"",
    )
    .await;
    assert_eq!(answered.status, 401);
}

#[tokio::test]
async fn operations_without_security_require_no_credentials() {
    let server = server().await;
    let answered = send(&server, "GET", "/v1/shop/status", &[], b"").await;
    assert_eq!(
        (answered.status, answered.json()),
        (200, json!({ "open": true }))
    );
}

#[tokio::test]
async fn other_methods_get_405_with_the_allowed_ones() {
    let server = server().await;
    let answered = send(&server, "PATCH", BOOKS, &[TOKEN], b"").await;
    assert_eq!(answered.status, 405);
    assert_eq!(answered.header("allow"), Some("GET, POST, HEAD, OPTIONS"));
    assert!(answered.message().contains("PATCH"));
}

#[tokio::test]
async fn an_unknown_path_gets_404_with_the_nearest_routes() {
    let server = server().await;
    let answered = get(&server, "/v1/shop/boks").await;
    assert_eq!(answered.status, 404);
    let message = answered.message();
    assert!(message.contains("/v1/shop/boks"), "{message}");
    assert!(message.contains("GET /v1/{shop_id}/books"), "{message}");
}

#[tokio::test]
async fn options_returns_the_methods_and_head_the_headers() {
    let server = server().await;
    let answered = send(&server, "OPTIONS", BOOKS, &[], b"").await;
    assert_eq!((answered.status, answered.body.len()), (204, 0));
    assert_eq!(answered.header("allow"), Some("GET, POST, HEAD, OPTIONS"));
    let whole = get(&server, BOOKS).await;
    let head = send(&server, "HEAD", BOOKS, &[TOKEN], b"").await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(
        head.header("content-length"),
        Some(whole.body.len().to_string().as_str())
    );
}

#[tokio::test]
async fn a_status_without_content_has_no_body() {
    let server = server().await;
    let answered = send(&server, "DELETE", "/v1/shop/books/7", &[TOKEN], b"").await;
    assert_eq!((answered.status, answered.body.len()), (204, 0));
    assert_eq!(answered.header("content-type"), None);
}

#[tokio::test]
async fn tests_can_override_the_response() {
    let server = server().await;
    server
        .respond("ListBooks", MockResponse::status(404))
        .unwrap();
    let answered = get(&server, BOOKS).await;
    assert_eq!(answered.status, 404);
    assert_eq!(
        answered.json(),
        json!({ "error_code": "SHOP.3002", "error_msg": "No such shop" })
    );

    server
        .respond("ListBooks", MockResponse::success().example("empty"))
        .unwrap();
    assert_eq!(
        get(&server, BOOKS).await.json(),
        json!({ "total": 0, "books": [] })
    );

    let teapot = MockResponse::status(418)
        .header("Retry-After", "7")
        .body(json!([1]));
    server.respond_once("ListBooks", teapot).unwrap();
    let answered = get(&server, BOOKS).await;
    assert_eq!((answered.status, answered.json()), (418, json!([1])));
    assert_eq!(answered.header("retry-after"), Some("7"));
    assert_eq!(get(&server, BOOKS).await.json()["total"], 0);

    server
        .respond(
            "ListBooks",
            MockResponse::status(503).text("text/html", "<h1>Busy</h1>"),
        )
        .unwrap();
    let answered = get(&server, BOOKS).await;
    assert_eq!(answered.header("content-type"), Some("text/html"));
    assert_eq!(answered.body, b"<h1>Busy</h1>");

    server.clear_responses();
    assert_eq!(get(&server, BOOKS).await.json()["total"], 1);
}

#[tokio::test]
async fn an_undocumented_status_has_the_shape_of_the_component() {
    let server = server().await;
    server
        .respond("ShowStatus", MockResponse::status(500))
        .unwrap();
    let answered = get(&server, "/v1/shop/status").await;
    assert_eq!(answered.status, 500);
    assert_eq!(answered.json()["error_code"], "MOCK.500");
    assert_eq!(answered.json()["error_ext_msg"], json!(null));
}

#[tokio::test]
async fn invalid_overrides_are_rejected() {
    let server = server().await;
    let error = server
        .respond("ListBook", MockResponse::status(404))
        .unwrap_err();
    assert!(matches!(error, MockResponseError::UnknownOperation { .. }));
    assert!(error.to_string().contains("ListBooks"), "{error}");
    let error = server
        .respond("ListBooks", MockResponse::success().example("missing"))
        .unwrap_err();
    assert!(error.to_string().contains("200 empty"), "{error}");
    let error = server
        .respond("ListBooks", MockResponse::status(99))
        .unwrap_err();
    assert!(
        matches!(error, MockResponseError::Invalid { .. }),
        "{error}"
    );
    let bad = MockResponse::success().header("a b", "c");
    assert!(matches!(
        server.respond("ListBooks", bad),
        Err(MockResponseError::Invalid { .. })
    ));
}

#[tokio::test]
async fn requests_are_kept_and_show_no_secrets() {
    let server = server().await;
    let target = "/v1/a%20b/books?since=2024-01&mode=ALL&app_code=hidden-code";
    get(&server, target).await;
    post(&server, "/v1/shop/books", b"{\"title\":\"hidden-title\"}").await;
    let requests = server.requests();
    let [first, second] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert_eq!((first.method(), first.path()), ("GET", "/v1/a%20b/books"));
    assert_eq!(
        first.raw_query(),
        Some("since=2024-01&mode=ALL&app_code=hidden-code")
    );
    assert_eq!(first.query()[1], ("mode".to_owned(), "ALL".to_owned()));
    assert_eq!(first.header("x-auth-token"), Some("secret-token"));
    assert_eq!(
        (first.operation(), first.status()),
        (Some("ListBooks"), 200)
    );
    assert_eq!(second.json().unwrap()["title"], "hidden-title");
    let shown = format!("{requests:?}");
    for secret in ["secret-token", "hidden-code", "hidden-title"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("ALL"), "{shown}");
    server.clear_requests();
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn only_the_last_requests_are_kept() {
    let server = support::builder().kept_requests(2).start().await.unwrap();
    for number in 0..5 {
        get(&server, &format!("/v1/shop/books/{number}")).await;
    }
    let paths: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.path().to_owned())
        .collect();
    assert_eq!(paths, ["/v1/shop/books/3", "/v1/shop/books/4"]);
}

#[tokio::test]
async fn dropped_servers_stop() {
    let server = server().await;
    let address = server.address();
    drop(server);
    tokio::task::yield_now().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_port_in_use_is_an_error_that_names_it() {
    let server = server().await;
    let port = server.address().port();
    let error = support::builder().port(port).start().await.unwrap_err();
    assert!(matches!(error, StartError::Listen { .. }));
    assert!(error.to_string().contains(&port.to_string()), "{error}");
}

#[tokio::test]
async fn documents_that_cannot_be_served_are_reported_with_the_location() {
    let mut document = bookshop();
    document["paths"]["/v1/{shop_id}/books"]["get"]["responses"]["404"] =
        json!({ "$ref": "#/components/responses/Nowhere" });
    let started = MockServer::builder()
        .named_document("shop.yaml", document)
        .start()
        .await;
    let error = started.unwrap_err().to_string();
    assert!(error.contains("shop.yaml"), "{error}");
    assert!(
        error.contains("#/paths/~1v1~1{shop_id}~1books/get/responses/404"),
        "{error}"
    );
    assert!(error.contains("does not exist"), "{error}");
    let started = MockServer::builder()
        .document(json!({ "swagger": "2.0" }))
        .start()
        .await;
    assert!(started.unwrap_err().to_string().contains("OpenAPI 3.0"));
    let started = MockServer::builder().embedded("nothing").start().await;
    assert!(matches!(started, Err(StartError::UnknownDocument { .. })));
}

#[tokio::test]
async fn routes_are_listed() {
    let server = server().await;
    let routes = server.routes();
    let first = &routes[0];
    assert_eq!(first.document, "bookshop");
    let found = routes
        .iter()
        .find(|route| route.operation == "CountBooks")
        .unwrap();
    assert_eq!(
        (found.method.as_str(), found.path.as_str()),
        ("GET", "/v1/{shop}/books/count")
    );
    assert_eq!(routes.len(), 6);
}
