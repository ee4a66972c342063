//! The example program `statistics_report`: what it prints, and each of its errors.

use std::error::Error;
use std::net::TcpListener;
use std::time::Duration;

use example_support::testing::{Outcome, Trial};
use huaweicloud_mock_server::{Fault, MockResponse, MockServer};
use serde_json::{Value, json};

use super::{TestResult, refusal};
use crate::statistics_report as program;

const INSTANCE: [&str; 2] = ["--instance-id", "i"];

const OPERATIONS: [&str; 3] = [
    "GetInstanceConnectionStatistic",
    "ListStatisticsApi",
    "CountTasks",
];

/// Runs the program with these flags and these environment variables alone.
async fn run(flags: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let trial = Trial::new(flags).variables(variables);
    trial.run("statistics_report", program::run).await
}

/// Runs the program as if `server` were the real service.
async fn run_against(server: &MockServer, flags: &[&str]) -> Outcome {
    let trial = Trial::against(server, &[&INSTANCE[..], flags].concat());
    trial.run("statistics_report", program::run).await
}

/// What the program shows when every operation gives this answer.
async fn shown_for(answer: MockResponse) -> Result<String, Box<dyn Error>> {
    let server = MockServer::start().await?;
    for operation in OPERATIONS {
        server.respond(operation, answer.clone())?;
    }
    Ok(run_against(&server, &[]).await.to_string())
}

