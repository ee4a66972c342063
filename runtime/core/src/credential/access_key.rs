//! An access key: AK and SK.

use huaweicloud_types::Secret;

use super::{Credential, ProvideCredential};
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::surroundings::Surroundings;

/// An access key (AK and SK), permanent or temporary, with which every request is signed.
#[derive(Clone, Debug)]
pub struct AccessKey {
    id: String,
    secret: Secret,
    security_token: Option<Secret>,
    project_id: Option<String>,
}

impl AccessKey {
    /// The identifier (AK) and the secret (SK) of a key.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            security_token: None,
            project_id: None,
        }
    }

    /// The token that belongs to a temporary key.
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// The project that calls are about which do not name one.
    pub fn with_project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    pub(crate) fn security_token(&self) -> Option<&Secret> {
        self.security_token.as_ref()
    }

    pub(crate) fn project(&self) -> Option<&str> {
        self.project_id.as_deref()
    }

    fn check(&self) -> Result<(), Error> {
        let token_is_empty = self
            .security_token
            .as_ref()
            .is_some_and(|token| token.expose().is_empty());
        let wrong = if self.id.trim().is_empty() {
            "the identifier (AK)"
        } else if self.secret.expose().trim().is_empty() {
            "the secret (SK)"
        } else if token_is_empty {
            "the security token"
        } else {
            return Ok(());
        };
        let text = format!("{wrong} of the access key is empty: give the one that IAM shows");
        Err(Error::new(ErrorKind::Credential, text))
    }
}

impl ProvideCredential for AccessKey {
    fn provide<'a>(&'a self, _: &'a Surroundings) -> BoxFuture<'a, Result<Credential, Error>> {
        let credential = self.check().map(|()| Credential::access_key(self.clone()));
        Box::pin(std::future::ready(credential))
    }
}
