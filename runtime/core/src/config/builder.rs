//! Putting a configuration together.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::{Config, Hooks};
use crate::credential::ProvideCredential;
use crate::error::Error;
use crate::retry::{Backoff, Never, RetryBudget, RetryPolicy, Transient};
use crate::surroundings::Random;
use crate::time::{Clock, SystemClock};
use crate::transport::{Customization, NetworkSettings, Transport, certificates, identity};
use crate::transport::{HttpRequest, HttpResponse};
use crate::{endpoint, region};

/// How this crate introduces itself.
const USER_AGENT: &str = concat!("huaweicloud-sdk-rust/", env!("CARGO_PKG_VERSION"));

/// A configuration being put together.
#[derive(Clone)]
#[must_use]
pub struct ConfigBuilder {
    endpoint: Option<String>,
    region: Option<String>,
    iam: Option<String>,
    allow_http: bool,
    validate_requests: bool,
    project_id: Option<String>,
    instance_id: Option<String>,
    credential: Option<Arc<dyn ProvideCredential>>,
    attempt_timeout: Duration,
    call_timeout: Option<Duration>,
    credential_timeout: Duration,
    retry: Arc<dyn RetryPolicy>,
    backoff: Backoff,
    budget: RetryBudget,
    clock: Arc<dyn Clock>,
    random: Random,
    user_agent: Option<String>,
    hooks: Hooks,
    client_certificate: Option<(Vec<u8>, Vec<u8>)>,
    root_certificates: Vec<Vec<u8>>,
    network: NetworkSettings,
    transport: Option<Arc<dyn Transport>>,
}

impl Default for ConfigBuilder {
    fn default() -> Self {
        Self {
            endpoint: None,
            region: None,
            iam: None,
            allow_http: false,
            validate_requests: false,
            project_id: None,
            instance_id: None,
            credential: None,
            // The limits of the official SDKs.
            attempt_timeout: Duration::from_secs(120),
            call_timeout: None,
            credential_timeout: Duration::from_secs(15),
            retry: Arc::new(
                Transient::new()
                    .limit_attempts(4)
                    .limit_time(Duration::from_secs(120)),
            ),
            backoff: Backoff::default(),
            budget: RetryBudget::default(),
            clock: Arc::new(SystemClock::default()),
            random: Arc::new(fastrand::f64),
            user_agent: None,
            hooks: Hooks::default(),
            client_certificate: None,
            root_certificates: Vec::new(),
            network: NetworkSettings {
                connect_timeout: Duration::from_secs(60),
                // Many servers close connections after 5 seconds without a request.
                idle_timeout: Duration::from_secs(4),
                response_limit: 64 * 1024 * 1024,
                roots: Vec::new(),
                identity: None,
                proxy: None,
                environment_proxy: true,
                customization: None,
            },
            transport: None,
        }
    }
}

impl fmt::Debug for ConfigBuilder {
    // Not the endpoint: before it is checked it may hold a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ConfigBuilder")
            .field("region", &self.region)
            .field("project_id", &self.project_id)
            .field("instance_id", &self.instance_id)
            .field("credential", &self.credential)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

/// Where calls go, and on whose behalf.
impl ConfigBuilder {
    /// The address of the service, such as `https://roma.cn-north-4.myhuaweicloud.com`.
    ///
    /// It goes before a [`region`](Self::region).
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// The region, such as `cn-north-4`: each service is called at its documented endpoint there.
    ///
    /// A variable such as `HUAWEICLOUD_SDK_REGION_ROMA_CN_NORTH_4` names another endpoint for one
    /// service in one region. With the feature `regions-file` so does the file that
    /// `HUAWEICLOUD_SDK_REGIONS_FILE` names, or else `~/.huaweicloud/regions.yaml`:
    ///
    /// ```yaml
    /// ROMA:
    ///   - id: my-region-1
    ///     endpoint: https://roma.my-region-1.example.com
    /// ```
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The address of IAM, which logs users in and knows the projects of regions.
    ///
    /// Unless set, it is that of `HUAWEICLOUD_SDK_IAM_ENDPOINT`, or of the region.
    pub fn iam_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.iam = Some(endpoint.into());
        self
    }

    /// Whether the endpoint may be `http://`: for a test server on this machine, and nothing else.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Whether every call's documented limits are checked before it is sent: not, unless set,
    /// because pages and services disagree about them too often.
    pub fn validate_requests(mut self, validate: bool) -> Self {
        self.validate_requests = validate;
        self
    }

    /// The project of every call that does not name another.
    ///
    /// Without it, the credential's is used; an access key without one has it looked up by the name
    /// of the region, once.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// The instance of every call that does not name another.
    pub fn instance_id(mut self, instance_id: impl Into<String>) -> Self {
        self.instance_id = Some(instance_id.into());
        self
    }

