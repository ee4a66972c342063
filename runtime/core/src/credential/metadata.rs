//! A temporary access key from the instance metadata service.

use std::fmt;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Method, StatusCode};
use huaweicloud_types::Secret;
use serde::Deserialize;
use url::Url;

use super::{AccessKey, Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::endpoint;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::time::parse_expiry;
use crate::transport::HttpRequest;

const ADDRESS: &str = "http://169.254.169.254";
const TOKEN_PATH: &str = "/meta-data/latest/api/token";
const KEY_PATH: &str = "/openstack/latest/securitykey";
const TOKEN_LIFETIME: HeaderName = HeaderName::from_static("x-metadata-token-ttl-seconds");
const TOKEN: HeaderName = HeaderName::from_static("x-metadata-token");
/// The service is on the same host: if it does not respond by then, this is not an instance.
const TIMEOUT: Duration = Duration::from_secs(3);
/// How long before they expire the official SDKs renew these keys.
const RENEW_BEFORE: Duration = Duration::from_secs(40 * 60);

/// A temporary access key for the agency of the instance on which the program runs.
///
/// ```
/// use huaweicloud_core::{Config, InstanceMetadata};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let config = Config::builder().region("cn-north-4").credential(InstanceMetadata::new()).build()?;
/// # let _ = config;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct InstanceMetadata {
    address: String,
}

/// Prints the address without a password.
impl fmt::Debug for InstanceMetadata {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("InstanceMetadata")
            .field("address", &endpoint::printable(&self.address))
            .finish()
    }
}

impl InstanceMetadata {
    /// Uses the metadata service at its well-known address.
    pub fn new() -> Self {
        Self {
            address: ADDRESS.to_owned(),
        }
    }

    /// Uses the metadata service at another address, for tests.
    ///
    /// ```
    /// use huaweicloud_core::InstanceMetadata;
    ///
    /// let test_server = InstanceMetadata::new().address("http://127.0.0.1:8080");
    /// ```
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }

    async fn credential(&self, context: &ClientContext) -> Result<Credential, Error> {
        let token = self.session_token(context).await?;
        let mut request = self.request(Method::GET, KEY_PATH)?;
        if let Some(token) = token {
            request.headers.insert(TOKEN, token);
        }
        let response = context.exchange_locally(&request, TIMEOUT).await;
        let response = response.map_err(unavailable)?;
        let body: KeyResponse = serde_json::from_slice(&response.body).map_err(|_| {
            // Without the source, which can quote the key.
            unusable("did not return a key: check that an agency is assigned to the instance")
        })?;
        body.credential.into_credential(context)
    }

    /// The token of a session, which older instances do not have.
    async fn session_token(&self, context: &ClientContext) -> Result<Option<HeaderValue>, Error> {
        let mut request = self.request(Method::PUT, TOKEN_PATH)?;
        request
            .headers
            .insert(TOKEN_LIFETIME, HeaderValue::from_static("21600"));
        let response = match context.attempt(request, TIMEOUT).await {
            Ok(response) => response,
            Err(error) if is_without_sessions(&error) => return Ok(None),
            Err(error) => return Err(unavailable(error)),
        };
        let mut token = HeaderValue::from_bytes(response.body.trim_ascii())
            .map_err(|_| unusable("returned an invalid session token"))?;
        token.set_sensitive(true);
        Ok(Some(token))
    }

    fn request(&self, method: Method, path: &str) -> Result<HttpRequest, Error> {
        let address = format!("{}{path}", self.address.trim_end_matches('/'));
        let url = Url::parse(&address)
            .map_err(|_| unusable("has an invalid address: write it like `http://host`"))?;
        let mut request = HttpRequest::new(method, url);
        request.is_local = true;
        Ok(request)
    }
}

impl Default for InstanceMetadata {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredential for InstanceMetadata {
    fn provide<'a>(
        &'a self,
        context: &'a ClientContext,
    ) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(self.credential(context))
    }

    fn renews(&self) -> bool {
        true
    }
}

#[derive(Deserialize)]
struct KeyResponse {
    credential: Key,
}

#[derive(Deserialize)]
struct Key {
    access: String,
    secret: Secret,
    securitytoken: Secret,
    expires_at: String,
}

impl Key {
    fn into_credential(self, context: &ClientContext) -> Result<Credential, Error> {
        let expires = parse_expiry(&self.expires_at)
            .ok_or_else(|| unusable("returned a key without a valid expiry"))?;
        if expires <= context.now() {
            return Err(unusable(
                "returned a key that has expired: check the clock of this machine",
            ));
        }
        let mut key = AccessKey::new(self.access, self.secret);
        if !self.securitytoken.expose().is_empty() {
            key = key.with_security_token(self.securitytoken);
        }
        Ok(Credential::access_key(key).expires(expires, RENEW_BEFORE))
    }
}

fn is_without_sessions(error: &Error) -> bool {
    matches!(
        error.status(),
        Some(
            StatusCode::NOT_FOUND
                | StatusCode::METHOD_NOT_ALLOWED
                | StatusCode::SERVICE_UNAVAILABLE
        )
    )
}

fn unavailable(error: Error) -> Error {
    error.without_credential("could not get a key from the instance metadata service")
}

fn unusable(what: &str) -> Error {
    Error::new(
        ErrorKind::Credential,
        format!("the instance metadata service {what}"),
    )
}
