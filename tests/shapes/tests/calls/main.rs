//! Calls each shape over HTTP as a user would, and compares what the server received and what the call
//! returned.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod bodies;
mod operations;
mod parameters;
mod presence;
mod responses;
mod types;
mod waiters;

use std::path::Path;
use std::time::Duration;

use codegen_document::Document;
use huaweicloud_core::{Backoff, Config, Token};
use huaweicloud_mock_server::{MockResponse, MockServer};
use serde_json::Value;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A server of one document or folder, and a client for it.
async fn started(document: &str) -> (MockServer, huaweicloud_core::Client) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let document = Document::bundle(&folder.join(document)).unwrap();
    let server = MockServer::builder()
        .document(document.to_json())
        .start()
        .await
        .unwrap();
    let config = Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .instance_id("configured")
        .credential(Token::new("a-token"))
        .backoff(Backoff::new().initial(Duration::from_millis(1)))
        .build()
        .unwrap();
    (server, huaweicloud_core::Client::new(config).unwrap())
}

/// A response with this body.
fn responding(body: Value) -> MockResponse {
    MockResponse::success().body(body)
}

/// The JSON of the last request.
fn sent(server: &MockServer) -> Value {
    server.requests().last().unwrap().json().unwrap()
}

/// The last request's query.
fn query(server: &MockServer) -> Vec<(String, String)> {
    server.requests().last().unwrap().query()
}

/// The methods and paths of the requests since the last time.
fn paths(server: &MockServer) -> Vec<String> {
    let requests = server.requests();
    server.clear_requests();
    let lines = requests
        .iter()
        .map(|it| format!("{} {}", it.method(), it.path()));
    lines.collect()
}
