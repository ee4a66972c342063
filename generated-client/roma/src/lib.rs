#![doc = include_str!("../README.md")]

#[rustfmt::skip]
mod generated;

#[allow(
    unused_imports,
    unreachable_pub,
    reason = "without any feature there is nothing in it"
)]
pub use generated::*;
pub use huaweicloud_core::{
    self, AccessKey, Backoff, Blocking, Body, BoxFuture, Bytes, CallSettings, Client as CoreClient,
    ClientContext, Clock, Config, ConfigBuilder, Credential, CredentialChain, Download,
    Environment, Error, ErrorKind, FailedAttempt, Field, HttpRequest, HttpResponse,
    InstanceMetadata, Items, Json, LimitAttempts, LimitTime, MissingField, Never, Oidc, Pages,
    Part, Password, PodIdentity, Profile, ProvideCredential, Response, RetryBudget, RetryPolicy,
    Secret, Started, Stream, StreamExt, Token, Transient, Transport, TryStreamExt, Validate,
    Violation, Violations, Waiter, http, reqwest, testing,
};

/// The client of ROMA Connect: one method per component, each giving the component's client.
///
/// # Examples
///
/// ```no_run
/// use huaweicloud_roma::apic::StatisticsMode;
/// use huaweicloud_roma::{Config, Roma, Token};
///
/// # async fn example() -> Result<(), huaweicloud_roma::Error> {
/// let config = Config::builder()
///     .region("cn-north-4")
///     .project_id("73d69ae0cfcf460190522d06b60f05ad")
///     .instance_id("f0fa1789-3b76-433b-a787-9892951c620e")
///     .credential(Token::new("MIIDkgYJKoZIhvcNAQcCoIIDgzCCA38CAQExDTAL"))
///     .build()?;
/// let roma = Roma::connect(config)?;
/// let statistics = roma.apic().list_statistics_api().mode(StatisticsMode::All).duration("1h").send().await?;
/// println!("{} periods", statistics.list.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Roma {
    #[allow(dead_code, reason = "without any feature there is nothing to call")]
    core: huaweicloud_core::Client,
}

impl Roma {
    /// A client of this configuration.
    ///
    /// # Errors
    ///
    /// The configuration cannot become an HTTP client, for instance because the system's root
    /// certificates cannot be read.
    pub fn connect(config: Config) -> Result<Self, Error> {
        huaweicloud_core::Client::new(config).map(Self::new)
    }

    /// Calls through this configured client, which other services' clients can share.
    pub fn new(core: huaweicloud_core::Client) -> Self {
        Self { core }
    }

    /// The instance itself: how much it is used.
    #[cfg(feature = "instances")]
    pub fn instances(&self) -> instances::Client {
        instances::Client::new(self.core.clone())
    }

    /// APIs: their statistics and the applications that call them.
    #[cfg(feature = "apic")]
    pub fn apic(&self) -> apic::Client {
        apic::Client::new(self.core.clone())
    }

    /// Device integration: products, devices and their groups.
    #[cfg(feature = "link")]
    pub fn link(&self) -> link::Client {
        link::Client::new(self.core.clone())
    }

    /// Data integration: tasks and how they run.
    #[cfg(feature = "fdi")]
    pub fn fdi(&self) -> fdi::Client {
        fdi::Client::new(self.core.clone())
    }

    /// Message integration: topics, who may use them, and their messages.
    #[cfg(feature = "mqs")]
    pub fn mqs(&self) -> mqs::Client {
        mqs::Client::new(self.core.clone())
    }
}
