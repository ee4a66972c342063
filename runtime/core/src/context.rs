//! What calls and credential providers share: the transport, the clock and the settings.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::error::{Error, ErrorKind};
use crate::executor;
use crate::retry::Attempts;
use crate::settings::Settings;
use crate::transport::{HttpRequest, HttpResponse, Network, Transport};

/// The parts of a client that a [credential provider](crate::ProvideCredential) can use: settings, the
/// clock, and the transport, to send its own requests. Cheap to clone.
///
/// ```
/// use huaweicloud_core::http::Method;
/// use huaweicloud_core::url::Url;
/// use huaweicloud_core::{ClientContext, Credential, Error, ErrorKind, HttpRequest};
///
/// /// Gets a token from a server of the program, over the connections of the client.
/// async fn token(context: &ClientContext) -> Result<Credential, Error> {
///     let url = Url::parse("https://tokens.example.com/roma").map_err(|source| {
///         Error::new(ErrorKind::Configuration, "the address of the token server is invalid")
///             .with_source(source)
///     })?;
///     let response = context.exchange(&HttpRequest::new(Method::GET, url)).await?;
///     Ok(Credential::token(String::from_utf8_lossy(&response.body).into_owned()))
/// }
/// ```
#[derive(Clone)]
pub struct ClientContext {
    transport: Arc<dyn Transport>,
    pub(crate) settings: Arc<Settings>,
}

impl fmt::Debug for ClientContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientContext")
            .field("transport", &self.transport)
            .field("clock", &self.settings.clock)
            .finish_non_exhaustive()
    }
}

impl ClientContext {
    pub(crate) fn new(settings: Arc<Settings>) -> Result<Self, Error> {
        let transport = match &settings.transport {
            Some(transport) => Arc::clone(transport),
            None => Arc::new(Network::new(&settings.network)?),
        };
        Ok(Self {
            transport,
            settings,
        })
    }

    /// The same context with other settings, over the same connections.
    pub(crate) fn with_settings(&self, settings: Arc<Settings>) -> Self {
        Self {
            transport: Arc::clone(&self.transport),
            settings,
        }
    }

    /// The current time.
    pub fn now(&self) -> SystemTime {
        self.settings.clock.now()
    }

    /// The configured region. `None` if only an endpoint is configured.
    pub fn region(&self) -> Option<&str> {
        self.settings.region.as_deref()
    }

    /// The configured project, if any.
    pub fn project_id(&self) -> Option<&str> {
        self.settings.project_id.as_deref()
    }

    /// Whether endpoints may use `http://`.
    pub fn allows_http(&self) -> bool {
        self.settings.allow_http
    }

    /// Sends a request once, within a time limit.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use huaweicloud_core::{ClientContext, Error, HttpRequest, HttpResponse};
    ///
    /// /// Asks a server in the same network, which responds quickly or not at all.
    /// async fn ask(context: &ClientContext, request: HttpRequest) -> Result<HttpResponse, Error> {
    ///     context.attempt(request, Duration::from_secs(2)).await
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// No response arrived in time, or its status is not a success.
    pub async fn attempt(
        &self,
        request: HttpRequest,
        limit: Duration,
    ) -> Result<HttpResponse, Error> {
        let sent = executor::within(limit, self.transport.send(request)).await?;
        let response = sent.unwrap_or_else(|| {
            let text = format!("no complete response arrived within {limit:?}");
            Err(Error::new(ErrorKind::AttemptTimeout, text))
        })?;
        if response.status.is_success() {
            return Ok(response);
        }
        Err(Error::from_response(response.to_kept()))
    }

    /// Sends a request that can safely be repeated, with the configured retries.
    ///
    /// ```
    /// use huaweicloud_core::{ClientContext, Error, HttpRequest};
    ///
    /// async fn expiry(context: &ClientContext, request: &HttpRequest) -> Result<Option<String>, Error> {
    ///     let response = context.exchange(request).await?;
    ///     let expiry = response.headers.get("x-expires").and_then(|value| value.to_str().ok());
    ///     Ok(expiry.map(str::to_owned))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Every attempt failed; the error is that of the last one.
    pub async fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, Error> {
        let limit = self.settings.attempt_timeout;
        let limit = limit.min(self.settings.credential_timeout);
        let mut attempts = self.attempts(true);
        loop {
            match self.attempt(request.clone(), limit).await {
                Ok(response) => return Ok(response),
                Err(error) => attempts.wait_after(error).await?,
            }
        }
    }

    /// Sends a request to a service on this machine. A service that is busy is tried again; one that
    /// does not respond is taken to be absent.
    pub(crate) async fn exchange_locally(
        &self,
        request: &HttpRequest,
        limit: Duration,
    ) -> Result<HttpResponse, Error> {
        let mut attempts = self.attempts(true);
        loop {
            match self.attempt(request.clone(), limit).await {
                Err(error) if error.status().is_some() => attempts.wait_after(error).await?,
                outcome => return outcome,
            }
        }
    }

    /// Counts the attempts of one call from now on.
    pub(crate) fn attempts(&self, is_repeatable: bool) -> Attempts<'_> {
        let Settings {
            retries,
            clock,
            random,
            ..
        } = &*self.settings;
        Attempts::start(retries, &**clock, random, is_repeatable)
    }
}
