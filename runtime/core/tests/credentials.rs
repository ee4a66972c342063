//! Sources of credentials: each alone, in a chain, renewed in time and after a refusal.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use huaweicloud_core::http::{HeaderMap, HeaderValue, StatusCode};
use huaweicloud_core::testing::ManualClock;
use huaweicloud_core::{
    AccessKey, BoxFuture, Client, Config, ConfigBuilder, CredentialChain, Environment, Error,
    ErrorKind, HttpRequest, HttpResponse, InstanceMetadata, Operation, Password, Profile,
    ProvideCredential, Token, Transport,
};

static LIST: Operation = Operation::new("List", "GET", "/v2/{project_id}/apps");
static CREATE: Operation = Operation::new("Create", "POST", "/v2/{project_id}/apps");
const PASSWORD: &str = "planted-password";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A cloud without a network: IAM, a metadata service, and a service that knows valid tokens.
#[derive(Clone)]
struct Cloud {
    clock: ManualClock,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    requests: Vec<HttpRequest>,
    issued: usize,
    valid: HashSet<String>,
    iam_status: Option<u16>,
    iam_hangs: bool,
    lifetime: Option<i64>,
    without_sessions: bool,
}

impl fmt::Debug for Cloud {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Cloud")
    }
}

fn response(status: u16, headers: &[(&'static str, &str)], body: String) -> HttpResponse {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_str(value).unwrap());
    }
    HttpResponse::new(StatusCode::from_u16(status).unwrap(), map, body)
}

fn timestamp(time: SystemTime) -> String {
    jiff::Timestamp::try_from(time).unwrap().to_string()
}

impl Cloud {
    fn new() -> Self {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        Self {
            clock: ManualClock::at(start),
            state: Arc::default(),
        }
    }

    fn state<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        use_it(&mut self.state.lock().unwrap())
    }

    fn sent_to(&self, path: &str) -> Vec<HttpRequest> {
        self.state(|state| {
            state
                .requests
                .iter()
                .filter(|sent| sent.url.path() == path)
                .cloned()
                .collect()
        })
    }

    fn tokens_fetched(&self) -> usize {
        self.sent_to("/v3/auth/tokens").len()
    }

    fn answer(&self, request: HttpRequest) -> HttpResponse {
        let path = request.url.path().to_owned();
        let token = request.headers.get("x-auth-token").cloned();
        self.state(|state| state.requests.push(request));
        match path.as_str() {
            "/v3/auth/tokens" => self.token(),
            "/meta-data/latest/api/token" if self.state(|state| state.without_sessions) => {
                response(404, &[], String::new())
            }
            "/meta-data/latest/api/token" => response(200, &[], "session\n".to_owned()),
            "/openstack/latest/securitykey" => self.key(),
            _ => {
                let known = token.is_none_or(|token| {
                    self.state(|state| state.valid.contains(token.to_str().unwrap()))
                });
                response(if known { 200 } else { 401 }, &[], "{}".to_owned())
            }
        }
    }

    fn token(&self) -> HttpResponse {
        use huaweicloud_core::Clock;
        let now = self.clock.now();
        self.state(|state| {
            if let Some(status) = state.iam_status {
                let body = r#"{"error":{"code":401,"message":"wrong password"}}"#;
                return response(status, &[], body.to_owned());
            }
            state.issued += 1;
            let token = format!("token-{}", state.issued);
            state.valid.insert(token.clone());
            let lifetime = state.lifetime.unwrap_or(DAY.as_secs() as i64);
            let ends = if lifetime < 0 {
                now - Duration::from_secs(lifetime.unsigned_abs())
            } else {
                now + Duration::from_secs(lifetime.unsigned_abs())
            };
            let body = format!(
                r#"{{"token":{{"expires_at":"{}","project":{{"id":"iam-project"}}}}}}"#,
                timestamp(ends)
            );
            response(201, &[("x-subject-token", &token)], body)
        })
    }

    fn key(&self) -> HttpResponse {
        use huaweicloud_core::Clock;
        let count = self.sent_to("/openstack/latest/securitykey").len();
        let ends = timestamp(self.clock.now() + Duration::from_secs(3600));
        let body = format!(
            r#"{{"credential":{{"access":"AK{count}","secret":"planted","securitytoken":"st{count}",
                "expires_at":"{ends}"}}}}"#
        );
        response(200, &[], body)
    }

    fn config(&self, credential: impl ProvideCredential) -> ConfigBuilder {
        Config::builder()
            .endpoint("https://roma.example.com")
            .project_id("p1")
            .credential(credential)
            .transport(self.clone())
            .clock(self.clock.clone())
            .without_retries()
    }

    fn client(&self, credential: impl ProvideCredential) -> Client {
        Client::new(self.config(credential).build().unwrap()).unwrap()
    }

    fn refuse_all(&self) {
        self.state(|state| state.valid.clear());
    }
}

