//! A small HTTP client, so that the server is not tested with the library that it uses itself.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests")]

use huaweicloud_mock_server::{Builder, MockServer};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The header that satisfies the security requirement of the fixture.
pub(crate) const TOKEN: (&str, &str) = ("X-Auth-Token", "secret-token");

/// The fixture document.
pub(crate) fn bookshop() -> Value {
    serde_json::from_str(include_str!("../fixtures/bookshop.json")).unwrap()
}

/// The builder of a server for the fixture document.
pub(crate) fn builder() -> Builder {
    MockServer::builder().document(bookshop())
}

/// A server for the fixture document.
pub(crate) async fn server() -> MockServer {
    builder().start().await.unwrap()
}

/// A response as it was received from the socket.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answered {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{error}: {}", String::from_utf8_lossy(&self.body));
        })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn message(&self) -> String {
        self.json()["error_msg"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

/// Sends a request with the token and reads the response.
pub(crate) async fn get(server: &MockServer, target: &str) -> Answered {
    send(server, "GET", target, &[TOKEN], b"").await
}

/// Sends JSON with the token and reads the response.
pub(crate) async fn post(server: &MockServer, target: &str, body: &[u8]) -> Answered {
    send(
        server,
        "POST",
        target,
        &[TOKEN, ("Content-Type", "application/json")],
        body,
    )
    .await
}

/// Sends a request and reads the response.
pub(crate) async fn send(
    server: &MockServer,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answered {
    let mut request = format!("{method} {target} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    let mut bytes = format!("{request}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    parse(&raw(server, &bytes).await.unwrap())
}

/// Sends bytes and reads until the server closes the connection.
pub(crate) async fn raw(server: &MockServer, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server.address()).await?;
    stream.write_all(bytes).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// Parses a response. The body is everything after the headers.
pub(crate) fn parse(bytes: &[u8]) -> Answered {
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .unwrap_or_else(|| {
            panic!("no end of headers in {:?}", String::from_utf8_lossy(bytes));
        });
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let headers = lines
        .map(|line| line.split_once(':').unwrap())
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    Answered {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    }
}
