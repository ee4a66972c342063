//! Credential providers, alone and in a chain.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

#[path = "support/cloud.rs"]
mod cloud;

use std::collections::HashMap;
use std::time::Duration;

use cloud::{Cloud, call, password, settle};
use huaweicloud_core::http::HeaderValue;
use huaweicloud_core::{
    AccessKey, BoxFuture, Client, Config, CredentialChain, Environment, Error, ErrorKind,
    HttpRequest, InstanceMetadata, Password, Profile, ProvideCredential,
};

fn environment(pairs: &[(&str, &str)]) -> Environment {
    let map: HashMap<String, String> = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Environment::reading(move |name| map.get(name).cloned())
}

fn access(sent: &HttpRequest) -> String {
    let authorization = sent.headers["authorization"].to_str().unwrap();
    authorization.split(['=', ',']).nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn access_keys_are_read_from_the_environment() {
    let cloud = Cloud::new();
    let full = environment(&[
        ("HUAWEICLOUD_SDK_AK", " AK "),
        ("HUAWEICLOUD_SDK_SK", "planted"),
        ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "st"),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "env-project"),
    ]);
    let config = Config::builder()
        .endpoint("https://roma.example.com")
        .transport(cloud.clone())
        .credential(full);
    call(&Client::new(config.build().unwrap()).unwrap())
        .await
        .unwrap();
    let sent = &cloud.sent_to("/v2/env-project/apps")[0];
    assert_eq!(access(sent), "AK");
    assert_eq!(sent.headers["x-security-token"], "st");
    assert_eq!(sent.headers["x-project-id"], "env-project");

    for (pairs, missing) in [
        (vec![], "`HUAWEICLOUD_SDK_AK` is not set"),
        (
            vec![("HUAWEICLOUD_SDK_AK", "AK"), ("HUAWEICLOUD_SDK_SK", "")],
            "_SK` is not set",
        ),
    ] {
        let error = call(&cloud.client(environment(&pairs))).await.unwrap_err();
        assert!(error.to_string().contains(missing), "{error}");
    }
}

#[tokio::test]
async fn access_keys_are_read_from_the_profile_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");
    let text = "# mine\n[global]\nak = other\nsk = other\n\n[basic]\nAK = the-ak\n\
                sk = plan;ted#%1=\nproject_id: file-project\n";
    std::fs::write(&path, text).unwrap();
    let cloud = Cloud::new();
    let config = Config::builder()
        .endpoint("https://roma.example.com")
        .transport(cloud.clone())
        .clock(cloud.clock.clone())
        .credential(Profile::at(&path));
    call(&Client::new(config.build().unwrap()).unwrap())
        .await
        .unwrap();
    let from_file = cloud.sent_to("/v2/file-project/apps").remove(0);
    assert_eq!(access(&from_file), "the-ak");

    // The same secret given directly results in the same signature.
    let key = AccessKey::new("the-ak", "plan;ted#%1=").with_project_id("file-project");
    let config = Config::builder()
        .endpoint("https://roma.example.com")
        .transport(cloud.clone())
        .clock(cloud.clock.clone())
        .credential(key);
    call(&Client::new(config.build().unwrap()).unwrap())
        .await
        .unwrap();
    let given = cloud.sent_to("/v2/file-project/apps").remove(1);
    assert_eq!(
        from_file.headers["authorization"],
        given.headers["authorization"]
    );

    for (text, complaint) in [
        ("[basic]\nak = a\n", "no `sk`"),
        ("[other]\nak = a\nsk = b\n", "no section `[basic]`"),
        ("[basic\nplanted", "line 1 is not a section"),
    ] {
        std::fs::write(&path, text).unwrap();
        let error = call(&cloud.client(Profile::at(&path))).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains(complaint) && shown.contains("credentials"),
            "{shown}"
        );
        assert!(!shown.contains("planted"), "{shown}");
    }
}