#[tokio::test]
async fn without_settings_the_documented_examples_are_shown() {
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
    let server = MockServer::start().await?;
    let outcome = run_against(&server, &["--duration", "90m", "--cycle", "minute"]).await;
    assert_eq!((outcome.exit_code, outcome.stderr.as_str()), (0, ""));
    let mut sent: Vec<_> = server
        .requests()
        .iter()
        .map(|request| {
            assert_eq!(request.header("x-auth-token"), Some("hunter2"));
            format!("{} {:?}", request.path(), request.raw_query())
        })
        .collect();
    sent.sort();
    insta::assert_debug_snapshot!(sent, @r#"
    [
        "/v1/p/roma/instances/i/statistics None",
        "/v2/p/apic/instances/i/statistics/api Some(\"cycle=minute&duration=90m\")",
        "/v2/p/fdi/instances/i/statistics/tasks None",
    ]
    "#);
    Ok(())
}

#[tokio::test]
async fn environment_variables_do_as_well_and_a_key_signs() -> TestResult {
    let server = MockServer::start().await?;
    let url = server.url();
    let variables = [
        ("HUAWEICLOUD_ROMA_ENDPOINT", url.as_str()),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "p"),
        ("HUAWEICLOUD_ROMA_INSTANCE_ID", "i"),
        ("HUAWEICLOUD_SDK_AK", "key"),
        ("HUAWEICLOUD_SDK_SK", "hunter2"),
        ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "temporary"),
        ("HUAWEICLOUD_TOKEN", ""), // as good as not set
    ];
    let outcome = run(&["--allow-http", "--format", "json"], &variables).await;
    assert_eq!((outcome.exit_code, outcome.stderr.as_str()), (0, ""));
    assert!(outcome.stdout.starts_with(r#"{"source":"service","#));
    for request in server.requests() {
        let authorization = request.header("authorization").unwrap_or_default();
        assert!(
            authorization.starts_with("SDK-HMAC-SHA256 Access=key,"),
            "{authorization}"
        );
        assert_eq!(request.header("x-security-token"), Some("temporary"));
    }
    Ok(())
}

#[tokio::test]
async fn a_flag_goes_before_a_variable_and_mock_before_both() -> TestResult {
    let server = MockServer::start().await?;
    let variables = [
        ("HUAWEICLOUD_SDK_PROJECT_ID", "another"),
        ("HUAWEICLOUD_TOKEN", "another"),
    ];
    let url = server.url();
    let flags = ["--endpoint", &url, "--allow-http", "--instance-id", "i"];
    let more = ["--project-id", "p", "--token", "hunter2"];
    let outcome = run(&[&flags[..], &more[..]].concat(), &variables).await;
    assert_eq!(outcome.exit_code, 0, "{}", outcome.stderr);
    let requests = server.requests();
    assert!(requests.iter().all(|request| {
        !request.path().contains("another") && request.header("x-auth-token") == Some("hunter2")
    }));

    let outcome = run(&["--mock"], &variables).await;
    assert_eq!(outcome.exit_code, 0);
    assert!(outcome.stderr.starts_with("note: "), "{}", outcome.stderr);
    Ok(())
}

#[tokio::test]
async fn half_given_settings_name_what_is_missing() {
    let endpoint = ["--endpoint", "https://roma.example.com"];
    let all_but_token = [&endpoint[..], &["--project-id", "p", "--instance-id", "i"]].concat();
    let key = [("HUAWEICLOUD_SDK_AK", "key")];
    let secret = [("HUAWEICLOUD_SDK_SK", "hunter2")];
    let token = [("HUAWEICLOUD_TOKEN", "hunter2")];
    let cases = [
        ("an endpoint alone", run(&endpoint, &[]).await),
        ("no token", run(&all_but_token, &[]).await),
        ("a key without its secret", run(&all_but_token, &key).await),
        (
            "a secret without its key",
            run(&all_but_token, &secret).await,
        ),
        ("a key alone", run(&[], &key).await),
        ("a token alone", run(&[], &token).await),
    ];
    let texts = cases.map(|(name, outcome)| format!("# {name}\n{outcome}"));
    insta::assert_snapshot!(texts.join("\n"));
}

#[tokio::test]
async fn wrong_usage_says_what_is_right() {
    let ids = [
        "--project-id",
        "p",
        "--instance-id",
        "i",
        "--token",
        "hunter2",
    ];
    let at = |endpoint| [&["--endpoint", endpoint][..], &ids].concat();
    let mut dots = at("https://roma.example.com");
    dots[3] = "..";
    let cases = [
        ("an unknown flag", run(&["--instanceid", "i"], &[]).await),
        ("an unknown cycle", run(&["--cycle", "week"], &[]).await),
        ("no time at all", run(&["--timeout", "0"], &[]).await),
        (
            "two sources",
            run(&["--mock", "--token", "hunter2"], &[]).await,
        ),
        (
            "plain http",
            run(&at("http://me:hunter2@roma.example.com"), &[]).await,
        ),
        ("no address", run(&at("ftp://roma.example.com"), &[]).await),
        ("no identifier", run(&dots, &[]).await),
    ];
    let texts = cases.map(|(name, outcome)| format!("# {name}\n{outcome}"));
    insta::assert_snapshot!(texts.join("\n"));
}

#[tokio::test]
async fn one_failed_call_leaves_the_other_tables() -> TestResult {
    let server = MockServer::start().await?;
    server.respond("ListStatisticsApi", MockResponse::status(403))?;
    insta::assert_snapshot!(run_against(&server, &[]).await.to_string());

    let outcome = run_against(&server, &["--format", "json"]).await;
    assert_eq!(outcome.exit_code, 1);
    let report: Value = serde_json::from_str(&outcome.stdout)?;
    assert!(report["apis"].is_null());
    assert_eq!(
        report["tasks"]["common_task_details"]["running_tasks_count"],
        2
    );
    Ok(())
}

#[tokio::test]
async fn fields_that_are_missing_are_dashes() -> TestResult {
    let bodies = [
        json!({"apic": {"api_num": 3}, "link": {"devices": {}}, "fdi": null}),
        json!({"list": [{"req_count": 4, "current_minute": 1_599_552_000}]}),
        json!({}),
    ];
    let server = MockServer::start().await?;
    for (operation, body) in OPERATIONS.into_iter().zip(bodies) {
        server.respond(operation, MockResponse::success().body(body))?;
    }
    insta::assert_snapshot!(run_against(&server, &[]).await.to_string());
    Ok(())
}

#[tokio::test]
async fn every_refusal_comes_with_advice() -> TestResult {
    let refusal = |status| refusal(status, "ROMA.1");
    let page = MockResponse::success().text("text/html", "<html>Welcome</html>");
    let other_type =
        MockResponse::success().body(json!({"apic": 1, "cdc_task_details": 1, "list": 1}));
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
        ("another type", other_type),
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
        "--instance-id",
        "i",
    ];
    let more = ["--token", "hunter2", "--allow-http", "--timeout", "1"];
    let outcome = run(&[&flags[..], &more].concat(), &[]).await;
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
    let slow = MockServer::builder().fault(Fault::Delay(Duration::from_secs(20)));
    let outcome = run_against(&slow.start().await?, &["--timeout", "1"]).await;
    let text = outcome.to_string();
    assert_eq!((outcome.exit_code, outcome.stdout.as_str()), (1, ""));
    assert!(text.contains("allow more time with --timeout"), "{text}");
    Ok(())
}

