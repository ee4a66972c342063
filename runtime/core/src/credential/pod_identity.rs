//! A temporary access key from the pod identity agent of a container.

use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method};
use url::Url;

use super::{Credential, Environment, ProvideCredential, temporary};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::transport::HttpRequest;

const ADDRESS: &str = "HC_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN_FILE: &str = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE";
/// The agent is on the same node.
const TIMEOUT: Duration = Duration::from_secs(5);

/// A temporary access key for the agency that is bound to the service account of the container.
///
/// The platform sets `HC_CONTAINER_CREDENTIALS_FULL_URI` and
/// `HC_CONTAINER_AUTHORIZATION_TOKEN_FILE` in containers. The key is renewed before it expires. Requests do
/// not use a proxy.
///
/// ```
/// use huaweicloud_core::{Config, PodIdentity};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let config = Config::builder().region("cn-north-4").credential(PodIdentity::new()).build()?;
/// # let _ = config;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct PodIdentity {
    environment: Environment,
}

impl PodIdentity {
    /// Reads the environment variables of this process.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the variables from another place.
    ///
    /// ```
    /// use huaweicloud_core::{Environment, PodIdentity};
    ///
    /// let pod = PodIdentity::with_environment(Environment::reading(|name| match name {
    ///     "HC_CONTAINER_CREDENTIALS_FULL_URI" => Some("http://127.0.0.1:8080/credentials".to_owned()),
    ///     "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE" => Some("/run/test/token".to_owned()),
    ///     _ => None,
    /// }));
    /// ```
    pub fn with_environment(environment: Environment) -> Self {
        Self { environment }
    }

    async fn credential(&self, context: &ClientContext) -> Result<Credential, Error> {
        let request = self.request()?;
        let answered = context.exchange_locally(&request, TIMEOUT).await;
        let answer = answered.map_err(|error| {
            error.without_credential("could not get a key from the pod identity agent")
        })?;
        temporary::read(&answer, "the pod identity agent", context)
    }

    fn request(&self) -> Result<HttpRequest, Error> {
        let required = |name: &str| {
            self.environment.variable(name).ok_or_else(|| {
                let text = format!(
                    "the environment variable `{name}` is not set: it exists only in containers with \
                     a pod identity"
                );
                Error::new(ErrorKind::Credential, text)
            })
        };
        let address = required(ADDRESS)?;
        let token = temporary::token_file(&required(TOKEN_FILE)?, TOKEN_FILE)?;
        let wrong = |what: &str| Error::new(ErrorKind::Credential, what.to_owned());
        let url = Url::parse(&address).map_err(|_| {
            wrong("the address in `HC_CONTAINER_CREDENTIALS_FULL_URI` is not valid: write it like `http://host/path`")
        })?;
        let mut token = HeaderValue::from_str(token.expose()).map_err(|_| {
            wrong("the token in the file that `HC_CONTAINER_AUTHORIZATION_TOKEN_FILE` names has characters that are not allowed in a header")
        })?;
        token.set_sensitive(true);
        let mut request = HttpRequest::new(Method::POST, url);
        request.headers.insert(AUTHORIZATION, token);
        let json = HeaderValue::from_static("application/json");
        request.headers.insert(CONTENT_TYPE, json);
        request.body = "{}".into();
        request.is_local = true;
        Ok(request)
    }
}

impl ProvideCredential for PodIdentity {
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