impl Transport for Cloud {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            // As on a network, others go on in the meantime, however often they ask.
            tokio::spawn(tokio::task::yield_now()).await.unwrap();
            if request.url.path() == "/v3/auth/tokens" && self.state(|state| state.iam_hangs) {
                self.state(|state| state.requests.push(request));
                std::future::pending::<()>().await;
                unreachable!("nobody hangs up");
            }
            Ok(self.answer(request))
        })
    }
}

fn password() -> Password {
    Password::new("account", "user", PASSWORD).endpoint("https://iam.example.com")
}

async fn call(client: &Client) -> Result<(), Error> {
    client.request(&LIST).send_empty().await.map(drop)
}

/// Lets what runs in the background come to its end.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

async fn parallel(client: &Client, count: usize) -> Vec<Result<(), Error>> {
    let tasks: Vec<_> = (0..count)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

#[tokio::test]
async fn one_token_is_fetched_however_many_calls_wait() {
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
async fn a_token_is_renewed_before_it_ends() {
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
async fn a_401_in_the_middle_renews_once_for_all() {
    let cloud = Cloud::new();
    let client = cloud.client(password());
    call(&client).await.unwrap();
    cloud.refuse_all();
    assert!(parallel(&client, 50).await.iter().all(Result::is_ok));
    assert_eq!(cloud.tokens_fetched(), 2);
    // A refusal means that nothing was done, so a change is made again as well.
    cloud.refuse_all();
    client.request(&CREATE).send_empty().await.unwrap();
}

#[tokio::test]
async fn a_token_that_is_always_refused_is_not_fetched_for_ever() {
    let cloud = Cloud::new();
    let client = cloud.client(password());
    for _ in 0..10 {
        // Whatever IAM gives, the service refuses it.
        let outcome = {
            let service = cloud.clone();
            let call = call(&client);
            tokio::pin!(call);
            loop {
                service.refuse_all();
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
async fn a_token_of_the_caller_is_not_tried_twice() {
    let cloud = Cloud::new();
    let error = call(&cloud.client(Token::new("mine"))).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(cloud.sent_to("/v2/p1/apps").len(), 1);
}

#[tokio::test]
async fn an_iam_that_fails_is_reported_without_the_password() {
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
async fn an_iam_that_hangs_ends_within_the_time_limit() {
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
    // The login goes on without the call that gave up, and never longer than its own limit.
    cloud.state(|state| state.iam_hangs = false);
    tokio::time::sleep(Duration::from_millis(80)).await;
    call(&client).await.unwrap();
}

#[tokio::test]
async fn a_token_that_has_expired_when_it_comes_is_an_error() {
    let cloud = Cloud::new();
    cloud.state(|state| state.lifetime = Some(-60));
    let error = call(&cloud.client(password())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.to_string().contains("check the clock"), "{error}");
}

#[tokio::test]
async fn the_scope_follows_the_configuration_unless_it_is_named() {
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
async fn an_access_key_comes_from_the_environment() {
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
        (vec![], "HUAWEICLOUD_SDK_AK is not set"),
        (
            vec![("HUAWEICLOUD_SDK_AK", "AK"), ("HUAWEICLOUD_SDK_SK", "")],
            "_SK is not set",
        ),
    ] {
        let error = call(&cloud.client(environment(&pairs))).await.unwrap_err();
        assert!(error.to_string().contains(missing), "{error}");
    }
}

#[tokio::test]
async fn an_access_key_comes_from_the_profile_file() {
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

    // The same secret given directly signs the same.
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
async fn an_access_key_comes_from_the_instance() {
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
async fn a_chain_asks_in_the_official_order() {
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
async fn a_chain_without_any_credential_says_why_for_each_source() {
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
        "environment variables: the environment variable HUAWEICLOUD_SDK_AK",
        "profile file: the profile file /nonexistent/credentials cannot be read",
        "instance metadata: the instance metadata service has an address that is none",
    ] {
        assert!(text.contains(reason), "{text}");
    }
}

#[tokio::test]
async fn what_is_empty_or_no_header_is_refused_before_sending() {
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
