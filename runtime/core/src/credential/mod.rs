//! Where the proof comes from that a caller may call.

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

/// What proves, for a while, that calls are allowed.
#[derive(Clone, Debug)]
pub struct Credential {
    pub(crate) proof: Proof,
    pub(crate) expires: Option<SystemTime>,
    pub(crate) renew_before: Duration,
    pub(crate) project_id: Option<String>,
}

/// The two ways to prove that a call is allowed.
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    /// An IAM token, sent as `X-Auth-Token`.
    Token(Secret),
    /// An access key, with which every request is signed.
    Key(AccessKey),
}

impl Credential {
    /// An IAM token.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self::new(Proof::Token(token.into()))
    }

    /// An access key, temporary or not.
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

    /// Everything about it that must not be repeated.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let (first, second) = match &self.proof {
            Proof::Token(token) => (token, None),
            Proof::Key(key) => (key.secret(), key.security_token()),
        };
        std::iter::once(first).chain(second)
    }

    /// When the credential ends, and how long before that another should be asked for.
    pub fn expires(mut self, at: SystemTime, renew_before: Duration) -> Self {
        self.expires = Some(at);
        self.renew_before = renew_before;
        self
    }

    /// The project that calls are about which do not name one.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }
}

/// A source of credentials.
///
/// The client asks once and keeps what it gets until it is about to expire or is refused, however
/// many calls need it; a source keeps nothing itself.
pub trait ProvideCredential: Debug + Send + Sync + 'static {
    /// Fetches or builds a credential.
    fn provide<'a>(
        &'a self,
        context: &'a ClientContext,
    ) -> BoxFuture<'a, Result<Credential, Error>>;

    /// Whether asking again, after a service has refused the credential, can give another one.
    fn renews(&self) -> bool {
        false
    }
}
