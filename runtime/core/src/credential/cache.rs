//! One credential for all calls, renewed once however many calls wait for it.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use http::HeaderValue;

use super::Credential;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::surroundings::Surroundings;

/// How long a failed early renewal is not tried again.
const PAUSE: Duration = Duration::from_secs(30);
/// How old a credential that no service has accepted must be to be asked for again, if it already
/// replaces one that was refused.
const REFUSAL_PAUSE: Duration = Duration::from_secs(60);

type Renewing = BoxFuture<'static, Result<Arc<Cached>, Error>>;

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
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Arc<Cached>>,
    renewal: Option<WeakShared<Renewing>>,
    paused_until: Option<SystemTime>,
    refused: bool,
}

impl fmt::Debug for CredentialCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CredentialCache")
    }
}

impl CredentialCache {
    pub(crate) fn new(surroundings: Surroundings) -> Self {
        Self(Arc::new(Inner {
            surroundings,
            state: Mutex::default(),
        }))
    }

    /// The credential for a call that is made now.
    pub(crate) async fn get(&self) -> Result<Arc<Cached>, Error> {
        let (current, renewal) = {
            let mut state = self.0.lock();
            let now = || self.0.surroundings.now();
            let current = state
                .current
                .clone()
                .filter(|current| current.is_valid(now));
            if let Some(current) = &current
                && !state.is_due(current, now)
            {
                return Ok(Arc::clone(current));
            }
            let running = state.renewal.as_ref().and_then(WeakShared::upgrade);
            match (current, running) {
                // Another call renews already, and what there is still works.
                (Some(current), Some(_)) => return Ok(current),
                (current, Some(running)) => (current, running),
                (current, None) => (current, self.begin(&mut state)),
            }
        };
        match (renewal.await, current) {
            (Err(_), Some(current)) => Ok(current),
            (renewed, _) => renewed,
        }
    }

    /// Takes note that a service has refused a credential; whether there may be another one now.
    pub(crate) fn refused(&self, used: &Arc<Cached>) -> bool {
        let mut state = self.0.lock();
        let Some(current) = &state.current else {
            return true;
        };
        if !Arc::ptr_eq(current, used) {
            return true;
        }
        let age = self
            .0
            .surroundings
            .now()
            .duration_since(used.obtained)
            .unwrap_or_default();
        let never_accepted = used.replaces_refused && !used.accepted.load(Ordering::Relaxed);
        if (never_accepted && age < REFUSAL_PAUSE)
            || !self.0.surroundings.config.credential.renews()
        {
            return false;
        }
        state.current = None;
        state.refused = true;
        true
    }

    /// Starts a renewal that everyone who needs it waits for; it ends when nobody does any more.
    fn begin(&self, state: &mut State) -> Shared<Renewing> {
        let inner = Arc::clone(&self.0);
        let future: Renewing = Box::pin(async move { inner.renew().await });
        let renewal = future.shared();
        state.renewal = renewal.downgrade();
        renewal
    }
}

impl Inner {
    // A panic elsewhere leaves nothing half-done here.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn renew(&self) -> Result<Arc<Cached>, Error> {
        let provided = self
            .surroundings
            .config
            .credential
            .provide(&self.surroundings)
            .await;
        let now = self.surroundings.now();
        let mut state = self.lock();
        state.renewal = None;
        match provided {
            Ok(credential) => {
                let replaces_refused = std::mem::take(&mut state.refused);
                let cached = Arc::new(Cached::new(credential, now, replaces_refused));
                state.current = Some(Arc::clone(&cached));
                Ok(cached)
            }
            Err(error) => {
                state.paused_until = Some(now + PAUSE);
                Err(error)
            }
        }
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
