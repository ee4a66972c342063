//! Checking a configuration.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::ConfigBuilder;
use crate::config::Config;
use crate::error::Error;
use crate::settings::Settings;
use crate::transport::{NetworkSettings, certificates, identity};
use crate::{endpoint, region};

/// The user agent of this crate.
const USER_AGENT: &str = concat!("huaweicloud-sdk-rust/", env!("CARGO_PKG_VERSION"));

impl ConfigBuilder {
    /// Checks the configuration and builds it.
    ///
    /// ```
    /// use huaweicloud_core::{Config, ErrorKind};
    ///
    /// let error = Config::builder().region("cn-north-4").build().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Configuration);
    /// assert!(error.to_string().starts_with("no credential is configured: call `.credential(...)`"));
    /// ```
    ///
    /// # Errors
    ///
    /// A setting is missing or invalid; the error says how to set it.
    pub fn build(self) -> Result<Config, Error> {
        let region = self
            .region
            .as_deref()
            .map(|region| region.trim().to_owned());
        if self.endpoint.is_none() && region.is_none() {
            return Err(Error::configuration(
                "neither a region nor an endpoint is configured: call `.region(\"cn-north-4\")` or \
                 `.endpoint(\"https://...\")` on the configuration",
            ));
        }
        let endpoint = match &self.endpoint {
            Some(endpoint) => Some(endpoint::parse(endpoint, self.allow_http)?),
            None => None,
        };
        let named_endpoints = match (&endpoint, region.as_deref()) {
            (None, Some(region)) => named_endpoints(region)?,
            _ => BTreeMap::new(),
        };
        if let (None, Some(region), true) = (&endpoint, &region, named_endpoints.is_empty()) {
            region::check(region)?;
        }
        let credential = self.credential.ok_or_else(|| {
            Error::configuration(
                "no credential is configured: call `.credential(...)` on the configuration, for \
                 example with `Token::new(...)` or `CredentialChain::new()`",
            )
        })?;
        not_zero("attempt_timeout", self.attempt_timeout)?;
        not_zero("credential_timeout", self.credential_timeout)?;
        let call_timeout = self.retries.call_timeout;
        not_zero("call_timeout", call_timeout.unwrap_or(Duration::MAX))?;
        let settings = Settings {
            endpoint,
            region,
            named_endpoints,
            iam: self
                .iam
                .or_else(|| variable("HUAWEICLOUD_SDK_IAM_ENDPOINT")),
            allow_http: self.allow_http,
            validate_requests: self.validate_requests,
            project_id: identifier("project_id", self.project_id)?,
            instance_id: identifier("instance_id", self.instance_id)?,
            attempt_timeout: self.attempt_timeout,
            credential_timeout: self.credential_timeout,
            retries: self.retries,
            clock: self.clock,
            random: self.random,
            user_agent: user_agent(self.user_agent.as_deref())?,
            hooks: self.hooks,
            network: network(
                self.network,
                &self.root_certificates,
                self.client_certificate.as_ref(),
            )?,
            transport: self.transport,
        };
        Ok(Config {
            settings: Arc::new(settings),
            credential,
        })
    }
}

fn network(
    mut network: NetworkSettings,
    root_certificates: &[Vec<u8>],
    client_certificate: Option<&(Vec<u8>, Vec<u8>)>,
) -> Result<NetworkSettings, Error> {
    not_zero("connect_timeout", network.connect_timeout)?;
    if network.response_limit == 0 {
        return Err(Error::configuration(
            "`response_limit` is 0, so no response could be read: give a number of bytes",
        ));
    }
    for pem in root_certificates {
        network.roots.extend(certificates(pem)?);
    }
    if let Some((chain, key)) = client_certificate {
        network.identity = Some(identity(chain, key)?);
    }
    Ok(network)
}

fn user_agent(addition: Option<&str>) -> Result<HeaderValue, Error> {
    let text = match addition {
        Some(addition) => format!("{USER_AGENT} {}", addition.trim()),
        None => USER_AGENT.to_owned(),
    };
    HeaderValue::from_str(&text).map_err(|source| {
        Error::configuration(
            "`user_agent` has characters that are not allowed in a header: write it like \
             `my-program/1.2`",
        )
        .with_source(source)
    })
}

/// The endpoints that the environment names for services in a region. Variables take precedence over
/// the regions file.
fn named_endpoints(region: &str) -> Result<BTreeMap<String, String>, Error> {
    #[cfg(feature = "regions-file")]
    let mut endpoints = crate::config::regions_file::endpoints(region)?;
    #[cfg(not(feature = "regions-file"))]
    let mut endpoints = BTreeMap::new();
    endpoints.extend(region::named_endpoints(variables(), region));
    Ok(endpoints)
}

/// The environment variables whose names and values are text.
fn variables() -> impl Iterator<Item = (String, String)> {
    let text = |value: std::ffi::OsString| value.into_string().ok();
    std::env::vars_os().filter_map(move |(name, value)| Some((text(name)?, text(value)?)))
}

/// An environment variable; an empty one counts as not set.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn not_zero(name: &str, limit: Duration) -> Result<(), Error> {
    if limit.is_zero() {
        return Err(Error::configuration(format!(
            "`{name}` is zero, so every call would fail: give a longer time or leave it out"
        )));
    }
    Ok(())
}

/// An identifier that can be a path segment.
fn identifier(name: &str, value: Option<String>) -> Result<Option<String>, Error> {
    match value.as_deref().map(str::trim) {
        Some("" | "." | "..") => Err(Error::configuration(format!(
            "`{name}` in the configuration is not an identifier: \
             give the one that the console shows, or leave it out"
        ))),
        Some(trimmed) => Ok(Some(trimmed.to_owned())),
        None => Ok(None),
    }
}
