//! Work that continues after the response of the call that started it, with a paused clock.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use huaweicloud_core::testing::CannedResponses;
use huaweicloud_core::{
    Backoff, Blocking, CallSettings, Client, Config, ErrorKind, Json, Location, Operation,
    Parameter, Progress, RetryPolicy, Token, Transient, Waiter,
};
use tokio::time::Instant;

static COPY: Operation =
    Operation::new("Copy", "POST", "/v2/{project_id}/things/{thing_id}/copies");
static JOB: Operation = Operation::new("ShowJob", "GET", "/v2/{project_id}/jobs/{job_id}");
static COPIES: Operation =
    Operation::new("ListCopies", "GET", "/v2/{project_id}/things/{thing_id}")
        .parameters(&[Parameter::query("order")]);

static BY_JOB: Progress = Progress::new(&JOB, "/job/status")
    .parameters(&[(Location::Path, "job_id", "/job_id")])
    .success(&["SUCCESS"])
    .failure(&["FAIL"])
    .reason("/job/fail_reason");
static BY_LIST: Progress = Progress::new(&COPIES, "/status")
    .parameters(&[(Location::Query, "order", "/order")])
    .item("/copies", "/id", "/copy_id")
    .success(&["3"])
    .failure(&[]);

fn client(answers: &CannedResponses) -> Client {
    let config = Config::builder()
        .endpoint("https://dcs.example.com")
        .project_id("p")
        .credential(Token::new("token"))
        .retry(Transient::new().limit_attempts(2))
        .transport(answers.clone());
    Client::new(config.build().unwrap()).unwrap()
}

fn copy(answers: &CannedResponses, progress: &'static Progress) -> Waiter<Json, Json> {
    let call = client(answers).request(&COPY).path("thing_id", Some("t"));
    Waiter::new(call, progress, |call| Box::pin(call.send()))
}

