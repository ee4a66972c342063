//! An access key: AK and SK.

use huaweicloud_types::Secret;

use super::{Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;

/// An access key (AK and SK), permanent or temporary, that signs every request.
///
/// ```
/// use huaweicloud_core::{AccessKey, Config};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let permanent = AccessKey::new("AK", "SK").with_project_id("73d69ae0cfcf460190522d06b60f05ad");
/// let temporary = AccessKey::new("AK", "SK").with_security_token("security-token");
/// let config = Config::builder().region("cn-north-4").credential(permanent).build()?;
/// # let _ = (temporary, config);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct AccessKey {
    id: String,
    secret: Secret,
    security_token: Option<Secret>,
    project_id: Option<String>,
    domain_id: Option<String>,
}

impl AccessKey {
    /// Creates a key from its ID (AK) and its secret (SK).
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            security_token: None,
            project_id: None,
            domain_id: None,
        }
    }

    /// Sets the security token of a temporary key.
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// Sets the project of calls that do not name one.
    pub fn with_project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// Sets the account (domain) for account-level services such as IAM. It is sent instead of a project.
    ///
    /// ```
    /// use huaweicloud_core::AccessKey;
    ///
    /// let for_account = AccessKey::new("AK", "SK").with_domain_id("0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    /// ```
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

    /// Detects mistakes that would otherwise produce a signature that services reject without a reason.
    pub(super) fn check(&self) -> Result<(), Error> {
        let token_is_empty = self
            .security_token
            .as_ref()
            .is_some_and(|token| token.expose().is_empty());
        let (part, wrong) = if self.id.trim().is_empty() {
            ("ID (AK)", "is empty")
        } else if has_whitespace(&self.id) {
            ("ID (AK)", "contains whitespace")
        } else if self.secret.expose().trim().is_empty() {
            ("secret (SK)", "is empty")
        } else if has_whitespace(self.secret.expose()) {
            ("secret (SK)", "contains whitespace")
        } else if token_is_empty {
            ("security token", "is empty")
        } else {
            return Ok(());
        };
        let text = format!("the {part} of the access key {wrong}: give the one that IAM shows");
        Err(Error::new(ErrorKind::Credential, text))
    }
}

fn has_whitespace(text: &str) -> bool {
    text.contains(|character: char| character.is_whitespace() || character.is_control())
}

impl ProvideCredential for AccessKey {
    fn provide<'a>(&'a self, _: &'a ClientContext) -> BoxFuture<'a, Result<Credential, Error>> {
        let credential = self.check().map(|()| Credential::access_key(self.clone()));
        Box::pin(std::future::ready(credential))
    }
}
