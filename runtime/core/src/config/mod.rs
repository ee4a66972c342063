//! What every call of a client has in common.

mod builder;
mod hooks;
#[cfg(feature = "regions-file")]
mod regions_file;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use url::Url;

use crate::credential::ProvideCredential;
use crate::retry::{Backoff, RetryBudget, RetryPolicy};
use crate::surroundings::Random;
use crate::time::Clock;
use crate::transport::{NetworkSettings, Transport};

pub use builder::ConfigBuilder;
pub(crate) use hooks::Hooks;

/// What every call of a client has in common: endpoint, identifiers, credential, limits, retries.
#[derive(Clone)]
pub struct Config {
    pub(crate) endpoint: Option<Url>,
    pub(crate) region: Option<String>,
    pub(crate) iam: Option<String>,
    /// What the environment names as endpoints in the region, by the service's name in capitals.
    pub(crate) named_endpoints: BTreeMap<String, String>,
    pub(crate) allow_http: bool,
    pub(crate) validate_requests: bool,
    pub(crate) project_id: Option<String>,
    pub(crate) instance_id: Option<String>,
    pub(crate) credential: Arc<dyn ProvideCredential>,
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Option<Duration>,
    pub(crate) credential_timeout: Duration,
    pub(crate) retry: Arc<dyn RetryPolicy>,
    pub(crate) backoff: Backoff,
    pub(crate) budget: RetryBudget,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Random,
    pub(crate) user_agent: HeaderValue,
    pub(crate) hooks: Hooks,
    pub(crate) network: NetworkSettings,
    pub(crate) transport: Option<Arc<dyn Transport>>,
}

impl Config {
    /// Starts a configuration.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The endpoint, where one is set.
    pub fn endpoint(&self) -> Option<&Url> {
        self.endpoint.as_ref()
    }

    /// The address of IAM: that of the configuration, the environment, the region, or the global one.
    pub(crate) fn iam_endpoint(&self) -> String {
        match (&self.iam, &self.region) {
            (Some(endpoint), _) => endpoint.clone(),
            (None, Some(region)) => format!("https://iam.{region}.myhuaweicloud.com"),
            (None, None) => "https://iam.myhuaweicloud.com".to_owned(),
        }
    }

    /// The region, where one is set.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The project of every call that does not name another.
    pub fn project_id(&self) -> Option<&str> {
        self.project_id.as_deref()
    }

    /// The instance of every call that does not name another.
    pub fn instance_id(&self) -> Option<&str> {
        self.instance_id.as_deref()
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("endpoint", &self.endpoint.as_ref().map(Url::as_str))
            .field("region", &self.region)
            .field("project_id", &self.project_id)
            .field("instance_id", &self.instance_id)
            .field("credential", &self.credential)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("call_timeout", &self.call_timeout)
            .field("retry", &self.retry)
            .field("backoff", &self.backoff)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}