fn job(answers: CannedResponses, status: &str) -> CannedResponses {
    answers.json(200, &format!(r#"{{"job": {{"status": "{status}"}}}}"#))
}

fn started() -> CannedResponses {
    CannedResponses::new().json(202, r#"{"job_id": "j-1"}"#)
}

#[tokio::test(start_paused = true)]
async fn the_state_is_polled_until_the_work_has_ended() {
    let answers = started().json(200, "{}");
    let answers = ["INIT", "RUNNING", "RUNNING", "NEW TO US", "SUCCESS"]
        .into_iter()
        .fold(answers, job);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    let began = Instant::now();
    let waiter = copy(&answers, &BY_JOB);
    let waiter = waiter.observe(move |state| kept.lock().unwrap().push(state.to_owned()));
    let done = waiter.await.unwrap();
    assert_eq!(done.at("/job/status").to_string(), r#""SUCCESS""#);
    let seen = seen.lock().unwrap().join(", ");
    assert_eq!(seen, "INIT, RUNNING, NEW TO US, SUCCESS");
    let paths: Vec<_> = answers
        .requests()
        .iter()
        .map(|request| format!("{} {}", request.method, request.url.path()))
        .collect();
    assert_eq!(paths[0], "POST /v2/p/things/t/copies");
    assert_eq!(paths[1..], vec!["GET /v2/p/jobs/j-1"; 6]);
    // Between half and all of 2 + 4 + 8 + 16 + 30 + 30 seconds.
    let waited = began.elapsed().as_secs();
    assert!((45..=91).contains(&waited), "{waited}");
}

#[tokio::test(start_paused = true)]
async fn a_failure_state_is_an_error_that_names_it() {
    let failed = r#"{"job": {"status": "FAIL", "fail_reason": "out of\nmemory"}}"#;
    let answers = job(started(), "RUNNING").json(200, failed);
    let error = copy(&answers, &BY_JOB).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WorkFailed);
    assert_eq!(
        (error.state(), error.operation()),
        (Some("FAIL"), Some("ShowJob"))
    );
    assert_eq!(
        error.to_string(),
        "ShowJob: the job that Copy started (job_id j-1) ended in state `FAIL`: out of memory"
    );
    assert_eq!(error.body(), Some(failed.as_bytes()));
    assert!(!error.is_retryable() && !error.is_timeout());
}

#[tokio::test(start_paused = true)]
async fn work_that_takes_longer_than_the_limit_can_be_waited_for_again() {
    let answers = ["RUNNING"; 20].into_iter().fold(started(), job);
    let waiter = copy(&answers, &BY_JOB).timeout(Duration::from_secs(60));
    let started = waiter.start().await.unwrap();
    assert_eq!(started.response().at("/job_id").to_string(), r#""j-1""#);
    let began = Instant::now();
    let error = started.wait().await.unwrap_err();
    assert_eq!(began.elapsed(), Duration::from_secs(60));
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert!(error.is_timeout());
    assert_eq!(error.state(), Some("RUNNING"));
    assert_eq!(
        error.to_string(),
        "ShowJob: the job that Copy started (job_id j-1) did not finish within 60s: its last state was \
         `RUNNING`; it may still be running"
    );
    let asked = answers.requests().len();
    let again = started.wait().await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::WaitTimeout);
    let requests = answers.requests();
    assert!(requests.len() > asked);
    assert_eq!(requests.iter().filter(|it| it.method == "POST").count(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_timeout_error_says_if_no_state_was_reported() {
    let answers = (0..20).fold(started(), |answers, _| answers.json(200, "{}"));
    let waiter = copy(&answers, &BY_JOB).timeout(Duration::from_secs(9));
    let error = waiter.await.unwrap_err();
    assert_eq!(
        (error.kind(), error.state()),
        (ErrorKind::WaitTimeout, None)
    );
    assert!(error.to_string().contains("no state was reported"));
}

#[tokio::test(start_paused = true)]
async fn list_items_are_found_by_the_identifier_in_the_response() {
    let answers = CannedResponses::new()
        .json(202, r#"{"copy_id": 7, "order": "down"}"#)
        .json(200, r#"{"copies": []}"#)
        .json(
            200,
            r#"{"copies": [{"id": 8, "status": 3}, {"id": 7, "status": 2}]}"#,
        )
        .json(
            200,
            r#"{"copies": [{"id": 8, "status": 3}, {"id": 7, "status": 3, "size": 5}]}"#,
        );
    let item = copy(&answers, &BY_LIST).await.unwrap();
    assert_eq!(item.at("/size").to_string(), "5", "the item alone is given");
    let requests = answers.requests();
    assert_eq!(requests.len(), 4);
    let last = &requests[3].url;
    assert_eq!(
        last.path(),
        "/v2/p/things/t",
        "the path of the first call is inherited"
    );
    assert_eq!(last.query(), Some("order=down"));
}

#[tokio::test(start_paused = true)]
async fn nothing_more_is_sent_after_a_waiter_is_dropped() {
    let answers = ["RUNNING"; 20].into_iter().fold(started(), job);
    let waiting = tokio::spawn(copy(&answers, &BY_JOB).into_future());
    tokio::time::sleep(Duration::from_secs(20)).await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    let asked = answers.requests().len();
    assert!(asked > 2, "{asked}");
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert_eq!(answers.requests().len(), asked);

    drop(copy(&answers, &BY_JOB));
    assert_eq!(
        answers.requests().len(),
        asked,
        "nothing is sent before `.await`"
    );
}

#[tokio::test(start_paused = true)]
async fn failed_reports_are_retried_as_the_policy_permits() {
    let busy = |answers: CannedResponses| answers.json(503, r#"{"error_code": "D.1"}"#);
    let answers = job(busy(job(started(), "RUNNING")), "SUCCESS");
    assert!(copy(&answers, &BY_JOB).await.is_ok());

    let error = copy(&busy(busy(started())), &BY_JOB).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Api, Some("D.1")));
    assert_eq!(
        error.to_string(),
        "ShowJob: the service responded with 503 Service Unavailable: D.1, while waiting for the job \
         that Copy started (job_id j-1) (2 attempts)"
    );

    let call = client(&busy(started()))
        .request(&COPY)
        .path("thing_id", Some("t"));
    let once = Waiter::<Json, Json>::new(call.without_retries(), &BY_JOB, |call| {
        Box::pin(call.send())
    });
    assert_eq!(
        once.await.unwrap_err().attempts(),
        1,
        "the call's settings are the report's"
    );
}

#[tokio::test(start_paused = true)]
async fn work_that_cannot_be_followed_is_an_error_with_the_response() {
    let answers = CannedResponses::new().json(202, r#"{"id": "j-1"}"#);
    let error = copy(&answers, &BY_JOB).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert_eq!(
        error.to_string(),
        "Copy succeeded, but its response has no `/job_id`, which ShowJob needs to report the state: \
         look for the job with ShowJob"
    );
    assert_eq!(error.body(), Some(&br#"{"id": "j-1"}"#[..]));

    let refused = CannedResponses::new().json(400, r#"{"error_code": "D.2"}"#);
    let error = copy(&refused, &BY_JOB).await.unwrap_err();
    assert_eq!(
        (error.operation(), error.code()),
        (Some("Copy"), Some("D.2"))
    );

    let never = copy(&CannedResponses::new(), &BY_JOB).timeout(Duration::ZERO);
    assert_eq!(never.await.unwrap_err().kind(), ErrorKind::InvalidRequest);
}

#[test]
fn programs_without_async_can_wait() {
    let answers = job(job(started(), "RUNNING"), "SUCCESS");
    let quick = Backoff::new().initial(Duration::from_millis(2));
    let waiter = copy(&answers, &BY_JOB).backoff(quick);
    let done = Blocking::new().unwrap().wait(waiter).unwrap();
    assert_eq!(done.status(), 200);
}
