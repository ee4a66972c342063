//! Several providers, tried in order.

use std::sync::{Arc, OnceLock};

use super::{
    Credential, Environment, InstanceMetadata, Oidc, PodIdentity, Profile, ProvideCredential,
};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;

/// Credential providers that are tried in order until one has a credential.
///
/// The default order is that of the official SDKs: [`Oidc`], environment variables, profile file, instance
/// metadata service, [`PodIdentity`]. The provider that had a credential is the only one asked from then
/// on.
///
/// ```
/// use huaweicloud_core::{AccessKey, CredentialChain, Environment};
///
/// let chain = CredentialChain::empty()
///     .then("environment variables", Environment::new())
///     .then("built-in key", AccessKey::new("ID", "secret"));
/// # let _ = chain;
/// ```
#[derive(Clone, Debug)]
pub struct CredentialChain {
    providers: Vec<(String, Arc<dyn ProvideCredential>)>,
    found: Arc<OnceLock<usize>>,
}

impl CredentialChain {
    /// The providers of the official SDKs, in their order.
    pub fn new() -> Self {
        Self::with_environment(Environment::new())
    }

    /// The providers of the official SDKs, with environment variables from another place.
    ///
    /// ```
    /// use huaweicloud_core::{CredentialChain, Environment};
    ///
    /// // Variables with a prefix, such as `TEST_HUAWEICLOUD_SDK_AK`.
    /// let environment = Environment::reading(|name| std::env::var(format!("TEST_{name}")).ok());
    /// let chain = CredentialChain::with_environment(environment);
    /// ```
    pub fn with_environment(environment: Environment) -> Self {
        Self::empty()
            .then("OIDC", Oidc::with_environment(environment.clone()))
            .then("environment variables", environment.clone())
            .then(
                "profile file",
                Profile::with_environment(environment.clone()),
            )
            .then("instance metadata", InstanceMetadata::new())
            .then("pod identity", PodIdentity::with_environment(environment))
    }

    /// A chain without providers.
    pub fn empty() -> Self {
        Self {
            providers: Vec::new(),
            found: Arc::default(),
        }
    }

    /// Adds a provider to the end of the chain. Error messages show its name.
    ///
    /// ```
    /// use huaweicloud_core::{CredentialChain, Password};
    ///
    /// // The sources of the official SDKs, then a user of this program.
    /// let chain = CredentialChain::new()
    ///     .then("built-in user", Password::new("account", "user", "password"));
    /// ```
    pub fn then(mut self, name: impl Into<String>, provider: impl ProvideCredential) -> Self {
        self.providers.push((name.into(), Arc::new(provider)));
        self
    }

    async fn first(&self, context: &ClientContext) -> Result<Credential, Error> {
        if let Some((_, provider)) = self
            .found
            .get()
            .and_then(|index| self.providers.get(*index))
        {
            return provider.provide(context).await;
        }
        let mut reasons = Vec::new();
        for (index, (name, provider)) in self.providers.iter().enumerate() {
            match provider.provide(context).await {
                Ok(credential) => {
                    self.found.get_or_init(|| index);
                    return Ok(credential);
                }
                Err(error) => reasons.push(format!("{name}: {error}")),
            }
        }
        if reasons.is_empty() {
            reasons.push("the chain is empty: add a provider with `.then(...)`".to_owned());
        }
        let text = format!("no provider has a credential ({})", reasons.join("; "));
        Err(Error::new(ErrorKind::Credential, text))
    }
}

impl Default for CredentialChain {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredential for CredentialChain {
    fn provide<'a>(
        &'a self,
        context: &'a ClientContext,
    ) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(self.first(context))
    }

    fn renews(&self) -> bool {
        match self
            .found
            .get()
            .and_then(|index| self.providers.get(*index))
        {
            Some((_, provider)) => provider.renews(),
            None => false,
        }
    }
}
