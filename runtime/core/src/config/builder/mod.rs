//! Building a configuration.

mod build;
mod limits;
mod target;
mod transport;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::credential::ProvideCredential;
use crate::random::Random;
use crate::retry::{Backoff, RetryBudget, RetryPolicy, RetrySettings, Transient};
use crate::settings::Hooks;
use crate::time::{Clock, SystemClock};
use crate::transport::{NetworkSettings, Transport};

/// Builds a [`Config`](crate::Config).
///
/// ```
/// use huaweicloud_core::{Config, ConfigBuilder, CredentialChain};
///
/// /// What all clients of a program have in common.
/// fn shared() -> ConfigBuilder {
///     Config::builder().region("cn-north-4").credential(CredentialChain::new())
/// }
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let production = shared().project_id("73d69ae0cfcf460190522d06b60f05ad").build()?;
/// let test = shared().project_id("0123456789abcdef0123456789abcdef").validate_requests(true).build()?;
/// # let _ = (production, test);
/// # Ok(())
/// # }
/// ```
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
    credential_timeout: Duration,
    retries: RetrySettings,
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
            credential_timeout: Duration::from_secs(15),
            retries: RetrySettings {
                policy: default_policy(),
                backoff: Backoff::default(),
                budget: RetryBudget::default(),
                call_timeout: None,
            },
            clock: Arc::new(SystemClock::default()),
            random: Random::default(),
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

fn default_policy() -> Arc<dyn RetryPolicy> {
    let policy = Transient::new().limit_attempts(4);
    Arc::new(policy.limit_time(Duration::from_secs(120)))
}

impl fmt::Debug for ConfigBuilder {
    // Without the endpoint, which may contain a password before it is checked.
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
