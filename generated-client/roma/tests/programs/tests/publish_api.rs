//! `publish_api`: what it creates, and that everything is taken back whatever fails.

use std::time::Duration;

use example_support::testing::{Outcome, Trial};
use huaweicloud_mock_server::{Fault, MockResponse, MockServer};
use serde_json::json;

use super::{TestResult, called, refusal};
use crate::publish_api as program;

async fn run(flags: &[&str]) -> Outcome {
    Trial::new(flags).run("publish_api", program::run).await
}

async fn run_against(server: &MockServer, flags: &[&str]) -> Outcome {
    let trial = Trial::against(server, &[&["--instance-id", "i"][..], flags].concat());
    trial.run("publish_api", program::run).await
}

#[tokio::test]
async fn without_settings_an_api_is_published_on_the_mock_server_and_taken_back() {
    insta::assert_snapshot!(run(&[]).await);
}

#[tokio::test]
async fn help_names_every_setting() {
    insta::assert_snapshot!(run(&["--help"]).await);
}

#[tokio::test]
async fn each_call_uses_what_earlier_ones_created() -> TestResult {
    let server = MockServer::start().await?;
    let outcome = run_against(&server, &["--name", "greeting", "--calls", "7"]).await;
    assert_eq!(outcome.exit_code, 0, "{outcome}");
    let mut sent = Vec::new();
    for request in server.requests() {
        let body = match request.body() {
            [] => String::new(),
            _ => format!(" {}", request.json()?),
        };
        let path = request.path().replace("/v2/p/", "");
        let query = request.raw_query().map(|query| format!("?{query}"));
        let query = query.unwrap_or_default();
        sent.push(format!("{} {path}{query}{body}", request.method()));
    }
    insta::assert_snapshot!(sent.join("\n"));
    Ok(())
}

#[tokio::test]
async fn what_is_kept_is_listed() -> TestResult {
    let server = MockServer::start().await?;
    let outcome = run_against(&server, &["--keep"]).await;
    assert!(
        outcome.stdout.contains("== Kept\n  API group c77f"),
        "{outcome}"
    );
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.method() != "DELETE"));
    Ok(())
}

#[tokio::test]
async fn a_step_that_is_refused_is_followed_by_taking_back_in_reverse_order() -> TestResult {
    let server = MockServer::start().await?;
    server.respond(
        "AssociateRequestThrottlingPolicyV2",
        refusal(409, "APIG.3311"),
    )?;
    insta::assert_snapshot!(run_against(&server, &["--keep"]).await);
    assert_eq!(
        called(&server)[5..],
        [
            "DeleteRequestThrottlingPolicyV2",
            "CreateOrDeletePublishRecordForApiV2",
            "DeleteApiV2",
            "DeleteApiGroupV2",
        ]
    );
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_taken_back_is_left_behind_with_its_id() -> TestResult {
    let server = MockServer::start().await?;
    server.respond("DeleteApiV2", refusal(500, "APIG.9999"))?;
    server.respond("DeleteApiGroupV2", refusal(409, "APIG.3400"))?;
    server.respond("DeleteRomaApp", MockResponse::status(404))?;
    insta::assert_snapshot!(run_against(&server, &[]).await);
    Ok(())
}

#[tokio::test]
async fn calls_that_are_throttled_are_made_again() -> TestResult {
    let server = MockServer::start().await?;
    server.respond_once("CreateApiV2", refusal(429, "APIG.0308"))?;
    let outcome = run_against(&server, &[]).await;
    assert_eq!((outcome.exit_code, outcome.stderr.as_str()), (0, ""));
    assert_eq!(called(&server)[1..3], ["CreateApiV2", "CreateApiV2"]);
    Ok(())
}

#[tokio::test]
async fn a_success_that_is_none_is_a_failure() -> TestResult {
    let server = MockServer::start().await?;
    let result = json!({"status": "FAILED", "error_code": "APIG.3500", "error_msg": "no"});
    let auths = json!({"auths": [{"id": "a", "auth_result": result}]});
    server.respond(
        "CreateAuthorizingAppsV2",
        MockResponse::success().body(auths),
    )?;
    let refused = run_against(&server, &[]).await;
    server.respond("CreateApiGroupV2", MockResponse::success().body(json!({})))?;
    let without_id = run_against(&server, &[]).await;
    insta::assert_snapshot!(format!("{refused}\n{without_id}"));
    Ok(())
}

#[tokio::test]
async fn an_interrupt_is_followed_by_taking_back() -> TestResult {
    let server = MockServer::start().await?;
    let slow = MockResponse::success().fault(Fault::Delay(Duration::from_secs(60)));
    server.respond("CreateApiV2", slow)?;
    let trial = Trial::against(&server, &["--instance-id", "i"]);
    let interrupt = trial.interrupt();
    let (outcome, ()) = tokio::join!(trial.run("publish_api", program::run), async {
        while !called(&server).contains(&"CreateApiV2".to_owned()) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        interrupt.notify_one();
    });
    insta::assert_snapshot!(outcome);
    Ok(())
}
