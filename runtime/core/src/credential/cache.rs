//! One credential for all calls, renewed once however many calls wait for it.
//!
//! A renewal runs in a task of its own: a call that is dropped or out of time takes nothing with it,
//! and what the renewal obtains is kept. While the old credential is valid, nobody waits.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::runtime::Id;
use tracing::Instrument;

use super::rejections::Rejections;
use super::renewal::Renewal;
use super::{CachedCredential, Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::error::Error;
use crate::executor;

/// How long after the start of an early renewal no other is started, unless it succeeds.
const PAUSE: Duration = Duration::from_secs(30);
/// The credential of a client.
#[derive(Clone)]
pub(crate) struct CredentialCache(Arc<Inner>);

struct Inner {
    context: ClientContext,
    source: Arc<dyn ProvideCredential>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Arc<CachedCredential>>,
    renewal: Option<Renewal>,
    paused_until: Option<SystemTime>,
    rejections: Rejections,
}

/// What a call finds.
enum Found {
    Credential(Arc<CachedCredential>),
    Renewal(Renewal),
}

impl fmt::Debug for CredentialCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CredentialCache")
    }
}

impl CredentialCache {
    pub(crate) fn new(context: ClientContext, source: Arc<dyn ProvideCredential>) -> Self {
        Self(Arc::new(Inner {
            context,
            source,
            state: Mutex::default(),
        }))
    }

    /// The credential for a call that is made now; `refused` is one that it must not be.
    pub(crate) async fn get(
        &self,
        refused: Option<&Arc<CachedCredential>>,
    ) -> Result<Arc<CachedCredential>, Error> {
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

    fn find(&self, refused: Option<&Arc<CachedCredential>>, runtime: Id) -> Result<Found, Error> {
        let now = || self.0.context.now();
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
                if state.rejections.remembered(now()).is_none() {
                    self.begin(&mut state, runtime, false);
                }
                Found::Credential(current)
            }
            (None, Some(running)) => Found::Renewal(running),
            (None, None) => {
                if let Some(error) = state.rejections.remembered(now()) {
                    return Err(error);
                }
                Found::Renewal(self.begin(&mut state, runtime, refused.is_some()))
            }
        })
    }

    fn is_stale(&self, renewal: &Renewal) -> bool {
        let elapsed = self.0.context.settings.clock.elapsed();
        renewal.age(elapsed) > self.0.context.settings.credential_timeout
    }

    /// Whether there may be another credential than this one, which a service has refused.
    ///
    /// Other calls go on with it until there is: one refusal does not mean that all are refused.
    pub(crate) fn can_replace(&self, used: &Arc<CachedCredential>) -> bool {
        let state = self.0.lock();
        let is_current = state.current.as_ref();
        if !is_current.is_some_and(|current| Arc::ptr_eq(current, used)) {
            return true;
        }
        !used.is_unproven(self.0.context.now()) && self.0.source.renews()
    }

    /// Starts a renewal in a task of its own.
    fn begin(&self, state: &mut State, runtime: Id, replaces_rejected: bool) -> Renewal {
        let began = self.0.context.settings.clock.elapsed();
        let (renewal, result) = Renewal::new(runtime, began);
        let inner = Arc::clone(&self.0);
        let span = tracing::info_span!(parent: None, "huaweicloud.credential");
        let renewing = async move {
            let provided = inner.source.provide(&inner.context).await;
            result.give(inner.keep(provided, replaces_rejected));
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
        replaces_rejected: bool,
    ) -> Result<Arc<CachedCredential>, Error> {
        let now = self.context.now();
        let mut state = self.lock();
        let credential = provided.inspect_err(|error| {
            tracing::warn!(error = %error, "the credential could not be renewed");
            state.rejections.remember(error, now);
        })?;
        state.rejections.forget();
        state.paused_until = None;
        let cached = Arc::new(CachedCredential::new(credential, now, replaces_rejected));
        state.current = Some(Arc::clone(&cached));
        Ok(cached)
    }
}

impl State {
    fn is_due(&self, current: &CachedCredential, now: impl Fn() -> SystemTime) -> bool {
        current.is_due(&now) && self.paused_until.is_none_or(|until| until <= now())
    }
}
