//! The settings of a client, without its credential.

mod hooks;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use url::Url;

use crate::random::Random;
use crate::retry::RetrySettings;
use crate::time::Clock;
use crate::transport::{NetworkSettings, Transport};

pub(crate) use hooks::Hooks;

/// Everything in a configuration except the credential, so that credential providers can use it.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) endpoint: Option<Url>,
    pub(crate) region: Option<String>,
    pub(crate) iam: Option<String>,
    /// Endpoints of services in the region that the environment names, by the service's name in
    /// upper case.
    pub(crate) named_endpoints: BTreeMap<String, String>,
    pub(crate) allow_http: bool,
    pub(crate) validate_requests: bool,
    pub(crate) project_id: Option<String>,
    pub(crate) instance_id: Option<String>,
    pub(crate) attempt_timeout: Duration,
    pub(crate) credential_timeout: Duration,
    pub(crate) retries: RetrySettings,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Random,
    pub(crate) user_agent: HeaderValue,
    pub(crate) hooks: Hooks,
    pub(crate) network: NetworkSettings,
    pub(crate) transport: Option<Arc<dyn Transport>>,
}

impl Settings {
    /// The endpoint of IAM: from the configuration or the environment, else that of the region, else
    /// the global one.
    pub(crate) fn iam_endpoint(&self) -> String {
        match (&self.iam, &self.region) {
            (Some(endpoint), _) => endpoint.clone(),
            (None, Some(region)) => format!("https://iam.{region}.myhuaweicloud.com"),
            (None, None) => "https://iam.myhuaweicloud.com".to_owned(),
        }
    }
}