    /// What proves that the calls are allowed: a [`Token`](crate::Token), an
    /// [`AccessKey`](crate::AccessKey) or a source of either.
    pub fn credential(mut self, credential: impl ProvideCredential) -> Self {
        self.credential = Some(Arc::new(credential));
        self
    }
}

/// Limits and retries.
impl ConfigBuilder {
    /// How long connecting may take, TLS included: 60 seconds, unless set.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.network.connect_timeout = limit;
        self
    }

    /// How long a connection without a request is kept for the next: 4 seconds, unless set.
    ///
    /// It should be shorter than the service keeps it: a request on a connection that the service
    /// is just closing fails, and is not sent again where that could do harm.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.network.idle_timeout = limit;
        self
    }

    /// How long one attempt may take, from connecting to the last byte: 120 seconds, unless set.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// How long a call may take with all its attempts: without a limit, unless set.
    pub fn call_timeout(mut self, limit: Duration) -> Self {
        self.call_timeout = Some(limit);
        self
    }

    /// How long one request for a credential may take, such as a login: 15 seconds, unless set.
    ///
    /// It goes on when the call that needed it is out of time or dropped, for the next call.
    pub fn credential_timeout(mut self, limit: Duration) -> Self {
        self.credential_timeout = limit;
        self
    }

    /// How many bytes the body of an answer may have: 64 MiB, unless set.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.network.response_limit = bytes;
        self
    }

    /// Whether a failed attempt is followed by another.
    ///
    /// Unless set: [`Transient`], at most four attempts, none later than two minutes after the
    /// start of the call.
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.retry = Arc::new(policy);
        self
    }

    /// Every call is attempted once.
    pub fn without_retries(self) -> Self {
        self.retry(Never)
    }

    /// How long a call waits between its attempts.
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// The retries that all calls share: 100, unless set.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }
}

/// How requests get there.
impl ConfigBuilder {
    /// What follows the user agent of this crate, such as `my-program/1.2`.
    pub fn user_agent(mut self, addition: impl Into<String>) -> Self {
        self.user_agent = Some(addition.into());
        self
    }

    /// Certificates in PEM that are trusted beside those of the operating system.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// The certificate that the client shows to services that ask for one, with its chain, and its
    /// private key, both in PEM.
    ///
    /// ```no_run
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use huaweicloud_core::Config;
    ///
    /// let (chain, key) = (std::fs::read("client.pem")?, std::fs::read("client.key")?);
    /// let config = Config::builder().client_certificate(chain, key);
    /// # Ok(())
    /// # }
    /// ```
    pub fn client_certificate(
        mut self,
        chain_pem: impl Into<Vec<u8>>,
        key_pem: impl Into<Vec<u8>>,
    ) -> Self {
        self.client_certificate = Some((chain_pem.into(), key_pem.into()));
        self
    }

    /// The proxy for all calls, instead of those that `HTTPS_PROXY` and the like name.
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.network.proxy = Some(address.into());
        self
    }

    /// No proxy, whatever `HTTPS_PROXY` and the like name.
    pub fn without_environment_proxy(mut self) -> Self {
        self.network.environment_proxy = false;
        self
    }

    /// A change to the HTTP client before it is built: pool sizes, client certificates, resolvers.
    ///
    /// Redirects stay off whatever the change is, because they would carry the credential along.
    /// That is also why this takes a change and no ready-made client.
    pub fn http_client(
        mut self,
        change: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        let change: Customization = Arc::new(change);
        self.network.customization = Some(change);
        self
    }

    /// What is done with every request before it is signed, such as adding a header for tracing.
    ///
    /// It is called once for each attempt, in the order in which hooks were added; requests for
    /// credentials are left alone. A signature covers what the hook adds.
    ///
    /// ```
    /// use huaweicloud_core::{Config, http::HeaderValue};
    ///
    /// let config = Config::builder().on_request(|request| {
    ///     request.headers.insert("traceparent", HeaderValue::from_static("00-4bf9-00f0-01"));
    /// });
    /// ```
    pub fn on_request(mut self, hook: impl Fn(&mut HttpRequest) + Send + Sync + 'static) -> Self {
        self.hooks.add_request(Arc::new(hook));
        self
    }

    /// What is done with every answer, whatever its status; once for each attempt.
    pub fn on_answer(mut self, hook: impl Fn(&HttpResponse) + Send + Sync + 'static) -> Self {
        self.hooks.add_answer(Arc::new(hook));
        self
    }

    /// Another way to get requests to the service than the network; see [`testing`](crate::testing).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Another clock than the machine's, for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Another source of randomness, for tests: numbers that are at least 0 and below 1.
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.random = Arc::new(random);
        self
    }
}

