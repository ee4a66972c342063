//! Settings of single calls, hooks, and lists.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use huaweicloud_core::http::HeaderValue;
use huaweicloud_core::{
    CallSettings, Client, ErrorKind, Items, Operation, Page, Pages, Paging, RetryPolicy, Token,
    Transient,
};
use support::{Act, Server, TOKEN, json};

static READ: Operation = Operation::new("Read", "GET", "/v2/{project_id}").service("roma");

#[tokio::test]
async fn calls_can_set_their_own_limits_and_retries() {
    let server = Server::start([Act::Hang]).await;
    let client = server.client();
    let call = || client.request(&READ);
    let limit = Duration::from_millis(100);
    let error = call().call_timeout(limit).send_empty().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CallTimeout);
    let error = call()
        .attempt_timeout(limit)
        .send_empty()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::AttemptTimeout, 1)
    );

    let busy = Server::start([json("503 Busy", "{}")]).await;
    let client = busy.client();
    let call = || client.request(&READ);
    let error = call()
        .retry(Transient::new().limit_attempts(2))
        .send_empty()
        .await;
    assert_eq!(error.unwrap_err().attempts(), 2);
    assert_eq!(
        call().send_empty().await.unwrap_err().attempts(),
        1,
        "the others are as before"
    );
    let retrying = busy.config().retry(Transient::new().limit_attempts(3));
    let client = Client::new(retrying.build().unwrap()).unwrap();
    let once = client.request(&READ).without_retries().send_empty().await;
    assert_eq!(once.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn calls_can_set_their_own_credential_and_endpoint() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let other = Server::start([json("200 OK", "{}")]).await;
    let client = server.client();
    let call = client.request(&READ).credential(Token::new("another"));
    call.endpoint(other.endpoint()).send_empty().await.unwrap();
    client.request(&READ).send_empty().await.unwrap();
    let elsewhere = client.with_credential(Token::new("third"));
    elsewhere.request(&READ).send_empty().await.unwrap();
    assert!(
        other.requests()[0].contains("x-auth-token: another"),
        "{:?}",
        other.requests()
    );
    assert!(server.requests()[0].contains(&format!("x-auth-token: {TOKEN}")));
    assert!(server.requests()[1].contains("x-auth-token: third"));
    assert_eq!(server.connections(), 1, "connections are shared");
}

#[tokio::test]
async fn invalid_settings_are_reported_when_sending() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let client = server.client();
    let call = client.request(&READ).endpoint("ftp://planted");
    let error = call.send_empty().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let error = client
        .request(&READ)
        .call_timeout(Duration::ZERO)
        .send_empty()
        .await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidRequest);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn hooks_see_every_attempt() {
    let server = Server::start([json("503 Busy", "{}"), json("200 OK", "{}")]).await;
    let statuses = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = Arc::clone(&statuses);
    let config = server
        .config()
        .credential(huaweicloud_core::AccessKey::new("AK", "planted"))
        .retry(Transient::new().limit_attempts(2))
        .on_request(|request| {
            request
                .headers
                .insert("traceparent", HeaderValue::from_static("00-1-2-01"));
        })
        .on_response(move |answer| seen.lock().unwrap().push(answer.status.as_u16()));
    let client = Client::new(config.build().unwrap()).unwrap();
    client.request(&READ).send_empty().await.unwrap();
    assert_eq!(*statuses.lock().unwrap(), [503, 200]);
    for request in server.requests() {
        assert!(request.contains("traceparent: 00-1-2-01"), "{request}");
        assert!(
            request.contains(";traceparent;") || request.contains(";traceparent,"),
            "signed"
        );
    }
}

/// Pages of two items from a server whose list never ends.
fn endless(asked: &Arc<AtomicUsize>) -> Pages<List> {
    let asked = Arc::clone(asked);
    Pages::new(
        Paging::new(0),
        move |offset| {
            asked.fetch_add(1, Ordering::Relaxed);
            async move {
                let body = format!(r#"{{"items":[{offset},{}]}}"#, offset + 1);
                let server = Server::start([json("200 OK", &body)]).await;
                server.client().request(&READ).send::<List>().await
            }
        },
        |page: &List| Page::new(&page.items, None),
    )
}

#[derive(serde::Deserialize)]
struct List {
    items: Vec<i64>,
}

#[tokio::test]
async fn lists_are_read_with_next_and_collected_up_to_a_limit() {
    let asked = Arc::new(AtomicUsize::new(0));
    let items = |pages: Pages<List>| -> Items<i64> { pages.items(|page| page.items) };
    let mut list = items(endless(&asked));
    assert_eq!(list.next().await.unwrap().unwrap(), 0);
    assert_eq!(list.next().await.unwrap().unwrap(), 1);
    assert_eq!(
        asked.load(Ordering::Relaxed),
        1,
        "a page is fetched when it is needed"
    );
    let five = items(endless(&asked)).collect_up_to(5).await.unwrap();
    assert_eq!(five, [0, 1, 2, 3, 4]);
    assert_eq!(asked.load(Ordering::Relaxed), 4);
    assert!(
        items(endless(&asked))
            .collect_up_to(0)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(asked.load(Ordering::Relaxed), 4);
    let pages = endless(&asked).collect_up_to(2).await.unwrap();
    assert_eq!(pages[1].items[0], 2);
}
