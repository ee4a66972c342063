//! Rejections that are remembered, so that a wrong password does not lock an account.

use std::time::{Duration, SystemTime};

use http::StatusCode;

use crate::error::Error;

/// How long the first rejection is remembered. Each further one is remembered twice as long.
const FIRST: Duration = Duration::from_secs(60);
/// The longest time. By default IAM locks an account after five failures within 15 minutes.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// The rejections of one source since it last gave a credential.
#[derive(Default)]
pub(super) struct Rejections {
    count: u32,
    last: Option<(Error, SystemTime)>,
}

impl Rejections {
    /// Remembers an error if it means that the credential is wrong.
    pub(super) fn remember(&mut self, error: &Error, now: SystemTime) {
        let is_rejection = matches!(
            error.status(),
            Some(StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
        );
        if !is_rejection {
            return;
        }
        let doublings = self.count.min(8);
        let until = now + FIRST.saturating_mul(1 << doublings).min(LONGEST);
        self.count = self.count.saturating_add(1);
        self.last = Some((error.clone(), until));
    }

    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The rejection that is still remembered.
    pub(super) fn remembered(&self, now: SystemTime) -> Option<Error> {
        let (error, until) = self.last.as_ref()?;
        (now < *until).then(|| error.clone().remembered_until(*until))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::error::KeptResponse;

    fn error_with(status: StatusCode) -> Error {
        Error::from_response(KeptResponse::new(status, HeaderMap::new(), "".into()))
    }

    #[test]
    fn an_account_is_not_locked_by_many_calls() {
        let mut rejections = Rejections::default();
        let start = SystemTime::UNIX_EPOCH;
        let mut asked = Vec::new();
        for second in 0..3600 {
            let now = start + Duration::from_secs(second);
            if rejections.remembered(now).is_none() {
                asked.push(second);
                rejections.remember(&error_with(StatusCode::UNAUTHORIZED), now);
            }
        }
        assert_eq!(asked, [0, 60, 180, 420, 900, 1800, 2700]);
    }

    #[test]
    fn transient_errors_are_not_remembered() {
        let mut rejections = Rejections::default();
        let now = SystemTime::UNIX_EPOCH;
        for status in [
            StatusCode::SERVICE_UNAVAILABLE,
            StatusCode::TOO_MANY_REQUESTS,
        ] {
            rejections.remember(&error_with(status), now);
            assert!(rejections.remembered(now).is_none());
        }
        rejections.remember(&error_with(StatusCode::FORBIDDEN), now);
        let text = rejections.remembered(now).unwrap().to_string();
        assert!(
            text.contains("no new attempt before 1970-01-01 00:01:00 UTC"),
            "{text}"
        );
        rejections.forget();
        assert!(rejections.remembered(now).is_none());
    }
}