#[tokio::test]
async fn access_keys_are_read_from_the_instance_metadata() {
    for without_sessions in [false, true] {
        let cloud = Cloud::new();
        cloud.state(|state| state.without_sessions = without_sessions);
        let client = cloud.client(InstanceMetadata::new().address("http://metadata.example"));
        call(&client).await.unwrap();
        let asked = &cloud.sent_to("/openstack/latest/securitykey")[0];
        let session = asked
            .headers
            .get("x-metadata-token")
            .map(|value| value.to_str().unwrap());
        assert_eq!(session, (!without_sessions).then_some("session"));
        let lifetime = &cloud.sent_to("/meta-data/latest/api/token")[0].headers;
        assert_eq!(lifetime["x-metadata-token-ttl-seconds"], "21600");
        let sent = &cloud.sent_to("/v2/p1/apps")[0];
        assert_eq!(
            (access(sent).as_str(), &sent.headers["x-security-token"]),
            ("AK1", &HeaderValue::from_static("st1"))
        );

        cloud.clock.advance(Duration::from_secs(31 * 60));
        call(&client).await.unwrap();
        settle().await;
        call(&client).await.unwrap();
        let sent = cloud.sent_to("/v2/p1/apps");
        assert_eq!(
            (access(&sent[1]).as_str(), access(&sent[2]).as_str()),
            ("AK1", "AK2")
        );
    }
}

#[tokio::test]
async fn chains_use_the_official_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");
    std::fs::write(&path, "[basic]\nak = file\nsk = s\n").unwrap();
    let file = path.to_str().unwrap();
    let variables = [
        ("HUAWEICLOUD_SDK_AK", "variable"),
        ("HUAWEICLOUD_SDK_SK", "s"),
    ];
    for (pairs, expected) in [
        (
            [
                &variables[..],
                &[("HUAWEICLOUD_SDK_CREDENTIALS_FILE", file)],
            ]
            .concat(),
            "variable",
        ),
        (vec![("HUAWEICLOUD_SDK_CREDENTIALS_FILE", file)], "file"),
        (vec![("HOME", "/nonexistent")], "AK1"),
    ] {
        let cloud = Cloud::new();
        let chain = CredentialChain::with_environment(environment(&pairs));
        call(&cloud.client(chain)).await.unwrap();
        assert_eq!(access(&cloud.sent_to("/v2/p1/apps")[0]), expected);
    }
}

#[tokio::test]
async fn an_exhausted_chain_reports_the_reason_of_each_source() {
    let cloud = Cloud::new();
    let chain = CredentialChain::empty()
        .then("environment variables", environment(&[]))
        .then("profile file", Profile::at("/nonexistent/credentials"))
        .then(
            "instance metadata",
            InstanceMetadata::new().address("not an address"),
        );
    let error = call(&cloud.client(chain)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let text = error.to_string();
    for reason in [
        "environment variables: the environment variable `HUAWEICLOUD_SDK_AK`",
        "profile file: the profile file `/nonexistent/credentials` cannot be read",
        "instance metadata: the instance metadata service has an invalid address",
    ] {
        assert!(text.contains(reason), "{text}");
    }
}

#[tokio::test]
async fn empty_and_invalid_header_values_are_rejected_before_sending() {
    let cloud = Cloud::new();
    for (credential, complaint) in [
        (
            Box::new(AccessKey::new("", "s")) as Box<dyn ProvideCredential>,
            "(AK)",
        ),
        (Box::new(AccessKey::new("a", " ")), "(SK)"),
        (
            Box::new(AccessKey::new("a", "s").with_security_token("")),
            "security token",
        ),
        (Box::new(AccessKey::new("a\nb", "s")), "the access key"),
        (Box::new(Password::new("", "u", "p")), "name of the account"),
        (Box::new(Password::new("a", "u", "")), "password"),
        (
            Box::new(password().endpoint("http://iam.example.com")),
            "allow_http(true)",
        ),
        (Box::new(CredentialChain::empty()), "the chain is empty"),
    ] {
        let client = cloud.client(Boxed(credential));
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential, "{error}");
        assert!(error.to_string().contains(complaint), "{error}");
    }
    assert!(cloud.state(|state| state.requests.is_empty()));
}

#[derive(Debug)]
struct Boxed(Box<dyn ProvideCredential>);

impl ProvideCredential for Boxed {
    fn provide<'a>(
        &'a self,
        context: &'a huaweicloud_core::ClientContext,
    ) -> BoxFuture<'a, Result<huaweicloud_core::Credential, Error>> {
        self.0.provide(context)
    }
}
