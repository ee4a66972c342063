//! Tokens for a user name and a password: renewed in time and after a rejection.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

#[path = "support/cloud.rs"]
mod cloud;

use std::time::Duration;

use cloud::{CREATE, Cloud, DAY, PASSWORD, call, parallel, password, settle};
use huaweicloud_core::http::StatusCode;
use huaweicloud_core::{Client, Config, ErrorKind, Password, Token};

#[tokio::test]
async fn one_token_is_fetched_for_many_waiting_calls() {
    let cloud = Cloud::new();
    let client = cloud.client(password());
    assert!(parallel(&client, 50).await.iter().all(Result::is_ok));
    assert_eq!(cloud.tokens_fetched(), 1);

    let sent = &cloud.sent_to("/v3/auth/tokens")[0];
    let body: serde_json::Value = serde_json::from_slice(sent.body.as_bytes().unwrap()).unwrap();
    let expected = serde_json::json!({"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "name": "user", "password": PASSWORD, "domain": {"name": "account"}}}},
        "scope": {"project": {"id": "p1"}},
    }});
    assert_eq!(body, expected);
    assert_eq!(
        cloud.sent_to("/v2/p1/apps")[0].headers["x-auth-token"],
        "token-1"
    );
    assert!(cloud.sent_to("/v2/p1/apps")[0].headers["x-auth-token"].is_sensitive());
}

#[tokio::test]
async fn tokens_are_renewed_before_they_expire() {
    let cloud = Cloud::new();
    let client = cloud.client(password());
    call(&client).await.unwrap();
    cloud.clock.advance(DAY - Duration::from_secs(31 * 60));
    call(&client).await.unwrap();
    assert_eq!(cloud.tokens_fetched(), 1);
    cloud.clock.advance(Duration::from_secs(2 * 60));
    assert!(parallel(&client, 20).await.iter().all(Result::is_ok));
    settle().await;
    assert_eq!(cloud.tokens_fetched(), 2);
}

#[tokio::test]
async fn a_token_that_still_works_is_used_while_it_cannot_be_renewed() {
    let cloud = Cloud::new();
    let client = cloud.client(password());
    call(&client).await.unwrap();
    cloud.clock.advance(DAY - Duration::from_secs(20 * 60));
    cloud.state(|state| state.iam_status = Some(503));
    for _ in 0..5 {
        call(&client).await.unwrap();
        settle().await;
    }
    assert_eq!(cloud.tokens_fetched(), 2, "a failed renewal pauses");
    cloud.clock.advance(Duration::from_secs(20 * 60));
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
}

#[tokio::test]
async fn a_401_renews_the_token_once_for_all_calls() {
    let cloud = Cloud::new();
    let client = cloud.client(password());
    call(&client).await.unwrap();
    cloud.reject_all();
    assert!(parallel(&client, 50).await.iter().all(Result::is_ok));
    assert_eq!(cloud.tokens_fetched(), 2);
    // A rejection means that nothing was done, so writes are also repeated.
    cloud.reject_all();
    client.request(&CREATE).send_empty().await.unwrap();
}

#[tokio::test]
async fn a_token_that_is_always_rejected_is_not_fetched_forever() {
    let cloud = Cloud::new();
    let client = cloud.client(password());
    for _ in 0..10 {
        // The service rejects every token that IAM issues.
        let outcome = {
            let service = cloud.clone();
            let call = call(&client);
            tokio::pin!(call);
            loop {
                service.reject_all();
                tokio::select! {
                    biased;
                    outcome = &mut call => break outcome,
                    () = tokio::task::yield_now() => {}
                }
            }
        };
        let error = outcome.unwrap_err();
        assert!(error.is_unauthorized());
        assert_eq!(error.kind(), ErrorKind::Api);
    }
    assert_eq!(cloud.tokens_fetched(), 2);
}

#[tokio::test]
async fn a_token_of_the_caller_is_not_retried() {
    let cloud = Cloud::new();
    let error = call(&cloud.client(Token::new("mine"))).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(cloud.sent_to("/v2/p1/apps").len(), 1);
}

#[tokio::test]
async fn failures_of_iam_are_reported_without_the_password() {
    let cloud = Cloud::new();
    cloud.state(|state| state.iam_status = Some(401));
    let errors = parallel(&cloud.client(password()), 20).await;
    for outcome in errors {
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("could not get a token from IAM") && shown.contains("wrong password"),
            "{shown}"
        );
        assert!(!shown.contains(PASSWORD), "{shown}");
    }
    assert_eq!(
        cloud.tokens_fetched(),
        1,
        "those who wait share the failure"
    );
    assert!(cloud.sent_to("/v2/p1/apps").is_empty());
}

#[tokio::test]
async fn a_hanging_iam_is_limited_by_the_timeout() {
    let cloud = Cloud::new();
    cloud.state(|state| state.iam_hangs = true);
    let config = cloud
        .config(password())
        .attempt_timeout(Duration::from_millis(30));
    let client = Client::new(config.build().unwrap()).unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.to_string().contains("30ms"), "{error}");

    let config = cloud
        .config(password())
        .call_timeout(Duration::from_millis(30))
        .credential_timeout(Duration::from_millis(60));
    let client = Client::new(config.build().unwrap()).unwrap();
    assert_eq!(
        call(&client).await.unwrap_err().kind(),
        ErrorKind::CallTimeout
    );
    // The login continues without the call that gave up, but not longer than its own limit.
    cloud.state(|state| state.iam_hangs = false);
    tokio::time::sleep(Duration::from_millis(80)).await;
    call(&client).await.unwrap();
}

#[tokio::test]
async fn a_token_that_has_already_expired_is_an_error() {
    let cloud = Cloud::new();
    cloud.state(|state| state.lifetime = Some(-60));
    let error = call(&cloud.client(password())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.to_string().contains("check the clock"), "{error}");
}

#[tokio::test]
async fn the_scope_follows_the_configuration_unless_it_is_set() {
    let cloud = Cloud::new();
    let config = Config::builder()
        .region("cn-north-4")
        .endpoint("https://roma.example.com")
        .transport(cloud.clone())
        .clock(cloud.clock.clone())
        .credential(Password::new("account", "user", PASSWORD));
    call(&Client::new(config.build().unwrap()).unwrap())
        .await
        .unwrap();
    let sent = &cloud.sent_to("/v3/auth/tokens")[0];
    assert_eq!(
        sent.url.host_str(),
        Some("iam.cn-north-4.myhuaweicloud.com")
    );
    assert!(
        String::from_utf8_lossy(sent.body.as_bytes().unwrap())
            .contains(r#""scope":{"project":{"name":"cn-north-4"}}"#)
    );
    assert_eq!(
        cloud.sent_to("/v2/iam-project/apps").len(),
        1,
        "IAM names the project"
    );

    for (credential, scope) in [
        (
            password().for_project("p9"),
            r#""scope":{"project":{"id":"p9"}}"#,
        ),
        (
            password().for_project_name("x"),
            r#""scope":{"project":{"name":"x"}}"#,
        ),
        (
            password().for_domain(),
            r#""scope":{"domain":{"name":"account"}}"#,
        ),
    ] {
        call(&cloud.client(credential)).await.unwrap();
        let sent = cloud.sent_to("/v3/auth/tokens").pop().unwrap();
        assert!(String::from_utf8_lossy(sent.body.as_bytes().unwrap()).contains(scope));
    }
}
