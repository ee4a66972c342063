//! An access key from environment variables.

use std::fmt;
use std::sync::Arc;

use super::{AccessKey, Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;

const AK: &str = "HUAWEICLOUD_SDK_AK";
const SK: &str = "HUAWEICLOUD_SDK_SK";
const SECURITY_TOKEN: &str = "HUAWEICLOUD_SDK_SECURITY_TOKEN";
const DOMAIN_ID: &str = "HUAWEICLOUD_SDK_DOMAIN_ID";
const PROJECT_ID: &str = "HUAWEICLOUD_SDK_PROJECT_ID";

/// An access key from the environment variables of the official SDKs.
///
/// `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK` are required. `HUAWEICLOUD_SDK_SECURITY_TOKEN` is
/// optional, and so is `HUAWEICLOUD_SDK_PROJECT_ID`, or `HUAWEICLOUD_SDK_DOMAIN_ID` for account-level
/// services. Empty variables count as not set.
///
/// ```
/// use huaweicloud_core::Environment;
///
/// let environment = Environment::new();
/// // In a test, from anything that returns values by name:
/// let environment = Environment::reading(|name| match name {
///     "HUAWEICLOUD_SDK_AK" => Some("ID".to_owned()),
///     "HUAWEICLOUD_SDK_SK" => Some("secret".to_owned()),
///     _ => None,
/// });
/// # let _ = environment;
/// ```
#[derive(Clone)]
pub struct Environment(Arc<Lookup>);

/// Returns the value of a variable.
type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

impl Environment {
    /// Reads the variables of this process.
    pub fn new() -> Self {
        Self::reading(|name| std::env::var(name).ok())
    }

    /// Reads variables with this function instead of those of this process.
    pub fn reading(variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(variable))
    }

    /// The value of a variable, unless it is empty.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        (self.0)(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    fn key(&self) -> Result<AccessKey, Error> {
        let required = |name: &str| {
            self.variable(name).ok_or_else(|| {
                let text =
                    format!("the environment variable `{name}` is not set: set `{AK}` and `{SK}`");
                Error::new(ErrorKind::Credential, text)
            })
        };
        let mut key = AccessKey::new(required(AK)?, required(SK)?);
        if let Some(token) = self.variable(SECURITY_TOKEN) {
            key = key.with_security_token(token);
        }
        if let Some(project_id) = self.variable(PROJECT_ID) {
            key = key.with_project_id(project_id);
        } else if let Some(domain_id) = self.variable(DOMAIN_ID) {
            key = key.with_domain_id(domain_id);
        }
        key.check().map_err(|error| {
            let text = format!(
                "the environment variables `{AK}` and `{SK}` do not contain a valid key: {error}"
            );
            Error::new(ErrorKind::Credential, text)
        })?;
        Ok(key)
    }
}

impl Default for Environment {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Environment")
    }
}

impl ProvideCredential for Environment {
    fn provide<'a>(&'a self, _: &'a ClientContext) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(std::future::ready(self.key().map(Credential::access_key)))
    }
}
