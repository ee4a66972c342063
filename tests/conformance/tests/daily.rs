//! A program that uses only the client crate: settings per call, lists, waiting without `async`.

use std::error::Error;
use std::time::Duration;

use huaweicloud_mock_server::{MockResponse, MockServer};
use huaweicloud_roma::{
    Blocking, CallSettings, Config, ConfigBuilder, CoreClient, Items, Never, ProvideCredential,
    RetryPolicy, Roma, Token, Transient, Violations,
};
use serde_json::json;

type Outcome = Result<(), Box<dyn Error>>;

fn config(server: &MockServer, credential: impl ProvideCredential) -> ConfigBuilder {
    Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .project_id("p1")
        .instance_id("i1")
        .credential(credential)
}

#[tokio::test]
async fn generated_calls_can_have_their_own_settings() -> Outcome {
    let (server, other) = (MockServer::start().await?, MockServer::start().await?);
    let core = CoreClient::new(config(&server, Token::new("first")).retry(Never).build()?)?;
    let roma = Roma::new(core);
    let call = || roma.instances().list_roma_app().limit(5);
    call()
        .endpoint(other.url())
        .credential(Token::new("second"))
        .send()
        .await?;
    assert_eq!((server.requests().len(), other.requests().len()), (0, 1));

    for _ in 0..3 {
        server.respond_once("ListRomaApp", MockResponse::status(503))?;
    }
    let retried = call().retry(Transient::new().limit_attempts(2));
    let retried = retried.call_timeout(Duration::from_secs(10)).send().await;
    assert_eq!(retried.err().map(|error| error.attempts()), Some(2));
    assert_eq!(
        call().send().await.err().map(|error| error.attempts()),
        Some(1)
    );
    let kept: Result<(), Violations> = call().attempt_timeout(Duration::from_secs(1)).validate();
    kept?;
    Ok(())
}

#[test]
fn lists_are_read_without_a_runtime_or_pinning() -> Outcome {
    let blocking = Blocking::new()?;
    let server = blocking.wait(MockServer::start())?;
    for ids in [["a", "b"], ["c", "d"]] {
        let apps: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
        let page = json!({"total": 4, "size": 2, "apps": apps});
        server.respond_once("ListRomaApp", MockResponse::success().body(page))?;
    }
    let roma = Roma::connect(config(&server, Token::new("any")).build()?)?;
    let mut apps: Items<_> = roma.instances().list_roma_app().limit(2).items();
    let mut ids = Vec::new();
    while let Some(app) = blocking.wait(apps.next()) {
        ids.extend(app?.id);
    }
    assert_eq!(ids, ["a", "b", "c", "d"]);
    Ok(())
}
