//! The example program `daily_operations`: what it prints, what it asks for, and its errors.

#[path = "../examples/daily_operations/program/mod.rs"]
mod program;

use std::error::Error;

use example_support::testing::Trial;
use huaweicloud_mock_server::{MockResponse, MockServer};
use serde_json::json;

type TestResult = Result<(), Box<dyn Error>>;

/// Runs the program with these flags alone: its exit code and both streams, for snapshots.
async fn run(flags: &[&str]) -> String {
    let outcome = Trial::new(flags)
        .run("daily_operations", program::run)
        .await;
    outcome.to_string()
}

/// Runs the program as if `server` were the real service.
async fn run_against(server: &MockServer, flags: &[&str]) -> String {
    let trial = Trial::against(server, flags);
    trial
        .run("daily_operations", program::run)
        .await
        .to_string()
}

/// The operations that were called.
fn called(server: &MockServer) -> Vec<String> {
    let requests = server.requests();
    let called = requests.iter();
    called
        .map(|request| format!("{} {}", request.method(), request.path()))
        .collect()
}

#[tokio::test]
async fn the_tour_shows_every_step_and_every_state() {
    insta::assert_snapshot!(run(&[]).await);
}

#[tokio::test]
async fn steps_run_alone_and_with_what_was_asked_for() {
    let flags = ["--mock", "--only", "resize,parameters,restore"];
    let values = [
        "--parameter",
        "timeout=7",
        "--resize-to",
        "redis.ha.xu1.large.4=4",
    ];
    insta::assert_snapshot!(run(&[&flags[..], &values].concat()).await);
}

#[tokio::test]
async fn help_names_every_setting() {
    insta::assert_snapshot!(run(&["--help"]).await);
}

#[tokio::test]
async fn nothing_is_changed_in_a_real_project_unless_asked_for() -> TestResult {
    let server = MockServer::builder().embedded("dcs").start().await?;
    let text = run_against(&server, &[]).await;
    assert!(text.starts_with("exit code 0"), "{text}");
    run_against(&server, &["--instance-id", "i-1"]).await;
    let instances = "GET /v2/p/instances";
    let (slow_log, parameters) = (
        "GET /v2/p/instances/i-1/slowlog",
        "GET /v2/p/instances/i-1/configs",
    );
    assert_eq!(
        called(&server),
        [instances, instances, slow_log, parameters]
    );
    Ok(())
}

#[tokio::test]
async fn a_real_instance_is_created_as_the_file_says_and_worked_on() -> TestResult {
    let server = MockServer::builder().embedded("dcs").start().await?;
    let file = std::env::temp_dir().join(format!("create-{}.json", std::process::id()));
    let request = json!({
        "name": "n", "engine": "Redis", "capacity": 2, "spec_code": "s", "az_codes": ["a"],
        "vpc_id": "v", "subnet_id": "u",
    });
    std::fs::write(&file, request.to_string())?;
    let path = file.to_str().ok_or("no name")?;
    let created = json!({"instances": [{"instance_id": "i-2", "instance_name": "n"}]});
    server.respond("CreateInstance", MockResponse::success().body(created))?;
    let running = json!({"instance_id": "i-2", "status": "RUNNING", "ip": "10.0.0.1", "port": 1});
    server.respond("ShowInstance", MockResponse::success().body(running))?;
    let flags = ["--only", "create,slow-log", "--create-request", path];
    let text = run_against(&server, &flags).await;
    std::fs::remove_file(&file)?;
    assert!(text.contains("or 10.0.0.1:1\n"), "{text}");
    let sent = server.requests()[0].json()?;
    assert_eq!((&sent["name"], &sent["vpc_id"]), (&json!("n"), &json!("v")));
    let expected = [
        "POST /v2/p/instances",
        "GET /v2/p/instances/i-2",
        "GET /v2/p/instances/i-2/slowlog",
    ];
    assert_eq!(called(&server), expected);
    Ok(())
}

#[tokio::test]
async fn work_that_fails_or_takes_too_long_is_one_error_with_advice() -> TestResult {
    let server = MockServer::builder().embedded("dcs").start().await?;
    let only = |step| ["--instance-id", "i-1", "--backup-id", "b-1", "--only", step];
    let started = json!({"restore_id": "r-2"});
    server.respond("RestoreInstance", MockResponse::success().body(started))?;
    let failed = json!({"restore_record_response":
        [{"restore_id": "r-2", "status": "failed"}]});
    server.respond("ListRestoreRecords", MockResponse::success().body(failed))?;
    let failed = run_against(&server, &only("restore")).await;
    let refused = json!({"error_code": "DCS.4016", "error_msg": "no", "request_id": "r-1"});
    server.respond(
        "CreateBigkeyScanTask",
        MockResponse::status(400).body(refused),
    )?;
    let refused = run_against(&server, &only("big-keys")).await;
    let flags = [&only("backup")[..], &["--wait", "1"]].concat();
    let late = run_against(&server, &flags).await;
    insta::assert_snapshot!([failed, refused, late].join("\n"));
    Ok(())
}

#[tokio::test]
async fn what_a_step_lacks_is_named() -> TestResult {
    let server = MockServer::builder().embedded("dcs").start().await?;
    let instance = ["--instance-id", "i-1"];
    let mut texts = Vec::new();
    for flags in [
        &["--only", "create"][..],
        &["--only", "create", "--create-request", "no/such/file"],
        &["--only", "backup"],
        &[&instance[..], &["--only", "restore"]].concat(),
        &[&instance[..], &["--only", "resize"]].concat(),
        &[&instance[..], &["--only", "resize", "--resize-to", "s=big"]].concat(),
        &[
            &instance[..],
            &["--only", "parameters", "--parameter", "no=1"],
        ]
        .concat(),
        &["--parameter", "timeout"],
        &["--only", "delete"],
    ] {
        texts.push(format!(
            "# {}\n{}",
            flags.join(" "),
            run_against(&server, flags).await
        ));
    }
    let changing = called(&server);
    assert!(
        changing.iter().all(|call| call.starts_with("GET ")),
        "{changing:?}"
    );
    insta::assert_snapshot!(texts.join("\n"));
    Ok(())
}
