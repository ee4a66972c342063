//! What calls and credential sources stand on: transport, clock, retries.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::config::Config;
use crate::error::{Answer, Error, ErrorKind};
use crate::executor;
use crate::operation::Operation;
use crate::retry::{FailedAttempt, retry_after};
use crate::time::Clock;
use crate::transport::{HttpRequest, HttpResponse, Network, Transport};

/// A source of numbers that are at least 0 and below 1.
pub(crate) type Random = Arc<dyn Fn() -> f64 + Send + Sync>;

/// What calls and credential sources stand on; a clone is cheap.
#[derive(Clone)]
pub struct Surroundings {
    transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) config: Arc<Config>,
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Surroundings")
            .field("transport", &self.transport)
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}

impl Surroundings {
    pub(crate) fn new(config: Arc<Config>) -> Result<Self, Error> {
        let transport = match &config.transport {
            Some(transport) => Arc::clone(transport),
            None => Arc::new(Network::new(&config.network)?),
        };
        Ok(Self {
            transport,
            clock: Arc::clone(&config.clock),
            config,
        })
    }

    /// The same with another configuration, over the same connections.
    pub(crate) fn configured(&self, config: Config) -> Self {
        Self {
            config: Arc::new(config),
            ..self.clone()
        }
    }

    /// The time of day.
    pub fn now(&self) -> SystemTime {
        self.clock.now()
    }

    /// The region of the configuration.
    pub fn region(&self) -> Option<&str> {
        self.config.region.as_deref()
    }

    /// The project of the configuration.
    pub fn project_id(&self) -> Option<&str> {
        self.config.project_id.as_deref()
    }

    /// Whether addresses may be `http://`.
    pub fn allows_http(&self) -> bool {
        self.config.allow_http
    }

    /// Sends a request once, within a time limit; any answer but a success is an error.
    ///
    /// # Errors
    ///
    /// No answer came, or one that is no success.
    pub async fn attempt(
        &self,
        request: HttpRequest,
        limit: Duration,
    ) -> Result<HttpResponse, Error> {
        let sent = executor::within(limit, self.transport.send(request)).await?;
        let response = sent.unwrap_or_else(|| {
            let text = format!("no complete answer came within {limit:?}");
            Err(Error::new(ErrorKind::AttemptTimeout, text))
        })?;
        if response.status.is_success() {
            return Ok(response);
        }
        Err(Error::from_answer(Answer::new(
            response.status,
            response.headers,
            response.body,
        )))
    }

    /// Sends a request to a service of this machine, again where it answers that it is busy; one
    /// that does not answer is not there.
    pub(crate) async fn exchange_locally(
        &self,
        request: &HttpRequest,
        limit: Duration,
    ) -> Result<HttpResponse, Error> {
        let mut retries = Retries::start(self, true);
        loop {
            match self.attempt(request.clone(), limit).await {
                Err(error) if error.status().is_some() => retries.wait_after(error).await?,
                outcome => return outcome,
            }
        }
    }

    /// Sends a request that can be repeated without harm, as often as the configuration permits.
    ///
    /// # Errors
    ///
    /// No attempt brought a success; the error is that of the last one.
    pub async fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, Error> {
        let mut retries = Retries::start(self, true);
        let limit = self.config.attempt_timeout;
        let limit = limit.min(self.config.credential_timeout);
        loop {
            match self.attempt(request.clone(), limit).await {
                Ok(response) => return Ok(response),
                Err(error) => retries.wait_after(error).await?,
            }
        }
    }
}

/// The attempts of one call.
pub(crate) struct Retries<'a> {
    surroundings: &'a Surroundings,
    repeatable: bool,
    started: Duration,
    pub(crate) attempts: u32,
}

impl<'a> Retries<'a> {
    pub(crate) fn start(surroundings: &'a Surroundings, repeatable: bool) -> Self {
        let started = surroundings.clock.elapsed();
        Self {
            surroundings,
            repeatable,
            started,
            attempts: 0,
        }
    }

    pub(crate) fn of(surroundings: &'a Surroundings, operation: &Operation) -> Self {
        Self::start(surroundings, operation.is_retry_safe())
    }

    /// Waits until the next attempt, or gives the error back where there must be none.
    pub(crate) async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        self.attempts += 1;
        let Some(delay) = self.delay(&error) else {
            return Err(error.with_attempts(self.attempts));
        };
        tracing::debug!(
            attempt = self.attempts,
            delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
            error.kind = ?error.kind(),
            "the attempt failed and is followed by another"
        );
        self.surroundings.clock.sleep(delay).await;
        Ok(())
    }

    fn delay(&self, error: &Error) -> Option<Duration> {
        let config = &self.surroundings.config;
        let asked = error
            .headers()
            .and_then(|headers| retry_after(headers, self.surroundings.now()));
        let delay = config
            .backoff
            .delay(self.attempts, (config.random)(), asked);
        let elapsed = self
            .surroundings
            .clock
            .elapsed()
            .saturating_sub(self.started);
        let failed = FailedAttempt {
            error,
            repeatable: self.repeatable,
            attempts: self.attempts,
            elapsed,
            delay,
        };
        // A wait beyond the end of the call would only hide why it failed.
        let in_time = config
            .call_timeout
            .is_none_or(|limit| elapsed.saturating_add(delay) < limit);
        (in_time && config.retry.permits(&failed) && config.budget.spend()).then_some(delay)
    }
}