/// Six hours of two APIs, of which one fails more and more.
fn six_hours() -> MockResponse {
    let period = |api: &str, hour: i64, requests: i64, errors: i64| {
        json!({
            "api_id": api, "req_time": format!("2020-09-08 {:02}:00:00", 10 + hour),
            "req_count": requests, "req_count2xx": requests - errors, "req_count4xx": 0,
            "req_count5xx": errors, "req_count_error": errors, "avg_latency": 12.5,
            "max_latency": 250, "input_throughput": 123_456, "output_throughput": 1_234_567,
        })
    };
    let first =
        (0..6).map(|hour| period("85deba41aae24839b14cdc03780e8bb6", hour, 1200, hour * 150));
    let second = (2..5).map(|hour| period("5f918d104dc84480a75166ba99efff21", hour, 3, hour % 2));
    let list: Vec<_> = first.chain(second).collect();
    MockResponse::success()
        .body(json!({"list": list, "start_time": 1599400383, "end_time": 1599616383}))
}

/// What is shown in so many columns.
async fn shown_in(width: usize) -> Result<String, Box<dyn Error>> {
    let server = MockServer::start().await?;
    server.respond("ListStatisticsApi", six_hours())?;
    let trial = Trial::against(&server, &INSTANCE).width(width);
    let outcome = trial.run("statistics_report", program::run).await;
    for line in outcome.stdout.lines() {
        let columns = line.chars().count();
        assert!(columns <= width, "{columns} columns: {line}");
    }
    Ok(outcome.to_string())
}

#[tokio::test]
async fn a_narrow_terminal_gets_narrow_lines() -> TestResult {
    insta::assert_snapshot!(shown_in(60).await?);
    Ok(())
}

#[tokio::test]
async fn a_usual_terminal_gets_usual_lines() -> TestResult {
    insta::assert_snapshot!(shown_in(80).await?);
    Ok(())
}

#[tokio::test]
async fn a_wide_terminal_gets_wide_bars_and_all_columns() -> TestResult {
    insta::assert_snapshot!(shown_in(120).await?);
    Ok(())
}

#[tokio::test]
async fn a_terminal_gets_colors_that_change_nothing_else() -> TestResult {
    let server = MockServer::start().await?;
    server.respond("ListStatisticsApi", six_hours())?;
    let colored = Trial::against(&server, &INSTANCE).color();
    let colored = colored.run("statistics_report", program::run).await.stdout;
    let plain = run_against(&server, &[]).await.stdout;
    let (green, red) = ("\u{1b}[32m█", "\u{1b}[31m▒");
    assert!(
        colored.contains(green) && colored.contains(red),
        "{colored}"
    );
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
    Ok(())
}

#[tokio::test]
async fn counts_that_no_service_has_still_make_bars() -> TestResult {
    let server = MockServer::start().await?;
    let list = json!([
        {"req_time": "a", "req_count": i64::MAX, "req_count_error": i64::MAX},
        {"req_time": "b", "req_count": -1, "req_count_error": 5},
        {"req_time": "c", "req_count": 1},
        {"req_time": "c", "req_count": i64::MAX},
    ]);
    server.respond(
        "ListStatisticsApi",
        MockResponse::success().body(json!({"list": list})),
    )?;
    let outcome = run_against(&server, &[]).await;
    let bars: Vec<_> = outcome
        .stdout
        .lines()
        .filter(|line| {
            line.starts_with(" a ") || line.starts_with(" b ") || line.starts_with(" c ")
        })
        .collect();
    let cells = |line: &str| line.chars().filter(|cell| "█▒".contains(*cell)).count();
    let cells: Vec<_> = bars.iter().take(3).map(|line| cells(line)).collect();
    assert_eq!(cells, [75, 0, 75], "{}", outcome.stdout);
    Ok(())
}
