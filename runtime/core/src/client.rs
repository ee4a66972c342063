//! What calls are made with.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use crate::call::Call;
use crate::config::Config;
use crate::credential::{CredentialCache, ProvideCredential};
use crate::error::Error;
use crate::operation::Operation;
use crate::surroundings::Surroundings;

/// What calls are made with: a configuration, a credential and the connections to the services.
///
/// A clone is cheap and shares all three, and the retry budget.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

/// Where calls go and on whose behalf, without the settings.
impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = self.config();
        let mut shown = formatter.debug_struct("Client");
        if let Some(endpoint) = &config.endpoint {
            shown.field("endpoint", &endpoint.as_str());
        } else if let Some(region) = &config.region {
            shown.field("region", region);
        }
        if let Some(project_id) = &config.project_id {
            shown.field("project_id", project_id);
        }
        shown.finish_non_exhaustive()
    }
}

/// What the clones of a client have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) surroundings: Surroundings,
    pub(crate) credentials: CredentialCache,
    /// By how many seconds the clock of the services is ahead of this machine's.
    pub(crate) clock_difference: Arc<AtomicI64>,
}

impl Client {
    /// A client with this configuration; it connects with its first call.
    ///
    /// # Errors
    ///
    /// Says what this machine lacks for encrypted connections.
    pub fn new(config: Config) -> Result<Self, Error> {
        let surroundings = Surroundings::new(Arc::new(config))?;
        let source = Arc::clone(&surroundings.config.credential);
        let credentials = CredentialCache::new(surroundings.clone(), source);
        let clock_difference = Arc::new(AtomicI64::new(0));
        Ok(Self {
            shared: Arc::new(Shared {
                surroundings,
                credentials,
                clock_difference,
            }),
        })
    }

    /// The configuration of the client.
    pub fn config(&self) -> &Config {
        &self.shared.surroundings.config
    }

    /// A client with another credential that shares connections, settings and the retry budget.
    ///
    /// ```no_run
    /// # fn example(client: huaweicloud_core::Client) {
    /// use huaweicloud_core::Token;
    ///
    /// let on_behalf_of_another = client.with_credential(Token::new("their token"));
    /// # }
    /// ```
    #[must_use]
    pub fn with_credential(&self, source: impl ProvideCredential) -> Self {
        let source: Arc<dyn ProvideCredential> = Arc::new(source);
        let mut config = (*self.shared.surroundings.config).clone();
        config.credential = Arc::clone(&source);
        let surroundings = self.shared.surroundings.configured(config.clone());
        self.sharing(config, CredentialCache::new(surroundings, source))
    }

    /// A client with another configuration and credential that shares everything else.
    pub(crate) fn sharing(&self, config: Config, credentials: CredentialCache) -> Self {
        Self {
            shared: Arc::new(Shared {
                surroundings: self.shared.surroundings.configured(config),
                credentials,
                clock_difference: Arc::clone(&self.shared.clock_difference),
            }),
        }
    }

    /// Starts a call of an operation.
    ///
    /// Generated clients use it; so can anyone for an operation that they do not have yet, with a
    /// constant [`Operation`] of one's own.
    pub fn request(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }
}
