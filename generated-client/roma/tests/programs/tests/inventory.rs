//! `inventory`: five lists as tables and as JSON.

use std::time::{Duration, Instant};

use example_support::testing::{Outcome, Trial};
use huaweicloud_mock_server::{Fault, MockResponse, MockServer};
use serde_json::{Value, json};

use super::{TestResult, refusal};
use crate::inventory as program;

const LISTS: [&str; 5] = [
    "ListRomaApp",
    "ListApisV2",
    "ListDevices",
    "ListTasks",
    "ListMqsInstanceTopics",
];

async fn run(flags: &[&str]) -> Outcome {
    Trial::new(flags).run("inventory", program::run).await
}

async fn run_against(server: &MockServer, flags: &[&str]) -> Outcome {
    let trial = Trial::against(server, &[&["--instance-id", "i"][..], flags].concat());
    trial.run("inventory", program::run).await
}

/// A server with something of everything.
async fn server() -> Result<MockServer, Box<dyn std::error::Error>> {
    let server = MockServer::start().await?;
    let lists = [
        json!({"total": 1, "apps": [{"name": "crm", "id": "app-1",
            "created_user": {"user_name": "ada"}, "create_time": "2019-12-06T06:49:04Z"}]}),
        json!({"total": 2, "apis": [
            {"name": "orders", "id": "api-1", "req_method": "GET", "req_uri": "/orders",
                "group_name": "shop", "run_env_name": "RELEASE"},
            {"name": "customers", "id": "api-2"}]}),
        json!({"total": 3, "items": [
            {"device_name": "boiler", "device_id": 7, "node_id": "N1", "online_status": 1,
                "product": {"product_name": "boilers"}},
            {"device_name": "gate", "id": 8, "online_status": 0},
            {"device_name": "meter", "online_status": 9}]}),
        json!({"total": 1, "entities": [{"task_name": "copy", "task_id": "t-1",
            "status": 1, "execute_status": "SUCCESS"}]}),
        json!({"total": 0, "topics": []}),
    ];
    for (operation, body) in LISTS.into_iter().zip(lists) {
        server.respond(operation, MockResponse::success().body(body))?;
    }
    Ok(server)
}

#[tokio::test]
async fn without_settings_the_documented_examples_are_listed() {
    insta::assert_snapshot!(run(&[]).await);
}

#[tokio::test]
async fn help_names_every_setting() {
    insta::assert_snapshot!(run(&["--help"]).await);
}

#[tokio::test]
async fn tables_fit_the_terminal() -> TestResult {
    let server = server().await?;
    let wide = run_against(&server, &[]).await;
    let narrow = Trial::against(&server, &["--instance-id", "i"]).width(50);
    let narrow = narrow.run("inventory", program::run).await;
    for line in narrow.stdout.lines() {
        assert!(line.chars().count() <= 50, "{line}");
    }
    insta::assert_snapshot!(format!("{wide}\n{narrow}"));
    Ok(())
}

#[tokio::test]
async fn json_holds_everything_that_the_service_answers() -> TestResult {
    let server = server().await?;
    let outcome = run_against(&server, &["--format", "json"]).await;
    assert_eq!((outcome.exit_code, outcome.stdout.lines().count()), (0, 1));
    let json: Value = serde_json::from_str(&outcome.stdout)?;
    assert_eq!(json["apis"][0]["run_env_name"], "RELEASE");
    assert_eq!(json["devices"][1]["device_name"], "gate");
    assert_eq!(json["queues"], json!([]));
    Ok(())
}

#[tokio::test]
async fn lists_that_fail_do_not_hide_the_others() -> TestResult {
    let server = server().await?;
    server.respond("ListDevices", refusal(404, "ROMA.00110006"))?;
    server.respond("ListTasks", refusal(500, "FDI.9999"))?;
    let tables = run_against(&server, &[]).await;
    let json = run_against(&server, &["--format", "json"]).await;
    let json: Value = serde_json::from_str(&json.stdout)?;
    assert!(json["devices"].is_null() && json["tasks"].is_null());
    assert_eq!(json["applications"][0]["name"], "crm");
    insta::assert_snapshot!(tables);
    Ok(())
}

#[tokio::test]
async fn long_lists_come_page_by_page_up_to_the_most() -> TestResult {
    let server = server().await?;
    for name in ["first", "second", "third"] {
        let page = json!({"total": 5, "apis": [{"name": name}]});
        server.respond_once("ListApisV2", MockResponse::success().body(page))?;
    }
    let flags = ["--page-size", "1", "--most", "3", "--format", "json"];
    let outcome = run_against(&server, &flags).await;
    let json: Value = serde_json::from_str(&outcome.stdout)?;
    let names: Vec<_> = ["0", "1", "2"].into_iter().collect();
    let offsets: Vec<_> = server
        .requests()
        .iter()
        .filter(|request| request.operation() == Some("ListApisV2"))
        .flat_map(|request| request.query())
        .filter(|(name, _)| name == "offset")
        .map(|(_, value)| value)
        .collect();
    assert_eq!(offsets, names);
    assert_eq!(
        json["apis"],
        json!([{"name": "first"}, {"name": "second"}, {"name": "third"}])
    );
    Ok(())
}

#[tokio::test]
async fn the_lists_are_fetched_at_the_same_time() -> TestResult {
    let delay = Duration::from_secs(1);
    let server = MockServer::builder().fault(Fault::Delay(delay));
    let server = server.start().await?;
    let start = Instant::now();
    let outcome = run_against(&server, &[]).await;
    assert_eq!(outcome.exit_code, 0, "{outcome}");
    assert!(start.elapsed() < 4 * delay, "{:?}", start.elapsed());
    Ok(())
}
