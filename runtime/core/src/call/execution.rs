//! Sending a call, as often as it takes, within its time limit.

use std::sync::Arc;
use std::time::Duration;

use tracing::{Instrument, Span};

use super::authorization::{Remedy, authorize, is_preset, remedy as remedy_for};
use super::{Call, project, request};
use crate::client::Shared;
use crate::credential::Cached;
use crate::error::{Error, ErrorKind};
use crate::executor;
use crate::operation::Operation;
use crate::response::Response;
use crate::surroundings::Retries;
use crate::telemetry;
use crate::transport::{HttpRequest, HttpResponse};

/// A call that has been sent, with what is left to do: read the body and close the span.
pub(super) struct Sent {
    operation: &'static Operation,
    outcome: Result<HttpResponse, Error>,
    span: Span,
    attempts: u32,
    duration: Duration,
}

/// Sends the call; any answer but a success is an error.
pub(super) async fn send(call: Call) -> Sent {
    let operation = call.operation;
    let shared = Arc::clone(&call.client.shared);
    let span = telemetry::span(operation);
    let started = shared.surroundings.clock.elapsed();
    let mut retries = Retries::of(&shared.surroundings, operation);
    let outcome = limited(call, &shared, &mut retries, &span)
        .instrument(span.clone())
        .await;
    let attempts = retries.attempts;
    let duration = shared.surroundings.clock.elapsed().saturating_sub(started);
    Sent {
        operation,
        outcome,
        span,
        attempts,
        duration,
    }
}

impl Sent {
    /// Reads the body of a success.
    pub(super) fn read<T>(
        self,
        read: impl FnOnce(&HttpResponse) -> Result<T, Error>,
    ) -> Result<Response<T>, Error> {
        let outcome = self
            .outcome
            .and_then(|response| Ok(Response::new(read(&response)?, response)))
            .map_err(|error| error.with_operation(self.operation));
        if !self.span.is_disabled() {
            let facts = match &outcome {
                Ok(response) => Ok((response.status(), response.request_id())),
                Err(error) => Err(error),
            };
            telemetry::record_outcome(&self.span, facts, self.attempts, self.duration);
        }
        outcome
    }
}

/// Sends the call within the time limit for calls.
async fn limited(
    call: Call,
    shared: &Arc<Shared>,
    retries: &mut Retries<'_>,
    span: &Span,
) -> Result<HttpResponse, Error> {
    let Some(limit) = shared.surroundings.config.call_timeout else {
        return attempts(call, shared, retries, span).await;
    };
    match executor::within(limit, attempts(call, shared, retries, span)).await? {
        Some(outcome) => outcome,
        None => {
            let text = format!("the call took longer than its limit of {limit:?}");
            Err(Error::new(ErrorKind::CallTimeout, text).with_attempts(retries.attempts))
        }
    }
}

async fn attempts(
    call: Call,
    shared: &Arc<Shared>,
    retries: &mut Retries<'_>,
    span: &Span,
) -> Result<HttpResponse, Error> {
    request::check(&call)?;
    let operation = call.operation;
    let (request, project_id) = prepare(call, shared).await?;
    telemetry::record_server(span, &request.url);
    let mut mended = false;
    let mut refused: Option<Arc<Cached>> = None;
    loop {
        let authorized = authorized(&request, shared, project_id.as_deref(), refused.as_ref());
        let (attempt, used) = authorized.await?;
        let error = match attempt_once(attempt, shared, operation).await {
            Ok(response) => {
                retries.attempts += 1;
                shared.surroundings.config.budget.earn();
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
            .filter(|_| !mended && request.body.is_repeatable());
        let remedy = remedy.and_then(|used| remedy_for(&error, shared, used));
        if let Some(remedy) = remedy {
            mended = true;
            refused = used.filter(|_| remedy == Remedy::Credential);
            retries.attempts += 1;
            continue;
        }
        if !request.body.is_repeatable() {
            retries.attempts += 1;
            return Err(error.with_attempts(retries.attempts));
        }
        retries.wait_after(error).await?;
    }
}

/// The request without its credential, and the project that the call is about.
async fn prepare(call: Call, shared: &Arc<Shared>) -> Result<(HttpRequest, Option<String>), Error> {
    let mut project_id = request::project_of(&call);
    if project_id.is_none() {
        project_id.clone_from(&shared.surroundings.config.project_id);
    }
    if request::needs_project(&call) {
        let cached = shared.credentials.get(None).await?;
        project_id = project::project_id(shared, &cached).await?;
    }
    let request = request::build(call, project_id.as_deref())?;
    Ok((request, project_id))
}

/// The request as it is sent in one attempt.
async fn authorized(
    request: &HttpRequest,
    shared: &Shared,
    project_id: Option<&str>,
    refused: Option<&Arc<Cached>>,
) -> Result<(HttpRequest, Option<Arc<Cached>>), Error> {
    let mut attempt = request.clone();
    shared.surroundings.config.hooks.request(&mut attempt);
    if is_preset(&attempt) {
        return Ok((attempt, None));
    }
    let cached = shared.credentials.get(refused).await?;
    let project_id = project_id.or(cached.credential.project_id.as_deref());
    authorize(&mut attempt, shared, &cached, project_id)?;
    Ok((attempt, Some(cached)))
}

async fn attempt_once(
    request: HttpRequest,
    shared: &Shared,
    operation: &Operation,
) -> Result<HttpResponse, Error> {
    let limit = shared.surroundings.config.attempt_timeout;
    let outcome = shared.surroundings.attempt(request, limit).await;
    let hooks = &shared.surroundings.config.hooks;
    match &outcome {
        Ok(answer) => hooks.answer(answer),
        Err(error) => error
            .answer()
            .iter()
            .for_each(|answer| hooks.answer(answer)),
    }
    let outcome = match outcome {
        Err(error) => as_success(error, operation),
        success => success,
    };
    outcome.map_err(|error| error.with_operation(operation))
}

/// An answer that is an error elsewhere, and a success of this operation.
fn as_success(error: Error, operation: &Operation) -> Result<HttpResponse, Error> {
    match error.answer() {
        Some(answer) if operation.also_succeeds_with(answer.status.as_u16()) => Ok(answer),
        _ => Err(error),
    }
}
