//! The example program `status_report`: what it prints, and each of its errors.

#[path = "../examples/status_report/program/mod.rs"]
mod program;

use std::error::Error;
use std::net::TcpListener;
use std::time::Duration;

use example_support::testing::{Outcome, Trial};
use huaweicloud_mock_server::{Fault, MockResponse, MockServer};
use serde_json::{Value, json};

type TestResult = Result<(), Box<dyn Error>>;

const OPERATION: &str = "ListNumberOfInstancesInDifferentStatus";

/// Runs the program with these flags and these environment variables alone.
async fn run(flags: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let trial = Trial::new(flags).variables(variables);
    trial.run("status_report", program::run).await
}

/// Runs the program as if `server` were the real service.
async fn run_against(server: &MockServer, flags: &[&str]) -> Outcome {
    let trial = Trial::against(server, flags);
    trial.run("status_report", program::run).await
}

/// What the program shows when the operation gives this answer.
async fn shown_for(answer: MockResponse) -> Result<String, Box<dyn Error>> {
    let server = MockServer::builder().embedded("dcs").start().await?;
    server.respond(OPERATION, answer)?;
    Ok(run_against(&server, &[]).await.to_string())
}

#[tokio::test]
async fn without_settings_the_documented_example_is_shown() {
    insta::assert_snapshot!(run(&[], &[]).await.to_string());
}

#[tokio::test]
async fn json_is_one_line_that_says_where_it_comes_from() -> TestResult {
    let outcome = run(&["--format", "json"], &[]).await;
    assert_eq!(outcome.exit_code, 0);
    assert_eq!(outcome.stdout.lines().count(), 1);
    let report: Value = serde_json::from_str(&outcome.stdout)?;
    // Whether objects keep their order depends on what else is built.
    insta::with_settings!({sort_maps => true}, { insta::assert_json_snapshot!(report) });
    Ok(())
}

#[tokio::test]
async fn help_names_every_setting() {
    insta::assert_snapshot!(run(&["--help"], &[]).await.to_string());
}

#[tokio::test]
async fn flags_reach_the_service() -> TestResult {
    let server = MockServer::builder().embedded("dcs").start().await?;
    let outcome = run_against(&server, &["--include-failed"]).await;
    assert_eq!((outcome.exit_code, outcome.stderr.as_str()), (0, ""));
    run_against(&server, &[]).await;
    let requests = server.requests();
    let queries: Vec<_> = requests.iter().map(|request| request.raw_query()).collect();
    assert_eq!(queries, [Some("include_failure=true"), None]);
    for request in &requests {
        assert_eq!(request.path(), "/v2/p/instances/status");
        assert_eq!(request.header("x-auth-token"), Some("hunter2"));
    }
    Ok(())
}

