//! A token in exchange for a user name and a password.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderValue, Method};
use huaweicloud_types::Secret;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::endpoint;
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::time::{parse_expiry, parse_http_date, readable};
use crate::transport::{HttpRequest, HttpResponse};

const PATH: &str = "v3/auth/tokens?nocatalog=true";
/// A changed password can end a token up to half an hour before its expiry.
const RENEW_BEFORE: Duration = Duration::from_secs(30 * 60);
const WHAT: &str = "could not get a token from IAM";

/// A user name and a password, for which IAM issues a token.
///
/// The token is renewed half an hour before it expires and when a service rejects it. It is valid for the
/// configured project, or else for the project with the name of the region.
///
/// ```
/// use huaweicloud_core::{Config, Password};
///
/// # fn main() -> Result<(), huaweicloud_core::Error> {
/// let password = Password::new("account", "user", "password").for_project_name("cn-north-4");
/// let config = Config::builder().region("cn-north-4").credential(password).build()?;
/// # let _ = config;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Password {
    domain: String,
    user: String,
    password: Secret,
    scope: Option<Scope>,
    endpoint: Option<String>,
}

/// Prints neither the password nor one in the endpoint.
impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Password")
            .field("domain", &self.domain)
            .field("user", &self.user)
            .field("password", &self.password)
            .field("scope", &self.scope)
            .field(
                "endpoint",
                &self.endpoint.as_deref().map(endpoint::printable),
            )
            .finish()
    }
}

#[derive(Clone, Debug)]
enum Scope {
    Project(String),
    ProjectName(String),
    Domain,
}

impl Password {
    /// The name of the account (domain), and the name and password of a user in it.
    pub fn new(
        domain: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        Self {
            domain: domain.into(),
            user: user.into(),
            password: password.into(),
            scope: None,
            endpoint: None,
        }
    }

    /// Requests a token for the project with this ID.
    ///
    /// ```
    /// use huaweicloud_core::Password;
    ///
    /// let user = || Password::new("account", "user", "password");
    /// let by_id = user().for_project("73d69ae0cfcf460190522d06b60f05ad");
    /// let by_name = user().for_project_name("cn-north-4");
    /// let whole_account = user().for_domain();
    /// ```
    pub fn for_project(mut self, project_id: impl Into<String>) -> Self {
        self.scope = Some(Scope::Project(project_id.into()));
        self
    }

    /// Requests a token for the project with this name, usually the name of a region.
    pub fn for_project_name(mut self, name: impl Into<String>) -> Self {
        self.scope = Some(Scope::ProjectName(name.into()));
        self
    }

    /// Requests a token for the whole account.
    pub fn for_domain(mut self) -> Self {
        self.scope = Some(Scope::Domain);
        self
    }

    /// Overrides the endpoint of IAM in the region.
    ///
    /// ```
    /// use huaweicloud_core::Password;
    ///
    /// let password = Password::new("account", "user", "password")
    ///     .endpoint("https://iam.my-cloud.example.com");
    /// ```
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    async fn credential(&self, context: &ClientContext) -> Result<Credential, Error> {
        let request = self.request(context)?;
        let response = context.exchange(&request).await.map_err(|error| {
            error
                .without_secrets([&self.password])
                .without_credential(WHAT)
        })?;
        read(&response, context.now())
    }

    fn request(&self, context: &ClientContext) -> Result<HttpRequest, Error> {
        let configured = || context.settings.iam_endpoint();
        let endpoint = self.endpoint.clone().unwrap_or_else(configured);
        let base = endpoint::parse(&endpoint, context.allows_http())
            .map_err(|error| error.without_credential("the endpoint of IAM is invalid"))?;
        let address = format!("{}/{PATH}", base.as_str().trim_end_matches('/'));
        let url = address
            .parse()
            .map_err(|_| wrong("its endpoint is not a valid URL"))?;
        let mut request = HttpRequest::new(Method::POST, url);
        request
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        request.body = self.body(context)?.to_string().into();
        Ok(request)
    }

    fn body(&self, context: &ClientContext) -> Result<Value, Error> {
        for (name, value) in [
            ("name of the account", self.domain.as_str()),
            ("name of the user", self.user.as_str()),
            ("password", self.password.expose()),
        ] {
            if value.is_empty() {
                return Err(wrong(&format!(
                    "the {name} is empty, pass it to `Password::new`"
                )));
            }
        }
        let user = json!({
            "name": self.user,
            "password": self.password.expose(),
            "domain": {"name": self.domain},
        });
        Ok(json!({"auth": {
            "identity": {"methods": ["password"], "password": {"user": user}},
            "scope": self.scope(context),
        }}))
    }

    fn scope(&self, context: &ClientContext) -> Value {
        let configured = || {
            let project = context.project_id().map(|id| Scope::Project(id.to_owned()));
            let region = || {
                context
                    .region()
                    .map(|name| Scope::ProjectName(name.to_owned()))
            };
            project.or_else(region).unwrap_or(Scope::Domain)
        };
        match self.scope.clone().unwrap_or_else(configured) {
            Scope::Project(id) => json!({"project": {"id": id}}),
            Scope::ProjectName(name) => json!({"project": {"name": name}}),
            Scope::Domain => json!({"domain": {"name": self.domain}}),
        }
    }
}

impl ProvideCredential for Password {
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
struct TokenResponse {
    token: TokenDetails,
}

#[derive(Deserialize)]
struct TokenDetails {
    expires_at: String,
    project: Option<Project>,
}

#[derive(Deserialize)]
struct Project {
    id: String,
}

fn read(response: &HttpResponse, now: SystemTime) -> Result<Credential, Error> {
    let token = response
        .headers
        .get("x-subject-token")
        .and_then(|value| value.to_str().ok());
    let token = token.filter(|token| !token.is_empty()).ok_or_else(|| {
        wrong(
            "its response has no header `X-Subject-Token`, check that the endpoint is that of IAM",
        )
    })?;
    let body: TokenResponse = serde_json::from_slice(&response.body)
        .map_err(|_| wrong("its response has no valid expiry"))?;
    let ends = parse_expiry(&body.token.expires_at)
        .ok_or_else(|| wrong("its response has no valid expiry"))?;
    let expires = on_this_clock(ends, response, now)?;
    let mut credential = Credential::token(token).expires(expires, RENEW_BEFORE);
    if let Some(project) = body.token.project {
        credential = credential.project_id(project.id);
    }
    Ok(credential)
}

/// When a token expires according to the clock of this machine, which may differ from that of IAM.
fn on_this_clock(
    ends: SystemTime,
    response: &HttpResponse,
    now: SystemTime,
) -> Result<SystemTime, Error> {
    let date = response
        .headers
        .get(DATE)
        .and_then(|value| value.to_str().ok());
    let responded = date.and_then(parse_http_date).unwrap_or(now);
    match ends.duration_since(responded) {
        Ok(lifetime) if !lifetime.is_zero() => Ok(now + lifetime),
        _ => Err(wrong(&format!(
            "it returned a token that expired at {}, check the clock of this machine",
            readable(ends)
        ))),
    }
}

fn wrong(what: &str) -> Error {
    Error::new(ErrorKind::Credential, format!("{WHAT}: {what}"))
}
