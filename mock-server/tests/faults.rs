//! Faults, as a client sees them on its socket.

mod support;

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use huaweicloud_mock_server::{Fault, FaultRule, MockResponse, MockServer};
use support::{TOKEN, builder, get, parse, raw, send, server};

const TARGET: &str = "/v1/shop/books?since=2024-01";

fn request(fault: &str) -> Vec<u8> {
    let lines = [
        format!("GET {TARGET} HTTP/1.1"),
        "Host: mock".to_owned(),
        "X-Auth-Token: t".to_owned(),
        format!("X-Mock-Fault: {fault}"),
    ];
    format!("{}\r\n\r\n", lines.join("\r\n")).into_bytes()
}

async fn whole_body() -> Vec<u8> {
    get(&server().await, TARGET).await.body
}

#[tokio::test]
async fn a_delay_delays() {
    let server = server().await;
    let start = Instant::now();
    let headers = [TOKEN, ("X-Mock-Fault", "delay=120ms")];
    let answered = send(&server, "GET", TARGET, &headers, b"").await;
    assert_eq!(answered.status, 200);
    assert!(start.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_reset_happens_before_the_response() {
    let server = server().await;
    let error = raw(&server, &request("reset")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn a_reset_in_the_body_comes_after_half_of_it() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let server = server().await;
    let mut stream = tokio::net::TcpStream::connect(server.address())
        .await
        .unwrap();
    stream.write_all(&request("reset-in-body")).await.unwrap();
    let mut answer = Vec::new();
    let error = loop {
        match stream.read_buf(&mut answer).await {
            Ok(0) => panic!("closed and not reset"),
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    let (answered, whole) = (parse(&answer), whole_body().await);
    assert_eq!(
        answered.header("content-length"),
        Some(whole.len().to_string().as_str())
    );
    assert_eq!(answered.body, whole[..whole.len() / 2]);
}

#[tokio::test]
async fn a_truncated_response_ends_in_the_middle() {
    let answered = parse(&raw(&server().await, &request("truncate")).await.unwrap());
    let whole = whole_body().await;
    assert_eq!(answered.status, 200);
    assert_eq!(
        answered.header("content-length"),
        Some(whole.len().to_string().as_str())
    );
    assert_eq!(answered.body, whole[..whole.len() / 2]);
}

#[tokio::test]
async fn a_trickling_response_takes_its_time_and_is_complete() {
    let start = Instant::now();
    let answered = parse(
        &raw(&server().await, &request("trickle=150ms"))
            .await
            .unwrap(),
    );
    assert!(start.elapsed() >= Duration::from_millis(150));
    assert_eq!(answered.body, whole_body().await);
}

#[tokio::test]
async fn unavailable_sets_retry_after() {
    let server = server().await;
    let headers = [TOKEN, ("X-Mock-Fault", "unavailable=7")];
    let answered = send(&server, "GET", TARGET, &headers, b"").await;
    assert_eq!(
        (answered.status, answered.header("retry-after")),
        (503, Some("7"))
    );
    assert_eq!(answered.json()["error_code"], "MOCK.503");
}

#[tokio::test]
async fn faults_can_be_combined() {
    let start = Instant::now();
    let answer = raw(
        &server().await,
        &request("delay=50ms, unavailable, truncate"),
    )
    .await;
    let answered = parse(&answer.unwrap());
    assert!(start.elapsed() >= Duration::from_millis(50));
    assert_eq!(
        (answered.status, answered.header("retry-after")),
        (503, Some("1"))
    );
    let announced: usize = answered.header("content-length").unwrap().parse().unwrap();
    assert_eq!(answered.body.len(), announced / 2);
}

#[tokio::test]
async fn an_unknown_fault_is_rejected_with_the_known_ones() {
    let server = server().await;
    let headers = [TOKEN, ("X-Mock-Fault", "explode")];
    let answered = send(&server, "GET", TARGET, &headers, b"").await;
    assert_eq!(answered.status, 400);
    assert!(
        answered.message().contains("explode"),
        "{}",
        answered.message()
    );
    assert!(
        answered.message().contains("truncate"),
        "{}",
        answered.message()
    );
}

#[tokio::test]
async fn tests_can_request_a_fault_for_one_call() {
    let server = server().await;
    server
        .respond_once("ListBooks", MockResponse::success().fault(Fault::Reset))
        .unwrap();
    server
        .respond_once(
            "ListBooks",
            MockResponse::success().fault(Fault::Unavailable(3)),
        )
        .unwrap();
    let mut plain = request("delay=0ms");
    plain.splice(
        plain.len() - 2..,
        b"Connection: close\r\n\r\n".iter().copied(),
    );
    assert!(raw(&server, &plain).await.is_err());
    let answered = get(&server, TARGET).await;
    assert_eq!(
        (answered.status, answered.header("retry-after")),
        (503, Some("3"))
    );
    assert_eq!(get(&server, TARGET).await.status, 200);
}

async fn outcomes(server: &MockServer) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(get(server, TARGET).await.status);
    }
    statuses
}

#[tokio::test]
async fn the_same_seed_gives_the_same_faults() {
    let rule = FaultRule::new(Fault::Unavailable(1), 0.5);
    let start = |seed| builder().fault(rule).seed(seed).start();
    let first = outcomes(&start(1).await.unwrap()).await;
    assert_eq!(first, outcomes(&start(1).await.unwrap()).await);
    assert_ne!(first, outcomes(&start(2).await.unwrap()).await);
    assert!(first.contains(&200) && first.contains(&503), "{first:?}");
}

#[tokio::test]
async fn a_fault_ends_only_its_own_connection() {
    let server = server().await;
    for fault in ["reset", "truncate", "reset-in-body"] {
        let _ = raw(&server, &request(fault)).await;
        assert_eq!(get(&server, TARGET).await.status, 200, "{fault}");
    }
}