#[tokio::test]
async fn environment_variables_do_as_well_and_a_key_signs() -> TestResult {
    let server = MockServer::builder().embedded("dcs").start().await?;
    let url = server.url();
    let variables = [
        ("HUAWEICLOUD_DCS_ENDPOINT", url.as_str()),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "p"),
        ("HUAWEICLOUD_SDK_AK", "key"),
        ("HUAWEICLOUD_SDK_SK", "hunter2"),
        ("HUAWEICLOUD_TOKEN", ""), // as good as not set
    ];
    let outcome = run(&["--allow-http", "--format", "json"], &variables).await;
    assert_eq!((outcome.exit_code, outcome.stderr.as_str()), (0, ""));
    assert!(outcome.stdout.starts_with(r#"{"source":"service","#));
    let requests = server.requests();
    let authorization = requests[0].header("authorization").unwrap_or_default();
    assert!(
        authorization.starts_with("SDK-HMAC-SHA256 Access=key,"),
        "{authorization}"
    );

    let outcome = run(&["--mock"], &variables).await;
    assert!(outcome.stderr.starts_with("note: "), "{}", outcome.stderr);
    assert_eq!(
        (outcome.exit_code, server.requests().len()),
        (0, requests.len())
    );
    Ok(())
}

#[tokio::test]
async fn half_given_settings_name_what_is_missing() {
    let endpoint = ["--endpoint", "https://dcs.example.com"];
    let project = ["--project-id", "p"];
    let token = [("HUAWEICLOUD_TOKEN", "hunter2")];
    let key = [("HUAWEICLOUD_SDK_AK", "key")];
    let cases = [
        ("an endpoint alone", run(&endpoint, &[]).await),
        ("a project alone", run(&project, &[]).await),
        ("a token alone", run(&[], &token).await),
        (
            "a key without its secret",
            run(&[endpoint, project].concat(), &key).await,
        ),
    ];
    let texts = cases.map(|(name, outcome)| format!("# {name}\n{outcome}"));
    insta::assert_snapshot!(texts.join("\n"));
}

#[tokio::test]
async fn wrong_usage_says_what_is_right() {
    let at = |endpoint| {
        [
            "--endpoint",
            endpoint,
            "--project-id",
            "p",
            "--token",
            "hunter2",
        ]
    };
    let cases = [
        ("an unknown flag", run(&["--include-failure"], &[]).await),
        ("an unknown format", run(&["--format", "xml"], &[]).await),
        (
            "two sources",
            run(&["--mock", "--token", "hunter2"], &[]).await,
        ),
        (
            "plain http",
            run(&at("http://me:hunter2@dcs.example.com"), &[]).await,
        ),
        ("no address", run(&at("ftp://dcs.example.com"), &[]).await),
    ];
    let texts = cases.map(|(name, outcome)| format!("# {name}\n{outcome}"));
    insta::assert_snapshot!(texts.join("\n"));
}

#[tokio::test]
async fn fields_that_are_missing_are_dashes() -> TestResult {
    let body = json!({"running_count": 3, "redis": {"running_count": 3, "error_count": null}});
    insta::assert_snapshot!(shown_for(MockResponse::success().body(body)).await?);
    Ok(())
}

#[tokio::test]
async fn every_refusal_comes_with_advice() -> TestResult {
    let refusal = |status| {
        let body = json!({"error_code": "DCS.1", "error_msg": "no", "request_id": "r-1"});
        let answer = MockResponse::status(status).body(body);
        // Some of them are tried again: at once.
        answer.header("Retry-After", "0")
    };
    let page = MockResponse::success().text("text/html", "<html>Welcome</html>");
    let cases = [
        ("a refused parameter", refusal(400)),
        ("a refused token", refusal(401)),
        ("a missing permission", refusal(403)),
        ("something unknown", refusal(404)),
        ("too many calls", refusal(429)),
        ("an error of the service", refusal(500)),
        ("an overloaded service", refusal(503)),
        ("a redirect", refusal(302)),
        ("a page for browsers", page),
        (
            "another type",
            MockResponse::success().body(json!({"running_count": "many"})),
        ),
    ];
    let mut texts = Vec::new();
    for (name, answer) in cases {
        texts.push(format!("# {name}\n{}", shown_for(answer).await?));
    }
    insta::assert_snapshot!(texts.join("\n"));
    Ok(())
}

#[tokio::test]
async fn an_unreachable_service_is_an_error_within_the_time_allowed() -> TestResult {
    // Bound and dropped, so that nobody listens there.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let url = format!("http://{address}");
    let flags = [
        "--endpoint",
        &url,
        "--project-id",
        "p",
        "--token",
        "hunter2",
    ];
    let outcome = run(
        &[&flags[..], &["--allow-http", "--timeout", "1"]].concat(),
        &[],
    )
    .await;
    let text = outcome.to_string();
    assert_eq!((outcome.exit_code, outcome.stdout.as_str()), (1, ""));
    assert!(
        text.contains("help: check --endpoint, the network"),
        "{text}"
    );
    Ok(())
}

#[tokio::test]
async fn a_slow_service_is_an_error_within_the_time_allowed() -> TestResult {
    let slow = MockServer::builder()
        .embedded("dcs")
        .fault(Fault::Delay(Duration::from_secs(20)));
    let outcome = run_against(&slow.start().await?, &["--timeout", "1"]).await;
    let text = outcome.to_string();
    assert_eq!((outcome.exit_code, outcome.stdout.as_str()), (1, ""));
    assert!(text.contains("allow more time with --timeout"), "{text}");
    Ok(())
}
