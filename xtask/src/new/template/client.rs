#![doc = include_str!("../README.md")]
#![doc = include_str!("generated/operations.md")]

#[rustfmt::skip]
mod generated;

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

/// The client of the {title} API: its methods are the service's operations.
///
/// # Examples
///
/// ```no_run
/// use huaweicloud_{module}::{Config, {type}, Token};
///
/// # async fn example() -> Result<(), huaweicloud_{module}::Error> {
/// let config = Config::builder()
///     .region("cn-north-4")
///     .project_id("73d69ae0cfcf460190522d06b60f05ad")
///     .credential(Token::new("MIIDkgYJKoZIhvcNAQcCoIIDgzCCA38CAQExDTAL"))
///     .build()?;
/// let client = {type}::connect(config)?;
/// # let _ = client;
/// # Ok(())
/// # }
/// ```
pub type {type} = Client;

impl Client {
    /// A client of this configuration.
    ///
    /// # Errors
    ///
    /// The configuration cannot become an HTTP client, for instance because the system's root
    /// certificates cannot be read.
    pub fn connect(config: Config) -> Result<Self, Error> {
        huaweicloud_core::Client::new(config).map(Self::new)
    }
}
