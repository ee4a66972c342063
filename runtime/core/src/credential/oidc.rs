//! A temporary access key in exchange for the token of an OpenID Connect provider.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use huaweicloud_types::Secret;
use serde_json::{Value, json};

use super::{Credential, Environment, ProvideCredential, temporary};
use crate::context::ClientContext;
use crate::endpoint;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::transport::HttpRequest;

const PROVIDER: &str = "HUAWEICLOUD_OIDC_PROVIDER_URN";
const AGENCY: &str = "HUAWEICLOUD_OIDC_AGENCY_URN";
const TOKEN: &str = "HUAWEICLOUD_OIDC_ID_TOKEN";
const TOKEN_FILE: &str = "HUAWEICLOUD_OIDC_TOKEN_FILE";
const SESSION: &str = "HUAWEICLOUD_OIDC_SESSION_NAME";
const DURATION: &str = "HUAWEICLOUD_OIDC_DURATION_SECONDS";
const POLICY: &str = "HUAWEICLOUD_OIDC_POLICY";
const POLICY_IDS: &str = "HUAWEICLOUD_OIDC_POLICY_IDS";
const ENDPOINT: &str = "HUAWEICLOUD_SDK_STS_ENDPOINT";
const PROJECT_ID: &str = "HUAWEICLOUD_SDK_PROJECT_ID";
const PATH: &str = "v5/agencies/assume-with-oidc";
/// The region of the STS that is used if no region is configured, as in the official SDKs.
const REGION: &str = "cn-north-4";
const WHAT: &str = "could not exchange the OIDC token for a key";

/// A temporary access key of an agency, which STS issues in exchange for the token of an identity provider.
///
/// The settings are the environment variables of the official SDKs. `HUAWEICLOUD_OIDC_PROVIDER_URN`,
/// `_AGENCY_URN` and `_TOKEN_FILE` (or `_ID_TOKEN`) are required. `_SESSION_NAME`, `_DURATION_SECONDS`
/// (default: 3600), `_POLICY` and `_POLICY_IDS` (both JSON) are optional.
/// `HUAWEICLOUD_SDK_STS_ENDPOINT` overrides the endpoint of STS in the region. The file is read again for
/// each key.
///
/// ```
/// use huaweicloud_core::{Config, Oidc};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// // The platform sets the variables, for example for a Kubernetes service account.
/// let config = Config::builder().region("cn-north-4").credential(Oidc::new()).build()?;
/// # let _ = config;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Oidc {
    environment: Environment,
}

impl Oidc {
    /// Reads the environment variables of this process.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the variables from another place.
    ///
    /// ```
    /// use huaweicloud_core::{Environment, Oidc};
    ///
    /// let oidc = Oidc::with_environment(Environment::reading(|name| match name {
    ///     "HUAWEICLOUD_OIDC_SESSION_NAME" => Some("nightly-backup".to_owned()),
    ///     name => std::env::var(name).ok(),
    /// }));
    /// ```
    pub fn with_environment(environment: Environment) -> Self {
        Self { environment }
    }

    async fn credential(&self, context: &ClientContext) -> Result<Credential, Error> {
        let token = self.token()?;
        let request = self.request(&token, context)?;
        let answer = context.exchange(&request).await;
        let answer =
            answer.map_err(|error| error.without_secrets([&token]).without_credential(WHAT))?;
        let credential = temporary::read(&answer, "STS", context)?;
        Ok(match self.environment.variable(PROJECT_ID) {
            Some(project_id) => credential.project_id(project_id),
            None => credential,
        })
    }

    fn token(&self) -> Result<Secret, Error> {
        if let Some(token) = self.environment.variable(TOKEN) {
            return Ok(Secret::from(token));
        }
        temporary::token_file(&self.required(TOKEN_FILE)?, TOKEN_FILE)
    }

    fn required(&self, name: &str) -> Result<String, Error> {
        self.environment.variable(name).ok_or_else(|| {
            wrong(&format!(
                "the environment variable `{name}` is not set: set `{PROVIDER}`, `{AGENCY}` and `{TOKEN_FILE}`"
            ))
        })
    }

    fn request(&self, token: &Secret, context: &ClientContext) -> Result<HttpRequest, Error> {
        let body = self.body(token)?;
        let address = self.environment.variable(ENDPOINT).unwrap_or_else(|| {
            let region = context.region().unwrap_or(REGION);
            format!("https://sts.{region}.myhuaweicloud.com")
        });
        let base = endpoint::parse(&address, context.allows_http())
            .map_err(|error| error.without_credential("the endpoint of STS is invalid"))?;
        let address = format!("{}/{PATH}", base.as_str().trim_end_matches('/'));
        let url = address.parse();
        let url = url.map_err(|_| wrong("the endpoint of STS is not a valid URL"))?;
        let mut request = HttpRequest::new(Method::POST, url);
        let json = HeaderValue::from_static("application/json;charset=UTF-8");
        request.headers.insert(CONTENT_TYPE, json);
        request.body = body.to_string().into();
        Ok(request)
    }

    fn body(&self, token: &Secret) -> Result<Value, Error> {
        let session = self.environment.variable(SESSION);
        let duration = match self.environment.variable(DURATION) {
            Some(text) => text.parse::<u32>().map_err(|_| {
                wrong(&format!(
                    "`{DURATION}` is not a number of seconds: write it like `3600`"
                ))
            })?,
            None => 3600,
        };
        let mut body = json!({
            "provider_urn": self.required(PROVIDER)?,
            "agency_urn": self.required(AGENCY)?,
            "agency_session_name": session.as_deref().unwrap_or("huaweicloud-sdk-rust"),
            "id_token": token.expose(),
            "duration_seconds": duration,
        });
        for (variable, name) in [(POLICY, "policy"), (POLICY_IDS, "policy_ids")] {
            if let Some(text) = self.environment.variable(variable) {
                body[name] = serde_json::from_str(&text)
                    .map_err(|_| wrong(&format!("`{variable}` is not valid JSON")))?;
            }
        }
        Ok(body)
    }
}

impl ProvideCredential for Oidc {
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

fn wrong(what: &str) -> Error {
    Error::new(ErrorKind::Credential, what.to_owned())
}
