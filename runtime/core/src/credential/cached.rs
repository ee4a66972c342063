//! A credential and what the cache knows about it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::Credential;

/// How old a credential that no service has accepted must be before another one is requested, if it
/// already replaces a rejected one.
const REJECTION_PAUSE: Duration = Duration::from_secs(60);

/// A credential and what the cache knows about it.
#[derive(Debug)]
pub(crate) struct CachedCredential {
    pub(crate) credential: Credential,
    obtained: SystemTime,
    renew_at: Option<SystemTime>,
    replaces_rejected: bool,
    accepted: AtomicBool,
    /// The token as a header, once it has been needed: checking it again would only take time.
    pub(crate) token_header: OnceLock<HeaderValue>,
}

impl CachedCredential {
    pub(super) fn new(
        credential: Credential,
        obtained: SystemTime,
        replaces_rejected: bool,
    ) -> Self {
        let renew_at = credential.expires.map(|expires| {
            let lifetime = expires.duration_since(obtained).unwrap_or_default();
            // Half of a short lifetime passes before the renewal, so that not every call renews.
            expires - credential.renew_before.min(lifetime / 2)
        });
        Self {
            credential,
            obtained,
            renew_at,
            replaces_rejected,
            accepted: AtomicBool::new(false),
            token_header: OnceLock::new(),
        }
    }

    /// Records that a service has accepted the credential.
    pub(crate) fn accept(&self) {
        // Usually known already, and a read does not disturb other threads.
        if self.replaces_rejected && !self.accepted.load(Ordering::Relaxed) {
            self.accepted.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn is_valid(&self, now: impl Fn() -> SystemTime) -> bool {
        let expires = self.credential.expires;
        expires.is_none_or(|expires| now() < expires)
    }

    /// Whether the time of its renewal has come.
    pub(super) fn is_due(&self, now: impl Fn() -> SystemTime) -> bool {
        self.renew_at.is_some_and(|at| at <= now())
    }

    /// Whether it was obtained a moment ago because its predecessor was rejected, and has not been
    /// accepted either.
    pub(super) fn is_unproven(&self, now: SystemTime) -> bool {
        let age = now.duration_since(self.obtained).unwrap_or_default();
        let never_accepted = self.replaces_rejected && !self.accepted.load(Ordering::Relaxed);
        never_accepted && age < REJECTION_PAUSE
    }
}
