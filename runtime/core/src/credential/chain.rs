//! Several sources, one after the other.

use std::sync::{Arc, OnceLock};

use super::{
    Credential, Environment, InstanceMetadata, Oidc, PodIdentity, Profile, ProvideCredential,
};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;

/// Sources of credentials that are asked in turn until one has something.
///
/// The standard order is that of the official SDKs: [`Oidc`], environment variables, profile file,
/// metadata service of the instance, [`PodIdentity`]. The source that had something is asked alone
/// from then on.
#[derive(Clone, Debug)]
pub struct CredentialChain {
    sources: Vec<(String, Arc<dyn ProvideCredential>)>,
    found: Arc<OnceLock<usize>>,
}

impl CredentialChain {
    /// The sources of the official SDKs in their order.
    pub fn new() -> Self {
        Self::with_environment(Environment::new())
    }

    /// The sources of the official SDKs, with other variables than those of this process.
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

    /// A chain without any source.
    pub fn empty() -> Self {
        Self {
            sources: Vec::new(),
            found: Arc::default(),
        }
    }

    /// The same chain with one more source at its end; the name stands in errors.
    pub fn then(mut self, name: impl Into<String>, source: impl ProvideCredential) -> Self {
        self.sources.push((name.into(), Arc::new(source)));
        self
    }

    async fn first(&self, context: &ClientContext) -> Result<Credential, Error> {
        if let Some((_, source)) = self.found.get().and_then(|index| self.sources.get(*index)) {
            return source.provide(context).await;
        }
        let mut reasons = Vec::new();
        for (index, (name, source)) in self.sources.iter().enumerate() {
            match source.provide(context).await {
                Ok(credential) => {
                    self.found.get_or_init(|| index);
                    return Ok(credential);
                }
                Err(error) => reasons.push(format!("{name}: {error}")),
            }
        }
        if reasons.is_empty() {
            reasons.push("the chain is empty: add one with `.then(...)`".to_owned());
        }
        let text = format!("no source has a credential ({})", reasons.join("; "));
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
        match self.found.get().and_then(|index| self.sources.get(*index)) {
            Some((_, source)) => source.renews(),
            None => false,
        }
    }
}
