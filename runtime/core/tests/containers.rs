//! Credentials in containers and for accounts, and projects looked up in IAM, over real sockets.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use huaweicloud_core::{
    AccessKey, Client, Config, CredentialChain, Environment, Error, ErrorKind, Oidc, Operation,
    PodIdentity, Profile, ProvideCredential,
};
use support::{Server, json};

static READ: Operation = Operation::new("Read", "GET", "/v2/{project_id}").service("roma");
static OF_ACCOUNT: Operation = Operation::new("ListUsers", "GET", "/v3/users");

fn environment(pairs: &[(&str, &str)]) -> Environment {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Environment::reading(move |name| {
        let found = pairs.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    })
}

fn token_file(content: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    std::fs::write(&path, content).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

async fn read(server: &Server, credential: impl ProvideCredential) -> Result<(), Error> {
    let config = server.config().credential(credential).build()?;
    Client::new(config)?
        .request(&READ)
        .send_empty()
        .await
        .map(drop)
}

#[tokio::test]
async fn pod_identities_provide_keys_without_using_a_proxy() {
    let key = r#"{"assumedAgency":{"urn":"","id":""},"credentials":{"accessKeyId":"AK-pod",
        "secretAccessKey":"planted","securityToken":"st","expiration":"2999-01-08T03:50:07.574000Z"}}"#;
    let agent = Server::start([json("503 Busy", ""), json("200 OK", key)]).await;
    let proxy = Server::start([json("200 OK", "{}")]).await;
    let (_folder, file) = token_file("pod-token\n");
    let address = format!("{}/v1/credentials", agent.endpoint());
    let pod = PodIdentity::with_environment(environment(&[
        ("HC_CONTAINER_CREDENTIALS_FULL_URI", &address),
        ("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", &file),
    ]));
    let config = support::config("http://roma.invalid")
        .proxy(proxy.endpoint())
        .retry(huaweicloud_core::Transient::new())
        .credential(pod);
    let client = Client::new(config.build().unwrap()).unwrap();
    client.request(&READ).send_empty().await.unwrap();
    let asked = agent.requests();
    assert_eq!(asked.len(), 2, "one that was busy, and one more");
    assert!(
        asked[1].starts_with("POST /v1/credentials "),
        "{}",
        asked[1]
    );
    assert!(asked[1].contains("authorization: pod-token\r\n") && asked[1].ends_with("{}"));
    assert_eq!(proxy.requests().len(), 1);
    assert!(proxy.requests()[0].contains("Access=AK-pod"));
    assert!(proxy.requests()[0].contains("x-security-token: st"));
}

#[tokio::test]
async fn an_oidc_token_is_exchanged_for_a_key() {
    let key = r#"{"credentials":{"access_key_id":"AK-oidc","secret_access_key":"planted",
        "security_token":"st","expiration":"2999-12-31T23:59:59.000Z"},"audience":"x"}"#;
    let sts = Server::start([json("200 OK", key)]).await;
    let service = Server::start([json("200 OK", "{}")]).await;
    let (_folder, file) = token_file("web-identity-token\n");
    let endpoint = sts.endpoint();
    let mut variables = vec![
        ("HUAWEICLOUD_OIDC_PROVIDER_URN", "iam::1:oidcProvider:test"),
        ("HUAWEICLOUD_OIDC_AGENCY_URN", "iam::1:agency:demo"),
        ("HUAWEICLOUD_OIDC_TOKEN_FILE", file.as_str()),
        ("HUAWEICLOUD_OIDC_SESSION_NAME", "session"),
        ("HUAWEICLOUD_OIDC_POLICY", r#"{"Version":"1.1"}"#),
        ("HUAWEICLOUD_SDK_STS_ENDPOINT", endpoint.as_str()),
    ];
    let chain = CredentialChain::with_environment(environment(&variables));
    read(&service, chain).await.unwrap();
    let asked = sts.requests().remove(0);
    assert!(
        asked.starts_with("POST /v5/agencies/assume-with-oidc "),
        "{asked}"
    );
    let body: serde_json::Value =
        serde_json::from_str(asked.split_once("\r\n\r\n").unwrap().1).unwrap();
    let expected = serde_json::json!({
        "provider_urn": "iam::1:oidcProvider:test",
        "agency_urn": "iam::1:agency:demo",
        "agency_session_name": "session",
        "id_token": "web-identity-token",
        "duration_seconds": 3600,
        "policy": {"Version": "1.1"},
    });
    assert_eq!(body, expected);
    assert!(service.requests()[0].contains("Access=AK-oidc"));

    variables.push(("HUAWEICLOUD_OIDC_DURATION_SECONDS", "an hour"));
    let error = read(&service, Oidc::with_environment(environment(&variables))).await;
    assert!(error.unwrap_err().to_string().contains("DURATION_SECONDS"));
    variables[2].1 = "/nonexistent";
    let error = read(&service, Oidc::with_environment(environment(&variables))).await;
    let text = error.unwrap_err().to_string();
    assert!(
        text.contains("/nonexistent") && text.contains("TOKEN_FILE"),
        "{text}"
    );
}

