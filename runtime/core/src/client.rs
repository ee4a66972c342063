//! The client that makes calls.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use crate::call::{Call, ProjectLookup};
use crate::config::Config;
use crate::context::ClientContext;
use crate::credential::{CredentialCache, ProvideCredential};
use crate::error::Error;
use crate::operation::Operation;
use crate::settings::Settings;

/// Makes calls with a configuration, a credential and a pool of connections.
///
/// A clone is cheap and shares all three, and the retry budget.
///
/// ```
/// use huaweicloud_core::{Client, Config, CredentialChain};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let config = Config::builder().region("cn-north-4").credential(CredentialChain::new()).build()?;
/// let client = Client::new(config)?;
/// let same_connections = client.clone();
/// assert_eq!(same_connections.config().region(), Some("cn-north-4"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

/// Prints where calls go, without the other settings.
impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = self.settings();
        let mut shown = formatter.debug_struct("Client");
        if let Some(endpoint) = &settings.endpoint {
            shown.field("endpoint", &endpoint.as_str());
        } else if let Some(region) = &settings.region {
            shown.field("region", region);
        }
        if let Some(project_id) = &settings.project_id {
            shown.field("project_id", project_id);
        }
        shown.finish_non_exhaustive()
    }
}

/// What the clones of a client share.
#[derive(Debug)]
pub(crate) struct Shared {
    config: Config,
    pub(crate) context: ClientContext,
    pub(crate) credentials: CredentialCache,
    /// The project of the region, which is looked up for these credentials.
    pub(crate) project: Arc<ProjectLookup>,
    /// By how many seconds the clock of the services is ahead of this machine's.
    pub(crate) clock_difference: Arc<AtomicI64>,
}

impl Client {
    /// Creates a client with this configuration. It connects when it sends the first call.
    ///
    /// # Errors
    ///
    /// Encrypted connections cannot be set up on this machine.
    pub fn new(config: Config) -> Result<Self, Error> {
        let context = ClientContext::new(Arc::clone(&config.settings))?;
        let provider = Arc::clone(&config.credential);
        Ok(Self {
            shared: Arc::new(Shared {
                credentials: CredentialCache::new(context.clone(), provider),
                config,
                context,
                project: Arc::default(),
                clock_difference: Arc::default(),
            }),
        })
    }

    /// The configuration of the client.
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    /// A client with another credential that shares the connections, the settings and the retry
    /// budget of this one.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, "{}");
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::Operation;
    /// # const SHOW: Operation = Operation::new("ShowApp", "GET", "/v2/apps/1");
    /// let on_behalf_of_another = client.with_credential(Token::new("their-token"));
    /// on_behalf_of_another.request(&SHOW).send_empty().await?;
    /// assert_eq!(service.requests()[0].headers["x-auth-token"], "their-token");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    #[must_use]
    pub fn with_credential(&self, provider: impl ProvideCredential) -> Self {
        let provider: Arc<dyn ProvideCredential> = Arc::new(provider);
        let Shared {
            config,
            context,
            clock_difference,
            ..
        } = &*self.shared;
        Self {
            shared: Arc::new(Shared {
                config: Config {
                    credential: Arc::clone(&provider),
                    ..config.clone()
                },
                context: context.clone(),
                credentials: CredentialCache::new(context.clone(), provider),
                project: Arc::default(),
                clock_difference: Arc::clone(clock_difference),
            }),
        }
    }

    /// A client with other settings that shares everything else.
    pub(crate) fn with_settings(&self, settings: Settings) -> Self {
        let settings = Arc::new(settings);
        let Shared {
            config,
            context,
            credentials,
            project,
            clock_difference,
        } = &*self.shared;
        Self {
            shared: Arc::new(Shared {
                config: Config {
                    settings: Arc::clone(&settings),
                    ..config.clone()
                },
                context: context.with_settings(settings),
                credentials: credentials.clone(),
                project: Arc::clone(project),
                clock_difference: Arc::clone(clock_difference),
            }),
        }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.shared.context.settings
    }

    /// Starts a call of an operation.
    ///
    /// Generated clients use it. Programs can use it to call operations that the generated clients do not
    /// have, by defining an [`Operation`] themselves.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new().json(200, r#"{"size": 2}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// use huaweicloud_core::{Json, Operation, Parameter};
    ///
    /// const LIST_TAGS: Operation =
    ///     Operation::new("ListTags", "GET", "/v2/instances/{instance_id}/tags")
    ///         .parameters(&[Parameter::path("instance_id")]);
    ///
    /// let tags = client.request(&LIST_TAGS).path("instance_id", Some("i-1")).send::<Json>().await?;
    /// assert_eq!(tags.at("/size").read::<i64>()?, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn request(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }
}
