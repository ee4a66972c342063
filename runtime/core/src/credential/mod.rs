//! Credentials and their providers.

mod access_key;
mod cache;
mod cached;
mod chain;
mod environment;
mod metadata;
mod oidc;
mod password;
mod pod_identity;
mod profile;
mod profile_text;
mod rejections;
mod renewal;
mod temporary;
mod token;

use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use huaweicloud_types::Secret;

use crate::context::ClientContext;
use crate::error::Error;
use crate::future::BoxFuture;

pub use access_key::AccessKey;
pub(crate) use cache::CredentialCache;
pub(crate) use cached::CachedCredential;
pub use chain::CredentialChain;
pub use environment::Environment;
pub use metadata::InstanceMetadata;
pub use oidc::Oidc;
pub use password::Password;
pub use pod_identity::PodIdentity;
pub use profile::Profile;
pub use token::Token;

/// A credential, possibly temporary, as a [provider](ProvideCredential) returns it.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use huaweicloud_core::{BoxFuture, ClientContext, Credential, Error, ProvideCredential};
///
/// /// Gets tokens from a program's own vault.
/// #[derive(Debug)]
/// struct Vault;
///
/// impl ProvideCredential for Vault {
///     fn provide<'a>(
///         &'a self,
///         context: &'a ClientContext,
///     ) -> BoxFuture<'a, Result<Credential, Error>> {
///         let expires = context.now() + Duration::from_secs(3600);
///         let token = Credential::token("from the vault");
///         Box::pin(async move { Ok(token.expires(expires, Duration::from_secs(300))) })
///     }
///
///     fn renews(&self) -> bool {
///         true
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Credential {
    pub(crate) proof: Proof,
    pub(crate) expires: Option<SystemTime>,
    pub(crate) renew_before: Duration,
    pub(crate) project_id: Option<String>,
}

/// The two ways to authorize a call.
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    /// An IAM token, sent as `X-Auth-Token`.
    Token(Secret),
    /// An access key, which signs every request.
    Key(AccessKey),
}

impl Credential {
    /// Creates a credential from an IAM token.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self::new(Proof::Token(token.into()))
    }

    /// Creates a credential from an access key, permanent or temporary.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use huaweicloud_core::{AccessKey, Credential};
    ///
    /// let key = AccessKey::new("AK", "SK").with_security_token("security-token");
    /// let expires = SystemTime::now() + Duration::from_secs(3600);
    /// let credential = Credential::access_key(key).expires(expires, Duration::from_secs(600));
    /// ```
    pub fn access_key(key: AccessKey) -> Self {
        let project_id = key.project().map(str::to_owned);
        Self {
            project_id,
            ..Self::new(Proof::Key(key))
        }
    }

    fn new(proof: Proof) -> Self {
        Self {
            proof,
            expires: None,
            renew_before: Duration::ZERO,
            project_id: None,
        }
    }

    /// The texts that must not be printed.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let (first, second) = match &self.proof {
            Proof::Token(token) => (token, None),
            Proof::Key(key) => (key.secret(), key.security_token()),
        };
        std::iter::once(first).chain(second)
    }

    /// Sets when the credential expires, and how long before that it is renewed.
    pub fn expires(mut self, at: SystemTime, renew_before: Duration) -> Self {
        self.expires = Some(at);
        self.renew_before = renew_before;
        self
    }

    /// Sets the project of calls that do not name one.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }
}

/// A credential provider.
///
/// The client caches the credential for all its calls until it is about to expire or a service rejects it,
/// so a provider does not need a cache of its own. [`Credential`] has an example.
pub trait ProvideCredential: Debug + Send + Sync + 'static {
    /// Returns a credential. The context has the settings of the client and sends requests.
    fn provide<'a>(
        &'a self,
        context: &'a ClientContext,
    ) -> BoxFuture<'a, Result<Credential, Error>>;

    /// Whether the provider may return another credential after a service has rejected this one.
    fn renews(&self) -> bool {
        false
    }
}
