//! Network failures on a real socket: each becomes the right kind of error, and nothing is sent twice
//! that must be sent only once.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::time::{Duration, SystemTime};

use huaweicloud_core::testing::ManualClock;
use huaweicloud_core::{Client, ErrorKind, Operation, RetryPolicy, Transient};
use serde_json::Value;
use support::{Act, Server, answer, json};

static READ: Operation = Operation::new("Read", "GET", "/v2/{project_id}");
static CHANGE: Operation = Operation::new("Change", "POST", "/v2/{project_id}");

const LIMIT: Duration = Duration::from_millis(200);

/// Makes a call with retries to a server that always does the same, and returns the kind of error
/// and the number of received requests.
async fn storm(act: Act, operation: &'static Operation) -> (ErrorKind, usize) {
    let server = Server::start([act]).await;
    let config = server
        .config()
        .clock(ManualClock::at(SystemTime::now()))
        .attempt_timeout(LIMIT)
        .retry(Transient::new().limit_attempts(3));
    let client = Client::new(config.build().unwrap()).unwrap();
    let call = client.request(operation).send::<Value>();
    let error = tokio::time::timeout(Duration::from_secs(5), call)
        .await
        .unwrap()
        .unwrap_err();
    (error.kind(), server.requests().len())
}

fn raw(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

#[tokio::test]
async fn every_network_failure_becomes_the_right_error() {
    use ErrorKind::{Api, AttemptTimeout, Decode, Transport, UnexpectedResponse};
    let html = |status| answer(status, "Content-Type: text/html\r\n", "<html>x</html>");
    for (name, act, kind, reads, changes) in [
        (
            "reset before the answer",
            Act::Reset(raw("")),
            Transport,
            3,
            1,
        ),
        (
            "closed before the answer",
            Act::SendAndClose(raw("")),
            Transport,
            3,
            1,
        ),
        (
            "reset in the head",
            Act::Reset(raw("HTTP/1.1 200 OK\r\nConte")),
            Transport,
            3,
            1,
        ),
        (
            "closed in the body",
            Act::SendAndClose(raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")),
            Transport,
            3,
            1,
        ),
        (
            "reset in the body",
            Act::Reset(raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")),
            Transport,
            3,
            1,
        ),
        (
            "no HTTP at all",
            Act::SendAndClose(raw("220 mail ready\r\n")),
            Transport,
            3,
            1,
        ),
        ("never an answer", Act::Hang, AttemptTimeout, 1, 1),
        (
            "headers that never end",
            Act::Send(raw("HTTP/1.1 200 OK\r\nX-A: 1\r\n")),
            AttemptTimeout,
            1,
            1,
        ),
        (
            "a body that never ends",
            Act::Send(raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")),
            AttemptTimeout,
            1,
            1,
        ),
        ("JSON cut short", json("200 OK", r#"{"a":"#), Decode, 1, 1),
        (
            "a length that is too short",
            Act::SendAndClose(raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{\"a\":1}")),
            Decode,
            1,
            1,
        ),
        ("HTML with 200", html("200 OK"), UnexpectedResponse, 1, 1),
        ("HTML with 503", html("503 Busy"), Api, 3, 1),
        (
            "an empty body",
            answer("200 OK", "", ""),
            UnexpectedResponse,
            1,
            1,
        ),
        ("too many requests", json("429 X", "{}"), Api, 3, 3),
        ("a plain 500", json("500 X", "{}"), Api, 1, 1),
    ] {
        assert_eq!(storm(act.clone(), &READ).await, (kind, reads), "{name}");
        assert_eq!(
            storm(act, &CHANGE).await,
            (kind, changes),
            "{name}, changing"
        );
    }
}

#[tokio::test]
async fn a_reset_after_the_complete_body_is_ignored() {
    let whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    let server = Server::start([Act::SendAndClose(raw(whole))]).await;
    let client = server.client();
    for _ in 0..3 {
        client.request(&CHANGE).send::<Value>().await.unwrap();
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn refused_connections_are_retried_even_for_writes() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let config = support::config(&format!("http://{address}"))
        .clock(ManualClock::at(SystemTime::now()))
        .retry(Transient::new().limit_attempts(3));
    let client = Client::new(config.build().unwrap()).unwrap();
    let error = client.request(&CHANGE).send_empty().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3));
}

#[tokio::test]
async fn dropped_calls_leave_nothing_behind() {
    let server = Server::start([Act::Hang, json("200 OK", "{}")]).await;
    let client = server.client();
    let call = client.request(&READ).send::<Value>();
    assert!(tokio::time::timeout(LIMIT, call).await.is_err());
    // The connection of the dropped call is closed, and the next call gets its own response.
    assert!(client.request(&READ).send::<Value>().await.is_ok());
    tokio::time::timeout(Duration::from_secs(5), server.until_open(1))
        .await
        .unwrap();
}
