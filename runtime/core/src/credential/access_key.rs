//! An access key: AK and SK.

use huaweicloud_types::Secret;

use super::{Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;

/// An access key (AK and SK), permanent or temporary, with which every request is signed.
#[derive(Clone, Debug)]
pub struct AccessKey {
    id: String,
    secret: Secret,
    security_token: Option<Secret>,
    project_id: Option<String>,
    domain_id: Option<String>,
}

impl AccessKey {
    /// The identifier (AK) and the secret (SK) of a key.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            security_token: None,
            project_id: None,
            domain_id: None,
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

    /// The account (domain) that calls of account-level services are about, such as IAM's: it is sent
    /// instead of a project.
    pub fn with_domain_id(mut self, domain_id: impl Into<String>) -> Self {
        self.domain_id = Some(domain_id.into());
        self
    }

    pub(crate) fn domain(&self) -> Option<&str> {
        self.domain_id.as_deref()
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

    /// Finds what would only give a signature that the service refuses without saying why.
    pub(super) fn check(&self) -> Result<(), Error> {
        let token_is_empty = self
            .security_token
            .as_ref()
            .is_some_and(|token| token.expose().is_empty());
        let (part, wrong) = if self.id.trim().is_empty() {
            ("identifier (AK)", "is empty")
        } else if has_blanks(&self.id) {
            ("identifier (AK)", "has blanks or line breaks in it")
        } else if self.secret.expose().trim().is_empty() {
            ("secret (SK)", "is empty")
        } else if has_blanks(self.secret.expose()) {
            ("secret (SK)", "has blanks or line breaks in it")
        } else if token_is_empty {
            ("security token", "is empty")
        } else {
            return Ok(());
        };
        let text = format!("the {part} of the access key {wrong}: give the one that IAM shows");
        Err(Error::new(ErrorKind::Credential, text))
    }
}

fn has_blanks(text: &str) -> bool {
    text.contains(|character: char| character.is_whitespace() || character.is_control())
}

impl ProvideCredential for AccessKey {
    fn provide<'a>(&'a self, _: &'a ClientContext) -> BoxFuture<'a, Result<Credential, Error>> {
        let credential = self.check().map(|()| Credential::access_key(self.clone()));
        Box::pin(std::future::ready(credential))
    }
}
