//! Replacing the documents of a running server.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use std::time::Duration;

use huaweicloud_mock_server::{MockResponse, MockServer, StartError};
use serde_json::{Value, json};
use support::{Answered, parse};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A document with one operation, whose response is a word.
fn document(path: &str, word: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "words", "version": "1" },
        "paths": { path: { "get": {
            "operationId": "ShowWord",
            "responses": { "200": { "description": "A word.", "content": {
                "application/json": { "example": { "word": word } }
            } } }
        } } }
    })
}

async fn server() -> MockServer {
    let builder = MockServer::builder().named_document("words", document("/word", "old"));
    builder.start().await.unwrap()
}

fn replace(server: &MockServer, document: Value) -> Result<(), StartError> {
    server.replace_documents(&[("words".to_owned(), document)])
}

/// A request on a connection that stays open.
async fn ask(stream: &mut TcpStream, path: &str, headers: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: mock\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
}

/// The response, up to its declared length.
async fn answer(stream: &mut TcpStream) -> Answered {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.unwrap());
    }
    let length = parse(&bytes)
        .header("content-length")
        .unwrap()
        .parse()
        .unwrap();
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.unwrap();
    bytes.extend(body);
    parse(&bytes)
}

#[tokio::test]
async fn open_connections_use_new_documents_from_the_next_request_on() {
    let server = server().await;
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    ask(&mut stream, "/word", "").await;
    assert_eq!(answer(&mut stream).await.json(), json!({ "word": "old" }));
    replace(&server, document("/words/{id}", "new")).unwrap();
    ask(&mut stream, "/words/7", "").await;
    assert_eq!(answer(&mut stream).await.json(), json!({ "word": "new" }));
    ask(&mut stream, "/word", "").await;
    assert_eq!(answer(&mut stream).await.status, 404);
    assert_eq!(server.routes()[0].path, "/words/{id}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn calls_in_progress_are_completed_with_the_old_documents() {
    let server = server().await;
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    ask(&mut stream, "/word", "X-Mock-Fault: delay=300ms\r\n").await;
    let mut seen = server.requests().len();
    while seen == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
        seen = server.requests().len();
    }
    replace(&server, document("/word", "new")).unwrap();
    assert_eq!(answer(&mut stream).await.json(), json!({ "word": "old" }));
    ask(&mut stream, "/word", "").await;
    assert_eq!(answer(&mut stream).await.json(), json!({ "word": "new" }));
}

#[tokio::test]
async fn a_document_that_cannot_be_served_changes_nothing() {
    let server = server().await;
    let mut broken = document("/word", "new");
    broken["paths"]["/word"]["get"]["parameters"] =
        json!([{ "name": "a", "in": "query", "schema": { "type": "whole" } }]);
    let error = replace(&server, broken).unwrap_err().to_string();
    assert!(error.contains("\"whole\" is not a type"), "{error}");
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    ask(&mut stream, "/word", "").await;
    assert_eq!(answer(&mut stream).await.json(), json!({ "word": "old" }));
}

#[tokio::test]
async fn overridden_responses_are_discarded_with_their_documents() {
    let server = server().await;
    server
        .respond("ShowWord", MockResponse::status(503))
        .unwrap();
    replace(&server, document("/word", "new")).unwrap();
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    ask(&mut stream, "/word", "").await;
    assert_eq!(answer(&mut stream).await.json(), json!({ "word": "new" }));
}