#[tokio::test]
async fn a_rejected_oidc_token_is_neither_shown_nor_sent_with_every_call() {
    let refusal = r#"{"error_code":"IAM.0001","error_msg":"Invalid id_token planted-token"}"#;
    let sts = Server::start([json("400 Bad Request", refusal)]).await;
    let service = Server::start([json("200 OK", "{}")]).await;
    let endpoint = sts.endpoint();
    let oidc = Oidc::with_environment(environment(&[
        ("HUAWEICLOUD_OIDC_PROVIDER_URN", "p"),
        ("HUAWEICLOUD_OIDC_AGENCY_URN", "a"),
        ("HUAWEICLOUD_OIDC_ID_TOKEN", "planted-token"),
        ("HUAWEICLOUD_SDK_STS_ENDPOINT", &endpoint),
    ]));
    let client = Client::new(service.config().credential(oidc).build().unwrap()).unwrap();
    for _ in 0..3 {
        let error = client.request(&READ).send_empty().await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("IAM.0001") && !shown.contains("planted"),
            "{shown}"
        );
    }
    assert_eq!(sts.requests().len(), 1);
}

#[tokio::test]
async fn calls_to_account_level_services_send_the_account() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let from_environment = environment(&[
        ("HUAWEICLOUD_SDK_AK", "AK"),
        ("HUAWEICLOUD_SDK_SK", "planted"),
        ("HUAWEICLOUD_SDK_DOMAIN_ID", "d1"),
    ]);
    let (_folder, file) = token_file("[global]\nak = AK\nsk = planted\ndomain_id = d1\n");
    let given = AccessKey::new("AK", "planted").with_domain_id("d1");
    let config = |credential| server.config().credential(credential);
    for config in [
        config(CredentialChain::empty().then("given", given)),
        config(CredentialChain::empty().then("environment", from_environment)),
        config(CredentialChain::empty().then("profile", Profile::at(file))),
    ] {
        let client = Client::new(config.build().unwrap()).unwrap();
        client.request(&OF_ACCOUNT).send_empty().await.unwrap();
    }
    assert_eq!(server.requests().len(), 3);
    for request in server.requests() {
        assert!(
            request.contains("x-domain-id: d1") && !request.contains("x-project-id"),
            "{request}"
        );
        assert!(request.contains(";x-domain-id;"), "signed: {request}");
    }
}

#[tokio::test]
async fn the_project_of_a_region_is_looked_up_once() {
    let iam = Server::start([json(
        "200 OK",
        r#"{"projects":[{"id":"p-of-region","name":"x"}]}"#,
    )])
    .await;
    let service = Server::start([json("200 OK", "{}")]).await;
    let config = |iam: &Server| {
        Config::builder()
            .region("cn-north-4")
            .endpoint(service.endpoint())
            .iam_endpoint(iam.endpoint())
            .allow_http(true)
            .without_environment_proxy()
            .credential(AccessKey::new("AK", "planted"))
    };
    let client = Client::new(config(&iam).build().unwrap()).unwrap();
    let burst = (0..10).map(|_| client.request(&READ).send_empty());
    for outcome in futures_util::future::join_all(burst).await {
        outcome.unwrap();
    }
    assert_eq!(iam.requests().len(), 1);
    assert!(iam.requests()[0].starts_with("GET /v3/projects?name=cn-north-4 "));
    assert!(iam.requests()[0].contains("authorization: SDK-HMAC-SHA256 Access=AK"));
    assert!(
        service
            .requests()
            .iter()
            .all(|it| it.starts_with("GET /v2/p-of-region "))
    );

    for answer in [
        r#"{"projects":[]}"#,
        r#"{"projects":[{"id":"a"},{"id":"b"}]}"#,
        "[]",
    ] {
        let iam = Server::start([json("200 OK", answer)]).await;
        let client = Client::new(config(&iam).build().unwrap()).unwrap();
        let error = client.request(&READ).send_empty().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential, "{error}");
        let text = error.to_string();
        assert!(
            text.contains("`cn-north-4`") && text.contains(".project_id("),
            "{text}"
        );
    }
}
