//! `run_task`: what it shows of a run, and each way that watching it ends.

use std::error::Error;

use example_support::testing::{Outcome, Trial};
use huaweicloud_mock_server::{MockResponse, MockServer};
use serde_json::{Value, json};

use super::{TestResult, called, refusal};
use crate::run_task as program;

const TASK: [&str; 6] = ["--instance-id", "i", "--task-id", "t", "--interval", "0.01"];

async fn run_against(server: &MockServer, flags: &[&str]) -> Outcome {
    let trial = Trial::against(server, &[&TASK[..], flags].concat());
    trial.run("run_task", program::run).await
}

/// A server whose log has these runs at each look, the first one before the start; the last stays.
async fn server(looks: &[Value]) -> Result<MockServer, Box<dyn Error>> {
    let server = MockServer::start().await?;
    let answer = |runs: &Value| {
        let total = runs.as_array().map(Vec::len);
        MockResponse::success().body(json!({"total": total, "entities": runs}))
    };
    for runs in looks {
        server.respond_once("ListMonitorLog", answer(runs))?;
    }
    if let Some(last) = looks.last() {
        server.respond("ListMonitorLog", answer(last))?;
    }
    Ok(server)
}

fn in_state(state: &str) -> Value {
    json!({"id": "run-2", "execute_status": state, "remarks": "table `t` does not exist"})
}

#[tokio::test]
async fn without_settings_a_run_is_watched_on_the_mock_server() {
    let trial = Trial::new(&["--interval", "0.01"]);
    insta::assert_snapshot!(trial.run("run_task", program::run).await);
}

#[tokio::test]
async fn help_names_every_setting() {
    let trial = Trial::new(&["--help"]);
    insta::assert_snapshot!(trial.run("run_task", program::run).await);
}

#[tokio::test]
async fn earlier_runs_are_not_taken_for_the_new_one() -> TestResult {
    let earlier = json!({"id": "run-1", "execute_status": "ERROR"});
    let looks = [
        json!([earlier]),
        json!([earlier]),
        json!([in_state("RUNNING"), earlier]),
        json!([in_state("SUCCESS"), earlier]),
    ];
    let server = server(&looks).await?;
    let outcome = run_against(&server, &[]).await;
    assert_eq!((outcome.exit_code, outcome.stderr.as_str()), (0, ""));
    assert!(
        outcome.stdout.contains("run run-2 is SUCCESS\n"),
        "{outcome}"
    );
    assert!(!outcome.stdout.contains("run-1"), "{outcome}");
    let log = "ListMonitorLog";
    assert_eq!(called(&server), [log, "RunTask", log, log, log]);
    Ok(())
}

#[tokio::test]
async fn a_run_that_does_not_succeed_says_why() -> TestResult {
    let mut texts = Vec::new();
    for state in ["ERROR", "CANCELLED"] {
        let looks = [
            json!([]),
            json!([in_state("RUNNING")]),
            json!([in_state(state)]),
        ];
        let server = server(&looks).await?;
        texts.push(run_against(&server, &[]).await.to_string());
    }
    insta::assert_snapshot!(texts.join("\n"));
    Ok(())
}

#[tokio::test]
async fn calls_that_fail_say_how_the_run_stands() -> TestResult {
    let running = [json!([]), json!([in_state("RUNNING")])];
    let unknown = server(&running).await?;
    unknown.respond("RunTask", refusal(404, "FDI.3001"))?;
    let unknown = run_against(&unknown, &[]).await;

    let broken = server(&[]).await?;
    let none = MockResponse::success().body(json!({"total": 0, "entities": []}));
    broken.respond_once("ListMonitorLog", none)?;
    broken.respond("ListMonitorLog", refusal(500, "FDI.9999"))?;
    let broken = run_against(&broken, &[]).await;

    let throttled = server(&[json!([]), json!([in_state("SUCCESS")])]).await?;
    throttled.respond_once("RunTask", refusal(429, "FDI.0429"))?;
    let throttled = run_against(&throttled, &[]).await;
    insta::assert_snapshot!(format!("{unknown}\n{broken}\n{throttled}"));
    Ok(())
}

#[tokio::test]
async fn a_run_that_takes_too_long_goes_on_or_is_stopped() -> TestResult {
    let running = [json!([]), json!([in_state("RUNNING")])];
    let server = server(&running).await?;
    let going_on = run_against(&server, &["--wait", "0.3"]).await;
    assert!(!called(&server).contains(&"StopTask".to_owned()));
    // To that run, which was there before the second start, nothing is added.
    let stopped = run_against(&server, &["--wait", "0.3", "--stop"]).await;
    assert_eq!(called(&server).last().map(String::as_str), Some("StopTask"));
    insta::assert_snapshot!(format!("{going_on}\n{stopped}"));
    Ok(())
}

#[tokio::test]
async fn an_interrupt_leaves_at_once_and_says_what_goes_on() -> TestResult {
    let server = server(&[json!([]), json!([in_state("RUNNING")])]).await?;
    let mut texts = Vec::new();
    for flags in [&[][..], &["--stop"]] {
        let flags = [&TASK[..4], flags].concat();
        let trial = Trial::against(&server, &flags);
        trial.interrupt().notify_one();
        texts.push(trial.run("run_task", program::run).await.to_string());
    }
    assert_eq!(called(&server).last().map(String::as_str), Some("StopTask"));
    insta::assert_snapshot!(texts.join("\n"));
    Ok(())
}

#[tokio::test]
async fn a_task_that_is_not_clear_says_what_to_give() -> TestResult {
    let server = server(&[]).await?;
    let mut texts = Vec::new();
    for tasks in [json!([]), json!([{"task_id": "t-1"}, {"task_id": "t-2"}])] {
        let total = tasks.as_array().map(Vec::len);
        let body = json!({"total": total, "entities": tasks});
        server.respond("ListTasks", MockResponse::success().body(body))?;
        let trial = Trial::against(&server, &["--instance-id", "i"]);
        texts.push(trial.run("run_task", program::run).await.to_string());
    }
    let flags = ["--interval", "0"];
    let trial = Trial::new(&flags);
    texts.push(trial.run("run_task", program::run).await.to_string());
    insta::assert_snapshot!(texts.join("\n"));
    assert!(!called(&server).contains(&"RunTask".to_owned()));
    Ok(())
}
