//! Input that clients should not send, in quantities that clients do not send.

mod support;

use std::sync::Arc;
use std::time::Duration;

use support::{TOKEN, builder, get, parse, raw, send, server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const TARGET: &str = "/v1/shop/books?since=2024-01";

#[tokio::test]
async fn an_oversized_body_is_rejected_before_it_is_sent() {
    let server = builder().largest_body(1_000).start().await.unwrap();
    let head = b"POST /v1/shop/books HTTP/1.1\r\nHost: mock\r\nContent-Length: 99999999999\r\n\r\n";
    let answered = parse(&raw(&server, head).await.unwrap());
    assert_eq!(answered.status, 413);
    assert!(
        answered.message().contains("1000 bytes"),
        "{}",
        answered.message()
    );
}

#[tokio::test]
async fn a_body_that_grows_too_large_is_rejected() {
    let server = builder().largest_body(1_000).start().await.unwrap();
    let mut request =
        b"POST /v1/shop/books HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\n"
            .to_vec();
    for _ in 0..500 {
        request.extend_from_slice(b"400\r\n");
        request.extend_from_slice(&[b' '; 0x400]);
        request.extend_from_slice(b"\r\n");
    }
    assert_eq!(parse(&raw(&server, &request).await.unwrap()).status, 413);
    let body = vec![b' '; 1_000];
    let answered = send(&server, "POST", "/v1/shop/books", &[TOKEN], &body).await;
    assert_eq!(answered.status, 400);
}

#[tokio::test]
async fn invalid_http_gets_a_response_and_the_server_continues() {
    let server = server().await;
    let garbage: [&[u8]; 7] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS greeting \r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"G\xffT / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ];
    for bytes in garbage {
        let answer = raw(&server, bytes).await.unwrap();
        assert!(
            answer.starts_with(b"HTTP/1.1 4"),
            "{}",
            String::from_utf8_lossy(&answer)
        );
    }
    let answered = parse(&raw(&server, &huge_header()).await.unwrap());
    assert_eq!(answered.status, 431);
    assert_eq!(get(&server, TARGET).await.status, 200);
}

fn huge_header() -> Vec<u8> {
    format!(
        "GET / HTTP/1.1\r\nX-Huge: {}\r\n\r\n",
        "x".repeat(1_000_000)
    )
    .into_bytes()
}

#[tokio::test]
async fn unusual_targets_get_a_response() {
    let server = server().await;
    let targets = [
        "*",
        "/",
        "//",
        "/%00",
        "/%",
        "/%zz",
        "/v1/%2e%2e/books",
        "/?",
        "/a?%=%&=&&",
    ];
    for target in targets {
        let status = get(&server, target).await.status;
        assert!((400..500).contains(&status), "{target}: {status}");
    }
    let long = format!("/{}", "a/".repeat(20_000));
    assert_eq!(get(&server, &long).await.status, 404);
    let absolute = format!("{}{TARGET}", server.url());
    assert_eq!(get(&server, &absolute).await.status, 200);
    let many = format!("{TARGET}{}", "&tags=a".repeat(5_000));
    assert_eq!(get(&server, &many).await.status, 400);
}

#[tokio::test]
async fn unknown_methods_get_405() {
    let server = server().await;
    for method in ["BREW", "TRACE", "CONNECT", "get"] {
        let target = if method == "CONNECT" {
            "mock:80"
        } else {
            TARGET
        };
        let status = send(&server, method, target, &[TOKEN], b"").await.status;
        assert!(
            status == 405 || (method == "CONNECT" && status == 404),
            "{method}: {status}"
        );
    }
}

#[tokio::test]
async fn an_endless_body_does_not_block_other_requests() {
    let server = server().await;
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let head = b"POST /v1/shop/books HTTP/1.1\r\nHost: mock\r\nContent-Length: 10\r\n\r\n1";
    stream.write_all(head).await.unwrap();
    assert_eq!(get(&server, TARGET).await.status, 200);
}

#[tokio::test]
async fn an_incomplete_body_ends_only_its_own_connection() {
    let server = server().await;
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let head = b"POST /v1/shop/books HTTP/1.1\r\nHost: mock\r\nContent-Length: 10\r\n\r\n1";
    stream.write_all(head).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(
        answer.starts_with(b"HTTP/1.1 400"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    assert_eq!(get(&server, TARGET).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_simultaneous_connections_are_served() {
    const CONNECTIONS: usize = 2_000;
    let server = server().await;
    let address = server.address();
    let open = Arc::new(tokio::sync::Barrier::new(CONNECTIONS));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CONNECTIONS {
        let open = Arc::clone(&open);
        clients.spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            // All connections are open before the first request is sent.
            open.wait().await;
            let request = format!(
                "GET {TARGET} HTTP/1.1\r\nHost: mock\r\nX-Auth-Token: t\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await.unwrap();
            parse(&answer).status
        });
    }
    let statuses = tokio::time::timeout(Duration::from_secs(60), clients.join_all())
        .await
        .unwrap();
    assert_eq!(statuses, vec![200; CONNECTIONS]);
}

#[tokio::test]
async fn pipelined_requests_are_answered_in_order() {
    let server = server().await;
    let one = |target: &str, close: &str| {
        format!("GET {target} HTTP/1.1\r\nHost: mock\r\nX-Auth-Token: t\r\n{close}\r\n")
    };
    let requests = [
        one("/v1/shop/books/0", ""),
        one(TARGET, ""),
        one("/nowhere", "Connection: close\r\n"),
    ];
    let answer = raw(&server, requests.concat().as_bytes()).await.unwrap();
    let text = String::from_utf8(answer).unwrap();
    let statuses: Vec<&str> = text
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| &answer[..3])
        .collect();
    assert_eq!(statuses, ["400", "200", "404"]);
}

#[tokio::test]
async fn a_stopped_server_finishes_calls_in_progress() {
    let server = server().await;
    let address = server.address();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET {TARGET} HTTP/1.1\r\nHost: mock\r\nX-Auth-Token: t\r\nX-Mock-Fault: delay=200ms\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    while server.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    server.stop().await;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert_eq!(parse(&answer).status, 200);
    assert!(TcpStream::connect(address).await.is_err());
}