impl ConfigBuilder {
    /// Checks the configuration.
    ///
    /// # Errors
    ///
    /// Says what is missing or wrong and how to set it.
    pub fn build(self) -> Result<Config, Error> {
        let region = self
            .region
            .as_deref()
            .map(|region| region.trim().to_owned());
        if self.endpoint.is_none() && region.is_none() {
            return Err(Error::configuration(
                "there is neither a region nor an endpoint: call `.region(\"cn-north-4\")` or \
                 `.endpoint(\"https://...\")` on the configuration",
            ));
        }
        let endpoint = match &self.endpoint {
            Some(endpoint) => Some(endpoint::parse(endpoint, self.allow_http)?),
            None => None,
        };
        let named_endpoints = match (&endpoint, region.as_deref()) {
            (None, Some(region)) => named_endpoints(region)?,
            _ => BTreeMap::new(),
        };
        if let (None, Some(region), true) = (&endpoint, &region, named_endpoints.is_empty()) {
            region::check(region)?;
        }
        let credential = self.credential.ok_or_else(|| {
            Error::configuration(
                "there is no credential: call `.credential(...)` on the configuration, for example \
                 with `Token::new(...)` or `CredentialChain::new()`",
            )
        })?;
        not_zero("attempt_timeout", self.attempt_timeout)?;
        not_zero("credential_timeout", self.credential_timeout)?;
        not_zero("call_timeout", self.call_timeout.unwrap_or(Duration::MAX))?;
        Ok(Config {
            endpoint,
            region,
            named_endpoints,
            iam: self
                .iam
                .or_else(|| variable("HUAWEICLOUD_SDK_IAM_ENDPOINT")),
            allow_http: self.allow_http,
            validate_requests: self.validate_requests,
            project_id: identifier("project_id", self.project_id)?,
            instance_id: identifier("instance_id", self.instance_id)?,
            credential,
            attempt_timeout: self.attempt_timeout,
            call_timeout: self.call_timeout,
            credential_timeout: self.credential_timeout,
            retry: self.retry,
            backoff: self.backoff,
            budget: self.budget,
            clock: self.clock,
            random: self.random,
            user_agent: user_agent(self.user_agent.as_deref())?,
            hooks: self.hooks,
            network: network(
                self.network,
                &self.root_certificates,
                self.client_certificate.as_ref(),
            )?,
            transport: self.transport,
        })
    }
}

fn network(
    mut network: NetworkSettings,
    root_certificates: &[Vec<u8>],
    client_certificate: Option<&(Vec<u8>, Vec<u8>)>,
) -> Result<NetworkSettings, Error> {
    not_zero("connect_timeout", network.connect_timeout)?;
    if network.response_limit == 0 {
        return Err(Error::configuration(
            "`response_limit` is 0, so no answer could be read: give a number of bytes",
        ));
    }
    for pem in root_certificates {
        network.roots.extend(certificates(pem)?);
    }
    if let Some((chain, key)) = client_certificate {
        network.identity = Some(identity(chain, key)?);
    }
    Ok(network)
}

fn user_agent(addition: Option<&str>) -> Result<HeaderValue, Error> {
    let text = match addition {
        Some(addition) => format!("{USER_AGENT} {}", addition.trim()),
        None => USER_AGENT.to_owned(),
    };
    HeaderValue::from_str(&text).map_err(|source| {
        Error::configuration(
            "`user_agent` has characters that a header cannot have: write it like `my-program/1.2`",
        )
        .with_source(source)
    })
}

/// The variables of this process whose values are text.
/// The endpoints that the environment names for services in a region: in the regions file, and over
/// it in variables.
fn named_endpoints(region: &str) -> Result<BTreeMap<String, String>, Error> {
    #[cfg(feature = "regions-file")]
    let mut endpoints = super::regions_file::endpoints(region)?;
    #[cfg(not(feature = "regions-file"))]
    let mut endpoints = BTreeMap::new();
    endpoints.extend(region::named_endpoints(variables(), region));
    Ok(endpoints)
}

fn variables() -> impl Iterator<Item = (String, String)> {
    let text = |value: std::ffi::OsString| value.into_string().ok();
    std::env::vars_os().filter_map(move |(name, value)| Some((text(name)?, text(value)?)))
}

/// A variable of this process; an empty one is as good as none.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn not_zero(name: &str, limit: Duration) -> Result<(), Error> {
    if limit.is_zero() {
        return Err(Error::configuration(format!(
            "`{name}` is zero, so every call would fail: give a longer time or leave it out"
        )));
    }
    Ok(())
}

/// An identifier that can stand in a path.
fn identifier(name: &str, value: Option<String>) -> Result<Option<String>, Error> {
    match value.as_deref().map(str::trim) {
        Some("" | "." | "..") => Err(Error::configuration(format!(
            "`{name}` of the configuration is not an identifier: \
             give the one that the console shows, or leave it out"
        ))),
        Some(trimmed) => Ok(Some(trimmed.to_owned())),
        None => Ok(None),
    }
}
