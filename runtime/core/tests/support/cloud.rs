//! A cloud without a network: IAM, a metadata service, and a service that knows valid tokens.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests")]

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use huaweicloud_core::http::{HeaderMap, HeaderValue, StatusCode};
use huaweicloud_core::testing::ManualClock;
use huaweicloud_core::{
    BoxFuture, Client, Config, ConfigBuilder, Error, HttpRequest, HttpResponse, Operation,
    Password, ProvideCredential, Transport,
};

pub(crate) static LIST: Operation = Operation::new("List", "GET", "/v2/{project_id}/apps");
pub(crate) static CREATE: Operation = Operation::new("Create", "POST", "/v2/{project_id}/apps");
pub(crate) const PASSWORD: &str = "planted-password";
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A cloud without a network: IAM, a metadata service, and a service that knows valid tokens.
#[derive(Clone)]
pub(crate) struct Cloud {
    pub(crate) clock: ManualClock,
    pub(crate) state: Arc<Mutex<State>>,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) requests: Vec<HttpRequest>,
    pub(crate) issued: usize,
    pub(crate) valid: HashSet<String>,
    pub(crate) iam_status: Option<u16>,
    pub(crate) iam_hangs: bool,
    pub(crate) lifetime: Option<i64>,
    pub(crate) without_sessions: bool,
}

impl fmt::Debug for Cloud {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Cloud")
    }
}

pub(crate) fn response(
    status: u16,
    headers: &[(&'static str, &str)],
    body: String,
) -> HttpResponse {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_str(value).unwrap());
    }
    HttpResponse::new(StatusCode::from_u16(status).unwrap(), map, body)
}

pub(crate) fn timestamp(time: SystemTime) -> String {
    jiff::Timestamp::try_from(time).unwrap().to_string()
}

impl Cloud {
    pub(crate) fn new() -> Self {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        Self {
            clock: ManualClock::at(start),
            state: Arc::default(),
        }
    }

    pub(crate) fn state<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        use_it(&mut self.state.lock().unwrap())
    }

    pub(crate) fn sent_to(&self, path: &str) -> Vec<HttpRequest> {
        self.state(|state| {
            state
                .requests
                .iter()
                .filter(|sent| sent.url.path() == path)
                .cloned()
                .collect()
        })
    }

    pub(crate) fn tokens_fetched(&self) -> usize {
        self.sent_to("/v3/auth/tokens").len()
    }

    pub(crate) fn respond(&self, request: HttpRequest) -> HttpResponse {
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

    pub(crate) fn token(&self) -> HttpResponse {
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

    pub(crate) fn key(&self) -> HttpResponse {
        use huaweicloud_core::Clock;
        let count = self.sent_to("/openstack/latest/securitykey").len();
        let ends = timestamp(self.clock.now() + Duration::from_secs(3600));
        let body = format!(
            r#"{{"credential":{{"access":"AK{count}","secret":"planted","securitytoken":"st{count}",
                "expires_at":"{ends}"}}}}"#
        );
        response(200, &[], body)
    }

    pub(crate) fn config(&self, credential: impl ProvideCredential) -> ConfigBuilder {
        Config::builder()
            .endpoint("https://roma.example.com")
            .project_id("p1")
            .credential(credential)
            .transport(self.clone())
            .clock(self.clock.clone())
            .without_retries()
    }

    pub(crate) fn client(&self, credential: impl ProvideCredential) -> Client {
        Client::new(self.config(credential).build().unwrap()).unwrap()
    }

    pub(crate) fn reject_all(&self) {
        self.state(|state| state.valid.clear());
    }
}

impl Transport for Cloud {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            // As on a network, other calls continue in the meantime.
            tokio::spawn(tokio::task::yield_now()).await.unwrap();
            if request.url.path() == "/v3/auth/tokens" && self.state(|state| state.iam_hangs) {
                self.state(|state| state.requests.push(request));
                std::future::pending::<()>().await;
                unreachable!("nobody hangs up");
            }
            Ok(self.respond(request))
        })
    }
}

pub(crate) fn password() -> Password {
    Password::new("account", "user", PASSWORD).endpoint("https://iam.example.com")
}

pub(crate) async fn call(client: &Client) -> Result<(), Error> {
    client.request(&LIST).send_empty().await.map(drop)
}

/// Lets background tasks finish.
pub(crate) async fn settle() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

pub(crate) async fn parallel(client: &Client, count: usize) -> Vec<Result<(), Error>> {
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
