//! The configuration of a client.

mod builder;
#[cfg(feature = "regions-file")]
mod regions_file;

use std::fmt;
use std::sync::Arc;

use url::Url;

use crate::credential::ProvideCredential;
use crate::settings::Settings;

pub use builder::ConfigBuilder;

/// The configuration that all calls of a client share: endpoint, identifiers, credential, time limits,
/// retries.
///
/// ```
/// use std::time::Duration;
///
/// use huaweicloud_core::{Config, CredentialChain};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let config = Config::builder()
///     .region("cn-north-4")
///     .project_id("73d69ae0cfcf460190522d06b60f05ad")
///     .credential(CredentialChain::new())
///     .call_timeout(Duration::from_secs(30))
///     .build()?;
/// assert_eq!(config.region(), Some("cn-north-4"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Config {
    pub(crate) settings: Arc<Settings>,
    pub(crate) credential: Arc<dyn ProvideCredential>,
}

impl Config {
    /// Starts a configuration.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The endpoint. `None` if it depends on the region and the service.
    pub fn endpoint(&self) -> Option<&Url> {
        self.settings.endpoint.as_ref()
    }

    /// The region. `None` if only an endpoint is configured.
    pub fn region(&self) -> Option<&str> {
        self.settings.region.as_deref()
    }

    /// The project of every call that does not name another one. `None` if it depends on the credential.
    pub fn project_id(&self) -> Option<&str> {
        self.settings.project_id.as_deref()
    }

    /// The instance of every call that does not name another one, if any.
    pub fn instance_id(&self) -> Option<&str> {
        self.settings.instance_id.as_deref()
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.settings;
        formatter
            .debug_struct("Config")
            .field("endpoint", &settings.endpoint.as_ref().map(Url::as_str))
            .field("region", &settings.region)
            .field("project_id", &settings.project_id)
            .field("instance_id", &settings.instance_id)
            .field("credential", &self.credential)
            .field("attempt_timeout", &settings.attempt_timeout)
            .field("call_timeout", &settings.retries.call_timeout)
            .field("retry", &settings.retries.policy)
            .field("backoff", &settings.retries.backoff)
            .field("network", &settings.network)
            .finish_non_exhaustive()
    }
}
