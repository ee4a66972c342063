//! Sending a call with its retries, within its time limit.

use std::sync::Arc;
use std::time::Duration;

use tracing::{Instrument, Span};

use super::authorization::{Remedy, authorize, is_preset, remedy as remedy_for};
use super::{Call, project, request};
use crate::client::Shared;
use crate::credential::CachedCredential;
use crate::error::{Error, ErrorKind};
use crate::executor;
use crate::operation::Operation;
use crate::response::Response;
use crate::retry::Attempts;
use crate::telemetry;
use crate::transport::{HttpRequest, HttpResponse};

/// A call that has been sent. What remains is to read the body and to close the span.
pub(super) struct Sent {
    operation: &'static Operation,
    outcome: Result<HttpResponse, Error>,
    span: Span,
    attempts: u32,
    duration: Duration,
}

/// Sends the call. A response that is not a success is an error.
pub(super) async fn send(call: Call) -> Sent {
    let operation = call.operation;
    let shared = Arc::clone(&call.client.shared);
    let span = telemetry::span(operation);
    let mut attempts = shared.context.attempts(operation.is_retry_safe());
    let outcome = send_within_limit(call, &shared, &mut attempts, &span)
        .instrument(span.clone())
        .await;
    Sent {
        operation,
        outcome,
        attempts: attempts.count,
        duration: attempts.elapsed(),
        span,
    }
}

impl Sent {
    /// Reads the body of a success, and records the outcome.
    pub(super) fn read<T>(
        self,
        read: impl FnOnce(&HttpResponse) -> Result<T, Error>,
    ) -> Result<Response<T>, Error> {
        let outcome = self
            .outcome
            .and_then(|response| Ok(Response::new(read(&response)?, response)))
            .map_err(|error| error.with_operation(self.operation));
        if !self.span.is_disabled() {
            let summary = match &outcome {
                Ok(response) => Ok((response.status(), response.request_id())),
                Err(error) => Err(error),
            };
            telemetry::record_outcome(&self.span, summary, self.attempts, self.duration);
        }
        outcome
    }
}

/// Sends the call within its time limit.
async fn send_within_limit(
    call: Call,
    shared: &Arc<Shared>,
    attempts: &mut Attempts<'_>,
    span: &Span,
) -> Result<HttpResponse, Error> {
    let Some(limit) = shared.context.settings.retries.call_timeout else {
        return attempt_until_done(call, shared, attempts, span).await;
    };
    match executor::within(limit, attempt_until_done(call, shared, attempts, span)).await? {
        Some(outcome) => outcome,
        None => {
            let text = format!("the call took longer than its limit of {limit:?}");
            Err(Error::new(ErrorKind::CallTimeout, text).with_attempts(attempts.count))
        }
    }
}

/// Attempts the call until it succeeds or must not be attempted again.
async fn attempt_until_done(
    call: Call,
    shared: &Arc<Shared>,
    attempts: &mut Attempts<'_>,
    span: &Span,
) -> Result<HttpResponse, Error> {
    let operation = call.operation;
    let (request, project_id) = prepare(call, shared).await?;
    telemetry::record_server(span, &request.url);
    let mut remedied = false;
    let mut rejected: Option<Arc<CachedCredential>> = None;
    loop {
        let authorized = authorized(&request, shared, project_id.as_deref(), rejected.as_ref());
        let (attempt, used) = authorized.await?;
        let error = match attempt_once(attempt, shared, operation).await {
            Ok(response) => {
                attempts.count += 1;
                shared.context.settings.retries.budget.refund();
                if let Some(used) = used {
                    used.accept();
                }
                return Ok(response);
            }
            Err(error) => error,
        };
        let error = match &used {
            Some(used) => error.without_secrets(used.credential.secrets()),
            None => error,
        };
        let remedy = used
            .as_ref()
            .filter(|_| !remedied && request.body.is_repeatable());
        let remedy = remedy.and_then(|used| remedy_for(&error, shared, used));
        if let Some(remedy) = remedy {
            remedied = true;
            rejected = used.filter(|_| remedy == Remedy::Credential);
            attempts.count += 1;
            continue;
        }
        if !request.body.is_repeatable() {
            attempts.count += 1;
            return Err(error.with_attempts(attempts.count));
        }
        attempts.wait_after(error).await?;
    }
}

/// The request without its credential, and the project that the call is made in.
async fn prepare(call: Call, shared: &Arc<Shared>) -> Result<(HttpRequest, Option<String>), Error> {
    let configured = request::check(&call)?;
    let mut project_id = request::project_of(&call);
    if project_id.is_none() {
        project_id.clone_from(&shared.context.settings.project_id);
    }
    if request::needs_project(&call, &configured) {
        let cached = shared.credentials.get(None).await?;
        project_id = project::project_id(shared, &cached).await?;
    }
    let request = request::build(call, configured, project_id.as_deref())?;
    Ok((request, project_id))
}

/// The request as one attempt sends it.
async fn authorized(
    request: &HttpRequest,
    shared: &Shared,
    project_id: Option<&str>,
    rejected: Option<&Arc<CachedCredential>>,
) -> Result<(HttpRequest, Option<Arc<CachedCredential>>), Error> {
    let mut attempt = request.clone();
    shared.context.settings.hooks.request(&mut attempt);
    if is_preset(&attempt) {
        return Ok((attempt, None));
    }
    let cached = shared.credentials.get(rejected).await?;
    let project_id = project_id.or(cached.credential.project_id.as_deref());
    authorize(&mut attempt, shared, &cached, project_id)?;
    Ok((attempt, Some(cached)))
}

async fn attempt_once(
    request: HttpRequest,
    shared: &Shared,
    operation: &Operation,
) -> Result<HttpResponse, Error> {
    let settings = &shared.context.settings;
    let outcome = shared
        .context
        .attempt(request, settings.attempt_timeout)
        .await;
    let error = match outcome {
        Ok(response) => {
            settings.hooks.response(&response);
            return Ok(response);
        }
        Err(error) => error,
    };
    if let Some(response) = error.response().map(HttpResponse::from) {
        settings.hooks.response(&response);
        // Some statuses are errors elsewhere and successes of this operation.
        if operation.also_succeeds_with(response.status.as_u16()) {
            return Ok(response);
        }
    }
    Err(error.with_operation(operation))
}
