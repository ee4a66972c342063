//! Credentials are renewed independently of calls: over real sockets, with an IAM that
//! is slow, hangs or rejects the login.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::time::{Duration, SystemTime};

use huaweicloud_core::{Client, Error, ErrorKind, Operation, Password};
use support::{Act, Server, answer, json};

static READ: Operation = Operation::new("Read", "GET", "/v2/{project_id}");

/// IAM's response with a token that is valid for this long.
fn token(name: &str, lifetime: Duration) -> Vec<u8> {
    let ends = jiff::Timestamp::try_from(SystemTime::now() + lifetime).unwrap();
    let body = format!(r#"{{"token":{{"expires_at":"{ends}"}}}}"#);
    let headers = format!("X-Subject-Token: {name}\r\n");
    match answer("201 Created", &headers, &body) {
        Act::Send(bytes) => bytes,
        _ => unreachable!(),
    }
}

async fn client(iam: &Server, service: &Server, call_timeout: Duration) -> Client {
    let password = Password::new("account", "user", "planted").endpoint(iam.endpoint());
    let config = service.config().credential(password);
    Client::new(config.call_timeout(call_timeout).build().unwrap()).unwrap()
}

async fn call(client: &Client) -> Result<(), Error> {
    client.request(&READ).send_empty().await.map(drop)
}

#[tokio::test]
async fn a_valid_token_is_used_while_iam_hangs() {
    let iam = Server::start([Act::Send(token("t1", Duration::from_secs(3))), Act::Hang]).await;
    let service = Server::start([json("200 OK", "{}")]).await;
    let client = client(&iam, &service, Duration::from_millis(300)).await;
    let start = std::time::Instant::now();
    call(&client).await.unwrap();
    while start.elapsed() < Duration::from_millis(2600) {
        let one = std::time::Instant::now();
        call(&client).await.unwrap();
        assert!(
            one.elapsed() < Duration::from_millis(200),
            "the call waited for IAM"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(iam.requests().len(), 2, "one login and one renewal");
}

#[tokio::test]
async fn a_login_slower_than_the_call_timeout_is_kept_for_the_next_call() {
    let day = Duration::from_secs(86_400);
    let iam = Server::start([Act::Delay(Duration::from_millis(600), token("t1", day))]).await;
    let service = Server::start([json("200 OK", "{}")]).await;
    let client = client(&iam, &service, Duration::from_millis(400)).await;
    for _ in 0..2 {
        let burst = (0..20).map(|_| call(&client));
        let _ = futures_util::future::join_all(burst).await;
    }
    call(&client).await.unwrap();
    assert_eq!(iam.requests().len(), 1);
}

#[test]
fn a_runtime_that_ends_during_a_login_does_not_break_later_calls() {
    let servers = tokio::runtime::Runtime::new().unwrap();
    let day = Duration::from_secs(86_400);
    let (iam, service, client) = servers.block_on(async {
        let iam = Server::start([Act::Hang, Act::Send(token("t2", day))]).await;
        let service = Server::start([json("200 OK", "{}")]).await;
        let client = client(&iam, &service, Duration::from_millis(300)).await;
        (iam, service, client)
    });
    let new = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let first = new().block_on(call(&client)).unwrap_err();
    assert_eq!(first.kind(), ErrorKind::CallTimeout);
    new().block_on(call(&client)).unwrap();
    assert_eq!((iam.requests().len(), service.requests().len()), (2, 1));
}

#[tokio::test]
async fn wrong_passwords_are_tried_once() {
    let refusal = r#"{"error":{"code":401,"message":"The username or password is wrong."}}"#;
    let iam = Server::start([json("401 Unauthorized", refusal)]).await;
    let service = Server::start([json("200 OK", "{}")]).await;
    let client = client(&iam, &service, Duration::from_secs(5)).await;
    let first = call(&client).await.unwrap_err();
    assert!(!first.is_retryable(), "{first}");
    for _ in 0..10 {
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(
            error.to_string().contains("no new attempt before 2"),
            "{error}"
        );
    }
    assert_eq!(iam.requests().len(), 1);
}

#[tokio::test]
async fn a_busy_iam_is_reported() {
    let iam = Server::start([json("503 Busy", "{}")]).await;
    let service = Server::start([json("200 OK", "{}")]).await;
    let client = client(&iam, &service, Duration::from_secs(5)).await;
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.is_retryable(), "{error}");
}

#[tokio::test]
async fn one_rejection_does_not_stop_calls_whose_token_is_accepted() {
    let day = Duration::from_secs(86_400);
    let iam = Server::start([Act::Send(token("t1", day)), Act::Hang]).await;
    let ok = json("200 OK", "{}");
    let service = Server::start([ok.clone(), json("401 X", "{}"), ok]).await;
    let client = client(&iam, &service, Duration::from_millis(500)).await;
    call(&client).await.unwrap();
    let other = client.clone();
    let refused = tokio::spawn(async move { call(&other).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    call(&client).await.unwrap();
    assert_eq!(
        refused.await.unwrap().unwrap_err().kind(),
        ErrorKind::CallTimeout
    );
}
