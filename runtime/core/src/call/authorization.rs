//! Authorizing requests, and finding out why a service rejects the authorization.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use http::header::{AUTHORIZATION, CONTENT_TYPE, DATE};
use http::{HeaderName, HeaderValue, StatusCode};
use huaweicloud_types::Secret;

use super::body::JSON;
use crate::client::Shared;
use crate::credential::{CachedCredential, Proof};
use crate::error::{Error, ErrorKind};
use crate::signature;
use crate::time::parse_http_date;
use crate::transport::HttpRequest;

const X_AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const X_DOMAIN_ID: HeaderName = HeaderName::from_static("x-domain-id");
const X_PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
/// The clock difference that services tolerate.
const TOLERATED_SECONDS: i64 = 60;

/// Whether the caller has set an authorization header.
pub(super) fn is_preset(request: &HttpRequest) -> bool {
    request.headers.contains_key(AUTHORIZATION) || request.headers.contains_key(X_AUTH_TOKEN)
}

/// Adds the token, or the project header and the signature.
pub(super) fn authorize(
    request: &mut HttpRequest,
    shared: &Shared,
    cached: &CachedCredential,
    project_id: Option<&str>,
) -> Result<(), Error> {
    match &cached.credential.proof {
        Proof::Token(token) => {
            let header = match cached.token_header.get() {
                Some(header) => header.clone(),
                None => {
                    let header = token_header(token)?;
                    cached.token_header.get_or_init(|| header).clone()
                }
            };
            request.headers.insert(X_AUTH_TOKEN, header);
        }
        Proof::Key(key) => {
            let about = match (key.domain(), project_id) {
                (Some(domain_id), _) => Some((X_DOMAIN_ID, "domain_id", domain_id)),
                (None, Some(project_id)) => Some((X_PROJECT_ID, "project_id", project_id)),
                (None, None) => None,
            };
            if let Some((header, name, id)) = about {
                let value = HeaderValue::from_str(id).map_err(|_| {
                    Error::invalid_request(format!(
                        "`{name}` has characters that are not allowed in a header: \
                         give the identifier that the console shows"
                    ))
                })?;
                request.headers.entry(header).or_insert(value);
            }
            // The official signers send a type even without a body.
            request.headers.entry(CONTENT_TYPE).or_insert(JSON);
            signature::sign(request, key, service_time(shared))?;
        }
    }
    Ok(())
}

/// The token as a header, marked as sensitive so that HTTP libraries neither log nor index it.
fn token_header(token: &Secret) -> Result<HeaderValue, Error> {
    let token = token.expose().trim();
    // Headers allow more characters than tokens.
    let plausible = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let header = HeaderValue::from_str(token).ok().filter(|_| plausible);
    let mut header = header.ok_or_else(|| {
        Error::new(
            ErrorKind::Credential,
            "the token is empty or has characters that are not allowed in a token: \
             give the value of the header `X-Subject-Token` of IAM's response",
        )
    })?;
    header.set_sensitive(true);
    Ok(header)
}

/// What changes before a rejected call is sent again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Requests are signed with the time of the service from now on.
    Clock,
    /// A new credential is requested.
    Credential,
}

/// What to change before the call is sent again; `None` if its error is final.
pub(super) fn remedy(
    error: &Error,
    shared: &Shared,
    used: &Arc<CachedCredential>,
) -> Option<Remedy> {
    if error.kind() != ErrorKind::Api {
        return None;
    }
    match &used.credential.proof {
        Proof::Key(_) if is_rejection(error) && adjust_clock(error, shared) => Some(Remedy::Clock),
        _ => (error.is_unauthorized() && shared.credentials.can_replace(used))
            .then_some(Remedy::Credential),
    }
}

fn is_rejection(error: &Error) -> bool {
    matches!(
        error.status(),
        Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
    )
}

/// Adopts the time of the service if the clock of this machine is wrong. Returns whether the difference
/// is new.
fn adjust_clock(error: &Error, shared: &Shared) -> bool {
    let date = error
        .headers()
        .and_then(|headers| headers.get(DATE)?.to_str().ok());
    let Some(date) = date.and_then(parse_http_date) else {
        return false;
    };
    let difference = seconds_between(shared.context.now(), date);
    let known = shared.clock_difference.load(Ordering::Relaxed);
    if (difference - known).abs() <= TOLERATED_SECONDS {
        return false;
    }
    tracing::warn!(
        seconds = difference,
        "the clock of this machine differs from that of the service"
    );
    shared.clock_difference.store(difference, Ordering::Relaxed);
    true
}

fn seconds_between(from: SystemTime, to: SystemTime) -> i64 {
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match to.duration_since(from) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    }
}

/// The current time according to the services.
pub(super) fn service_time(shared: &Shared) -> SystemTime {
    let now = shared.context.now();
    let difference = shared.clock_difference.load(Ordering::Relaxed);
    let by = Duration::from_secs(difference.unsigned_abs());
    let moved = if difference < 0 {
        now.checked_sub(by)
    } else {
        now.checked_add(by)
    };
    moved.unwrap_or(now)
}
