//! A complete run logs and traces everything useful, and no secrets.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::io;
use std::sync::{Arc, Mutex};

use huaweicloud_core::testing::ManualClock;
use huaweicloud_core::{AccessKey, Client, ConfigBuilder, Password};
use serde_json::{Value, json as value};
use support::{Act, CREATE, LIST, Server, TOKEN, answer};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Everything that all crates log, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

const PLANTED: &[&str] = &[
    TOKEN,
    "planted-password",
    "planted-key",
    "planted-session",
    "planted-body",
    "planted-answer",
    "planted-issued",
    "planted-cookie",
    "planted-query",
];

async fn run(server: &Server, adjust: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> String {
    let clock = ManualClock::at(std::time::SystemTime::now());
    let config = adjust(server.config().clock(clock)).build().unwrap();
    let client = Client::new(config.clone()).unwrap();
    let mut shown = format!("{config:?} {client:?}");
    let call = client
        .request(&LIST)
        .path("app_id", Some("a1"))
        .query("key", Some("planted-query"))
        .header("X-Extra", Some("fine"));
    shown.push_str(&format!(
        "{:?}",
        call.send::<Value>()
            .await
            .map(|response| response.map(drop))
    ));
    let call = client
        .request(&CREATE)
        .json(Some(value!({"password": "planted-body"})));
    shown.push_str(&format!(
        "{:?}",
        call.send::<i64>().await.map_err(|error| error.to_string())
    ));
    shown
}

#[tokio::test]
async fn a_complete_run_logs_no_secrets() {
    let log = Log::default();
    tracing_log::LogTracer::init().unwrap();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let cookie = "Set-Cookie: planted-cookie\r\nX-Request-Id: rid-7\r\n";
    let body = r#"{"app_secret":"planted-answer"}"#;
    let server = Server::start([
        answer(
            "503 Busy",
            cookie,
            r#"{"error_code":"A.9","error_msg":"busy"}"#,
        ),
        answer("200 OK", cookie, body),
        answer("200 OK", cookie, body),
    ])
    .await;
    let policy = || huaweicloud_core::Transient::new();
    let mut shown = run(&server, |config| config.retry(policy())).await;

    let key = AccessKey::new("AK", "planted-key").with_security_token("planted-session");
    shown.push_str(&run(&server, |config| config.credential(key)).await);

    let issued = "X-Subject-Token: planted-issued\r\n";
    let iam = Server::start([answer(
        "201 Created",
        issued,
        r#"{"token":{"expires_at":"2999-01-01T00:00:00Z"}}"#,
    )])
    .await;
    let password = Password::new("a", "u", "planted-password").endpoint(iam.endpoint());
    shown.push_str(&run(&server, |config| config.credential(password)).await);
    assert_eq!(iam.requests().len(), 1);

    let broken = Server::start([Act::SendAndClose(b"HTTP/1.1 200 OK\r\n".to_vec())]).await;
    shown.push_str(&run(&broken, |config| config).await);

    let log = log.text();
    for secret in PLANTED {
        assert!(!shown.contains(secret), "{secret} in {shown}");
        assert!(
            !log.contains(secret),
            "{secret} in {}",
            line_with(&log, secret)
        );
    }
    for expected in [
        "huaweicloud.call",
        "otel.name=\"ListApps\"",
        "http.request.method=\"GET\"",
        "url.template=\"/v2/{project_id}/apps/{app_id}\"",
        "server.address=\"127.0.0.1\"",
        "http.response.status_code=200",
        "http.request.resend_count=1",
        "huaweicloud.request_id=\"rid-7\"",
        "http.client.request.duration=",
        "error.type=\"Decode\"",
        "error.type=\"Transport\"",
        "will be retried",
    ] {
        assert!(log.contains(expected), "no {expected} in the log");
    }
    // The search would also find nothing if the other crates did not log at all.
    assert!(
        log.contains("hyper_util"),
        "reqwest's own log is not captured"
    );
}

fn line_with<'a>(log: &'a str, secret: &str) -> &'a str {
    log.lines()
        .find(|line| line.contains(secret))
        .unwrap_or_default()
}
