//! What every call of a client has in common.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use crate::credential::ProvideCredential;
use crate::endpoint;
use crate::error::Error;

/// What every call of a client has in common: endpoint, identifiers, credential, time limits.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) endpoint: Url,
    pub(crate) project_id: Option<String>,
    pub(crate) instance_id: Option<String>,
    pub(crate) credential: Arc<dyn ProvideCredential>,
    pub(crate) connect_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Option<Duration>,
    pub(crate) response_limit: usize,
}

impl Config {
    /// Starts a configuration.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }
}

/// A configuration being put together.
#[derive(Clone, Debug)]
#[must_use]
pub struct ConfigBuilder {
    endpoint: Option<String>,
    allow_http: bool,
    project_id: Option<String>,
    instance_id: Option<String>,
    credential: Option<Arc<dyn ProvideCredential>>,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    call_timeout: Option<Duration>,
    response_limit: usize,
}

impl Default for ConfigBuilder {
    fn default() -> Self {
        Self {
            endpoint: None,
            allow_http: false,
            project_id: None,
            instance_id: None,
            credential: None,
            // The limits of the official SDKs.
            connect_timeout: Duration::from_secs(60),
            attempt_timeout: Duration::from_secs(120),
            call_timeout: None,
            response_limit: 64 * 1024 * 1024,
        }
    }
}

impl ConfigBuilder {
    /// The address of the service, such as `https://roma.cn-north-4.myhuaweicloud.com`.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Whether the endpoint may be `http://`: for a test server on this machine, and nothing else.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// The project of every call that does not name another.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// The instance of every call that does not name another.
    pub fn instance_id(mut self, instance_id: impl Into<String>) -> Self {
        self.instance_id = Some(instance_id.into());
        self
    }

    /// What proves that the calls are allowed, such as a [`Token`](crate::Token).
    pub fn credential(mut self, credential: impl ProvideCredential) -> Self {
        self.credential = Some(Arc::new(credential));
        self
    }

    /// How long connecting may take, TLS included: 60 seconds, unless set.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
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

    /// How many bytes the body of an answer may have: 64 MiB, unless set.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Checks the configuration.
    ///
    /// # Errors
    ///
    /// Says what is missing or wrong and how to set it.
    pub fn build(self) -> Result<Config, Error> {
        let endpoint = self.endpoint.as_deref().ok_or_else(|| {
            Error::configuration(
                "there is no endpoint: call `.endpoint(\"https://...\")` on the configuration",
            )
        })?;
        let credential = self.credential.ok_or_else(|| {
            Error::configuration(
                "there is no credential: call `.credential(Token::new(...))` on the configuration",
            )
        })?;
        not_zero("connect_timeout", self.connect_timeout)?;
        not_zero("attempt_timeout", self.attempt_timeout)?;
        not_zero("call_timeout", self.call_timeout.unwrap_or(Duration::MAX))?;
        if self.response_limit == 0 {
            return Err(Error::configuration(
                "`response_limit` is 0, so no answer could be read: give a number of bytes",
            ));
        }
        Ok(Config {
            endpoint: endpoint::parse(endpoint, self.allow_http)?,
            project_id: identifier("project_id", self.project_id)?,
            instance_id: identifier("instance_id", self.instance_id)?,
            credential,
            connect_timeout: self.connect_timeout,
            attempt_timeout: self.attempt_timeout,
            call_timeout: self.call_timeout,
            response_limit: self.response_limit,
        })
    }
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
