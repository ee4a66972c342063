//! Time and size limits, each with its own kind of error.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::time::Duration;

use huaweicloud_core::{Client, Config, ErrorKind, Token};
use serde_json::Value;
use support::{Act, LIST, Server, TOKEN, answer, json};
use tokio::net::TcpListener;

const SHORT: Duration = Duration::from_millis(50);

async fn kind(config: Config) -> (ErrorKind, huaweicloud_core::Error) {
    let client = Client::new(config).unwrap();
    let call = client
        .request(&LIST)
        .path("app_id", Some("a"))
        .send::<Value>();
    let error = tokio::time::timeout(Duration::from_secs(10), call)
        .await
        .unwrap()
        .unwrap_err();
    (error.kind(), error)
}

#[tokio::test]
async fn connecting_is_limited() {
    // The kernel accepts the connection, but the TLS handshake gets no response.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = Config::builder()
        .endpoint(format!("https://{}", silent.local_addr().unwrap()))
        .project_id("p1")
        .credential(Token::new(TOKEN))
        .connect_timeout(SHORT)
        .build()
        .unwrap();
    let (kind, error) = kind(config).await;
    assert_eq!(kind, ErrorKind::ConnectTimeout, "{error:?}");
    assert!(error.is_timeout() && error.is_retryable());
}

#[tokio::test]
async fn attempts_are_limited() {
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{".to_vec();
    for act in [Act::Hang, Act::Send(half)] {
        let server = Server::start([act]).await;
        let (kind, error) = kind(server.config().attempt_timeout(SHORT).build().unwrap()).await;
        assert_eq!(kind, ErrorKind::AttemptTimeout, "{error:?}");
        assert!(error.is_timeout());
    }
}

#[tokio::test]
async fn calls_are_limited() {
    let server = Server::start([Act::Hang]).await;
    let (kind, error) = kind(server.config().call_timeout(SHORT).build().unwrap()).await;
    assert_eq!(kind, ErrorKind::CallTimeout, "{error:?}");
    assert!(error.is_timeout() && !error.is_retryable());
}

#[tokio::test]
async fn refused_connections_have_their_own_kind() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let (kind, error) = kind(
        support::config(&format!("http://{address}"))
            .build()
            .unwrap(),
    )
    .await;
    assert_eq!(kind, ErrorKind::Connect);
    assert!(error.is_retryable() && !error.is_timeout());
}

#[tokio::test]
async fn lost_connections_have_their_own_kind() {
    let short = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{".to_vec();
    for act in [Act::SendAndClose(Vec::new()), Act::SendAndClose(short)] {
        let server = Server::start([act]).await;
        let (kind, error) = kind(server.config().build().unwrap()).await;
        assert_eq!(kind, ErrorKind::Transport, "{error:?}");
    }
}

#[tokio::test]
async fn bodies_are_limited() {
    let server = Server::start([json("200 OK", &format!("\"{}\"", "x".repeat(100)))]).await;
    let (kind, error) = kind(server.config().response_limit(50).build().unwrap()).await;
    assert_eq!(kind, ErrorKind::UnexpectedResponse);
    assert!(error.to_string().contains(".response_limit("), "{error}");
}

#[tokio::test]
async fn ten_megabytes_of_error_message_are_truncated() {
    let server = Server::start([answer("500 X", "", &"x".repeat(10_000_000))]).await;
    let (kind, error) = kind(server.config().build().unwrap()).await;
    assert_eq!(kind, ErrorKind::Api);
    assert_eq!(error.body().unwrap().len(), 64 * 1024);
    assert!(error.to_string().len() < 500);
}

#[tokio::test]
async fn incomplete_error_responses_are_still_errors() {
    let half = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 99\r\nX-Request-Id: r\r\n\r\nnot all";
    let server = Server::start([Act::SendAndClose(half.to_vec())]).await;
    let (kind, error) = kind(server.config().build().unwrap()).await;
    assert_eq!(kind, ErrorKind::Api);
    assert_eq!(
        (error.message(), error.request_id()),
        (Some("not all"), Some("r"))
    );
}
