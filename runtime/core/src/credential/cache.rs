//! The credential that all calls share, renewed once however many calls wait for it.
//!
//! A renewal runs in a separate task, so that it continues when a call times out or is dropped. No call
//! waits while the old credential is valid.

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

/// How long after the start of an early renewal no other one is started, unless it succeeds.
const PAUSE: Duration = Duration::from_secs(30);
/// The credential of a client.
#[derive(Clone)]
pub(crate) struct CredentialCache(Arc<Inner>);

struct Inner {
    context: ClientContext,
    provider: Arc<dyn ProvideCredential>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Arc<CachedCredential>>,
    renewal: Option<Renewal>,
    paused_until: Option<SystemTime>,
    rejections: Rejections,
}

/// What a call can use.
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
    pub(crate) fn new(context: ClientContext, provider: Arc<dyn ProvideCredential>) -> Self {
        Self(Arc::new(Inner {
            context,
            provider,
            state: Mutex::default(),
        }))
    }

    /// The credential for a call, other than the `rejected` one.
    pub(crate) async fn get(
        &self,
        rejected: Option<&Arc<CachedCredential>>,
    ) -> Result<Arc<CachedCredential>, Error> {
        let runtime = executor::check()?;
        let mut is_second = false;
        loop {
            let renewal = match self.find(rejected, runtime)? {
                Found::Credential(current) => return Ok(current),
                Found::Renewal(renewal) => renewal,
            };
            // A renewal that was suspended because its runtime did not run may fail for that reason only.
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

    fn find(&self, rejected: Option<&Arc<CachedCredential>>, runtime: Id) -> Result<Found, Error> {
        let now = || self.0.context.now();
        let mut state = self.0.lock();
        let current = state.current.clone().filter(|current| {
            current.is_valid(now) && rejected.is_none_or(|rejected| !Arc::ptr_eq(rejected, current))
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
                Found::Renewal(self.begin(&mut state, runtime, rejected.is_some()))
            }
        })
    }

    fn is_stale(&self, renewal: &Renewal) -> bool {
        let elapsed = self.0.context.settings.clock.elapsed();
        renewal.age(elapsed) > self.0.context.settings.credential_timeout
    }

    /// Whether the provider may have another credential than this one, which a service has rejected.
    ///
    /// Until it does, other calls continue to use this one: not every service has to reject it.
    pub(crate) fn can_replace(&self, used: &Arc<CachedCredential>) -> bool {
        let state = self.0.lock();
        let is_current = state.current.as_ref();
        if !is_current.is_some_and(|current| Arc::ptr_eq(current, used)) {
            return true;
        }
        !used.is_unproven(self.0.context.now()) && self.0.provider.renews()
    }

    /// Starts a renewal in a separate task.
    fn begin(&self, state: &mut State, runtime: Id, replaces_rejected: bool) -> Renewal {
        let began = self.0.context.settings.clock.elapsed();
        let (renewal, publisher) = Renewal::new(runtime, began);
        let inner = Arc::clone(&self.0);
        let span = tracing::info_span!(parent: None, "huaweicloud.credential");
        let renewing = async move {
            let provided = inner.provider.provide(&inner.context).await;
            publisher.publish(inner.keep(provided, replaces_rejected));
        };
        tokio::spawn(renewing.instrument(span));
        state.renewal = Some(renewal.clone());
        renewal
    }
}

impl Inner {
    // The state is consistent even if another thread panicked while it held the lock.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores what the provider returned.
    fn keep(
        &self,
        provided: Result<Credential, Error>,
        replaces_rejected: bool,
    ) -> Result<Arc<CachedCredential>, Error> {
        let now = self.context.now();
        let mut state = self.lock();
        let credential = provided.inspect_err(|error| {
            tracing::warn!(error = %error, "could not renew the credential");
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
