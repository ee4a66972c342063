//! One credential for all calls, renewed once however many calls wait for it.
//!
//! A renewal runs in a task of its own: a call that is dropped or out of time takes nothing with it,
//! and what the renewal obtains is kept. While the old credential is valid, nobody waits.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;
use tokio::runtime::Id;
use tracing::Instrument;

use super::refusal::Refusals;
use super::renewal::Renewal;
use super::{Credential, ProvideCredential};
use crate::call::ProjectOfRegion;
use crate::error::Error;
use crate::executor;
use crate::surroundings::Surroundings;

/// How long after the start of an early renewal no other is started, unless it succeeds.
const PAUSE: Duration = Duration::from_secs(30);
/// How old a credential that no service has accepted must be to be asked for again, if it already
/// replaces one that was refused.
const REFUSAL_PAUSE: Duration = Duration::from_secs(60);

/// A credential, and what the cache knows about it.
#[derive(Debug)]
pub(crate) struct Cached {
    pub(crate) credential: Credential,
    obtained: SystemTime,
    renew_at: Option<SystemTime>,
    replaces_refused: bool,
    accepted: AtomicBool,
    /// The token as a header, once it has been needed: checking it again would only cost time.
    pub(crate) token_header: OnceLock<HeaderValue>,
}

/// The credential of a client.
#[derive(Clone)]
pub(crate) struct CredentialCache(Arc<Inner>);

struct Inner {
    surroundings: Surroundings,
    source: Arc<dyn ProvideCredential>,
    state: Mutex<State>,
    project: tokio::sync::Mutex<ProjectOfRegion>,
}

#[derive(Default)]
struct State {
    current: Option<Arc<Cached>>,
    renewal: Option<Renewal>,
    paused_until: Option<SystemTime>,
    refusals: Refusals,
}

/// What a call finds.
enum Found {
    Credential(Arc<Cached>),
    Renewal(Renewal),
}

impl fmt::Debug for CredentialCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CredentialCache")
    }
}

impl CredentialCache {
    pub(crate) fn new(surroundings: Surroundings, source: Arc<dyn ProvideCredential>) -> Self {
        Self(Arc::new(Inner {
            surroundings,
            source,
            state: Mutex::default(),
            project: tokio::sync::Mutex::default(),
        }))
    }

    pub(crate) fn project(&self) -> &tokio::sync::Mutex<ProjectOfRegion> {
        &self.0.project
    }

    /// The credential for a call that is made now; `refused` is one that it must not be.
    pub(crate) async fn get(&self, refused: Option<&Arc<Cached>>) -> Result<Arc<Cached>, Error> {
        let runtime = executor::check()?;
        let mut is_second = false;
        loop {
            let renewal = match self.find(refused, runtime)? {
                Found::Credential(current) => return Ok(current),
                Found::Renewal(renewal) => renewal,
            };
            // One that lay around while nobody ran the runtime may fail only because of that.
            let is_stale = self.is_stale(&renewal);
            match renewal.outcome().await {
                Some(Ok(renewed)) => return Ok(renewed),
                Some(Err(error)) if is_second || !is_stale || !error.is_retryable() => {
                    return Err(error);
                }
                None if is_second => return Err(executor::interrupted()),
                Some(Err(_)) | None => is_second = true,
            }
        }
    }

    fn find(&self, refused: Option<&Arc<Cached>>, runtime: Id) -> Result<Found, Error> {
        let now = || self.0.surroundings.now();
        let mut state = self.0.lock();
        let current = state.current.clone().filter(|current| {
            current.is_valid(now) && refused.is_none_or(|refused| !Arc::ptr_eq(refused, current))
        });
        if let Some(current) = &current
            && !state.is_due(current, now)
        {
            return Ok(Found::Credential(Arc::clone(current)));
        }
        let running = state.renewal.clone();
        let running = running.filter(|renewal| renewal.is_running() && renewal.runs_in(runtime));
        Ok(match (current, running) {
            (Some(current), Some(_)) => Found::Credential(current),
            (Some(current), None) => {
                state.paused_until = Some(now() + PAUSE);
                if state.refusals.remembered(now()).is_none() {
                    self.begin(&mut state, runtime, false);
                }
                Found::Credential(current)
            }
            (None, Some(running)) => Found::Renewal(running),
            (None, None) => {
                if let Some(error) = state.refusals.remembered(now()) {
                    return Err(error);
                }
                Found::Renewal(self.begin(&mut state, runtime, refused.is_some()))
            }
        })
    }

