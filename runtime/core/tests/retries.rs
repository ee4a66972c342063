//! When calls are retried: after which failures, how often, and after how long.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

use std::time::{Duration, SystemTime};

use huaweicloud_core::http::{HeaderMap, HeaderValue, StatusCode};
use huaweicloud_core::testing::{CannedResponses, ManualClock};
use huaweicloud_core::{
    Backoff, Client, Config, ConfigBuilder, Error, ErrorKind, HttpResponse, Never, Operation,
    RetryBudget, RetryPolicy, Token, Transient,
};

static READ: Operation = Operation::new("Read", "GET", "/v2").not_found_codes(&["A.404"]);
static CHANGE: Operation = Operation::new("Change", "POST", "/v2");
static REPEATABLE: Operation = Operation::new("Repeatable", "PUT", "/v2").retry_safe();

fn moment() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
}

struct Run {
    answers: CannedResponses,
    clock: ManualClock,
    client: Client,
}

impl Run {
    fn new(answers: CannedResponses, adjust: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> Self {
        let clock = ManualClock::at(moment());
        let config = Config::builder()
            .endpoint("https://a.example.com")
            .credential(Token::new("t"))
            .transport(answers.clone())
            .clock(clock.clone())
            .random(|| 0.0);
        let client = Client::new(adjust(config).build().unwrap()).unwrap();
        Self {
            answers,
            clock,
            client,
        }
    }

    async fn call(&self, operation: &'static Operation) -> Result<(), Error> {
        self.client.request(operation).send_empty().await.map(drop)
    }

    fn attempts(&self) -> usize {
        self.answers.requests().len()
    }

    fn waits(&self) -> Vec<u128> {
        self.clock
            .sleeps()
            .iter()
            .map(Duration::as_millis)
            .collect()
    }
}

fn failing(status: u16, times: usize) -> CannedResponses {
    let body = r#"{"error_code":"A.1","error_msg":"no"}"#;
    (0..times).fold(CannedResponses::new(), |answers, _| {
        answers.json(status, body)
    })
}

fn with_header(status: u16, name: &'static str, value: &'static str) -> CannedResponses {
    let mut headers = HeaderMap::new();
    headers.insert(name, HeaderValue::from_static(value));
    let status = StatusCode::from_u16(status).unwrap();
    CannedResponses::new()
        .response(HttpResponse::new(status, headers, ""))
        .json(200, "{}")
}

#[tokio::test]
async fn retries_depend_on_the_operation_and_the_status() {
    for (status, read, change, repeatable) in [
        (400, 1, 1, 1),
        (401, 1, 1, 1),
        (404, 1, 1, 1),
        (408, 1, 1, 1),
        (429, 2, 2, 2),
        (500, 1, 1, 1),
        (501, 1, 1, 1),
        (502, 2, 1, 2),
        (503, 2, 1, 2),
        (504, 2, 1, 2),
    ] {
        for (operation, expected) in [(&READ, read), (&CHANGE, change), (&REPEATABLE, repeatable)] {
            let run = Run::new(failing(status, 1).json(200, "{}"), |config| config);
            let outcome = run.call(operation).await;
            assert_eq!(run.attempts(), expected, "{status} {}", operation.name());
            assert_eq!(
                outcome.is_ok(),
                expected == 2,
                "{status} {}",
                operation.name()
            );
        }
    }
}

#[tokio::test]
async fn retries_depend_on_whether_the_request_may_have_arrived() {
    for (kind, read, change) in [
        (ErrorKind::Connect, 2, 2),
        (ErrorKind::ConnectTimeout, 2, 2),
        (ErrorKind::Transport, 2, 1),
        (ErrorKind::AttemptTimeout, 1, 1),
        (ErrorKind::UnexpectedResponse, 1, 1),
        (ErrorKind::Credential, 1, 1),
    ] {
        for (operation, expected) in [(&READ, read), (&CHANGE, change)] {
            let answers = CannedResponses::new()
                .error(Error::new(kind, "x"))
                .json(200, "{}");
            let run = Run::new(answers, |config| config);
            let _ = run.call(operation).await;
            assert_eq!(run.attempts(), expected, "{kind:?} {}", operation.name());
        }
    }
}

#[tokio::test]
async fn timed_out_attempts_are_retried_only_on_request() {
    let answers = || {
        let error = Error::new(ErrorKind::AttemptTimeout, "x");
        CannedResponses::new()
            .error(error.clone())
            .error(error)
            .json(200, "{}")
    };
    let policy = Transient::new().after_attempt_timeout().limit_attempts(3);
    for (operation, expected) in [(&READ, 3), (&CHANGE, 1)] {
        let run = Run::new(answers(), |config| config.retry(policy));
        let _ = run.call(operation).await;
        assert_eq!(run.attempts(), expected);
    }
}

#[tokio::test]
async fn not_found_errors_are_not_retried() {
    let body = r#"{"error_code":"A.404","error_msg":"gone"}"#;
    for status in [500, 503] {
        let run = Run::new(CannedResponses::new().json(status, body), |config| config);
        assert!(run.call(&READ).await.unwrap_err().is_not_found());
        assert_eq!(run.attempts(), 1);
    }
}

#[tokio::test]
async fn the_last_error_is_reported_with_the_number_of_attempts() {
    let run = Run::new(failing(503, 4), |config| config);
    let error = run.call(&READ).await.unwrap_err();
    assert_eq!((run.attempts(), error.attempts()), (4, 4));
    let expected = "Read: the service responded with 503 Service Unavailable: A.1, no (4 attempts)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(run.waits(), [100, 200, 400]);
}

#[tokio::test]
async fn waits_are_random_within_their_bounds() {
    let run = Run::new(failing(503, 4), |config| config.random(|| 0.999_999));
    let _ = run.call(&READ).await;
    assert_eq!(run.waits(), [199, 399, 799]);
    let backoff = Backoff::new()
        .initial(Duration::from_secs(1))
        .maximum(Duration::from_secs(1));
    let run = Run::new(failing(503, 4), |config| config.backoff(backoff));
    let _ = run.call(&READ).await;
    assert_eq!(run.waits(), [500, 500, 500]);
}

#[tokio::test]
async fn retry_after_is_obeyed_in_both_forms_and_capped() {
    for (value, wait) in [
        ("7", 7_000),
        ("0", 0),
        ("86400", 60_000),
        ("Sun, 06 Nov 1994 08:50:00 GMT", 23_000),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
        ("soon", 100),
    ] {
        let run = Run::new(with_header(429, "retry-after", value), |config| config);
        run.call(&CHANGE).await.unwrap();
        assert_eq!(run.waits(), [wait], "{value}");
    }
}

#[tokio::test]
async fn policies_can_be_combined() {
    let short = Transient::new()
        .limit_time(Duration::from_millis(250))
        .limit_attempts(9);
    for (policy, expected) in [
        (Box::new(Never) as Box<dyn RetryPolicy>, 1),
        (Box::new(Transient::new().limit_attempts(2)), 2),
        (Box::new(Never.limit_attempts(9)), 1),
        (Box::new(short), 2),
    ] {
        let run = Run::new(failing(503, 9), |config| config.retry(Chosen(policy)));
        let _ = run.call(&READ).await;
        assert_eq!(run.attempts(), expected);
    }
    let run = Run::new(failing(503, 9), ConfigBuilder::without_retries);
    let error = run.call(&READ).await.unwrap_err();
    assert_eq!((run.attempts(), error.attempts()), (1, 1));
}

#[derive(Debug)]
struct Chosen(Box<dyn RetryPolicy>);

impl RetryPolicy for Chosen {
    fn permits(&self, failed: &huaweicloud_core::FailedAttempt<'_>) -> bool {
        self.0.permits(failed)
    }
}

#[tokio::test]
async fn waits_do_not_exceed_the_call_timeout() {
    let answers = with_header(503, "retry-after", "30");
    let run = Run::new(answers, |config| {
        config.call_timeout(Duration::from_secs(20))
    });
    let error = run.call(&READ).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    assert!(run.waits().is_empty());
}

#[tokio::test]
async fn retries_do_not_make_an_outage_worse() {
    let run = Run::new(failing(503, 100), |config| {
        config.retry_budget(RetryBudget::new(5))
    });
    for _ in 0..20 {
        let _ = run.call(&READ).await;
    }
    assert_eq!(run.attempts(), 20 + 5);
}