    fn is_stale(&self, renewal: &Renewal) -> bool {
        let elapsed = self.0.surroundings.clock.elapsed();
        renewal.age(elapsed) > self.0.surroundings.config.credential_timeout
    }

    /// Whether there may be another credential than this one, which a service has refused.
    ///
    /// Other calls go on with it until there is: one refusal does not mean that all are refused.
    pub(crate) fn can_replace(&self, used: &Arc<Cached>) -> bool {
        let state = self.0.lock();
        let is_current = state.current.as_ref();
        if !is_current.is_some_and(|current| Arc::ptr_eq(current, used)) {
            return true;
        }
        let age = self.0.surroundings.now().duration_since(used.obtained);
        let never_accepted = used.replaces_refused && !used.accepted.load(Ordering::Relaxed);
        let is_new = never_accepted && age.unwrap_or_default() < REFUSAL_PAUSE;
        !is_new && self.0.source.renews()
    }

    /// Starts a renewal in a task of its own.
    fn begin(&self, state: &mut State, runtime: Id, replaces_refused: bool) -> Renewal {
        let began = self.0.surroundings.clock.elapsed();
        let (renewal, result) = Renewal::new(runtime, began);
        let inner = Arc::clone(&self.0);
        let span = tracing::info_span!(parent: None, "huaweicloud.credential");
        let renewing = async move {
            let provided = inner.source.provide(&inner.surroundings).await;
            result.give(inner.keep(provided, replaces_refused));
        };
        tokio::spawn(renewing.instrument(span));
        state.renewal = Some(renewal.clone());
        renewal
    }
}

impl Inner {
    // A panic elsewhere leaves nothing half-done here.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what a source has provided.
    fn keep(
        &self,
        provided: Result<Credential, Error>,
        replaces_refused: bool,
    ) -> Result<Arc<Cached>, Error> {
        let now = self.surroundings.now();
        let mut state = self.lock();
        let credential = provided.inspect_err(|error| {
            tracing::warn!(error = %error, "the credential could not be renewed");
            state.refusals.remember(error, now);
        })?;
        state.refusals.forget();
        state.paused_until = None;
        let cached = Arc::new(Cached::new(credential, now, replaces_refused));
        state.current = Some(Arc::clone(&cached));
        Ok(cached)
    }
}

impl State {
    fn is_due(&self, current: &Cached, now: impl Fn() -> SystemTime) -> bool {
        current.renew_at.is_some_and(|at| {
            let now = now();
            at <= now && self.paused_until.is_none_or(|until| until <= now)
        })
    }
}

impl Cached {
    fn new(credential: Credential, obtained: SystemTime, replaces_refused: bool) -> Self {
        let renew_at = credential.expires.map(|expires| {
            let lifetime = expires.duration_since(obtained).unwrap_or_default();
            // A short life is half used before it is renewed, so that not every call renews.
            expires - credential.renew_before.min(lifetime / 2)
        });
        let accepted = AtomicBool::new(false);
        Self {
            credential,
            obtained,
            renew_at,
            replaces_refused,
            accepted,
            token_header: OnceLock::new(),
        }
    }

    /// Takes note that a service has accepted the credential.
    pub(crate) fn accept(&self) {
        // Read first: nearly always it is known already, and reading disturbs no other thread.
        if self.replaces_refused && !self.accepted.load(Ordering::Relaxed) {
            self.accepted.store(true, Ordering::Relaxed);
        }
    }

    fn is_valid(&self, now: impl Fn() -> SystemTime) -> bool {
        self.credential
            .expires
            .is_none_or(|expires| now() < expires)
    }
}
