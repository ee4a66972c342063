//! A clock that tests can replace, and the date formats of the services.

use std::fmt::Debug;
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use crate::future::BoxFuture;

/// A clock: the current time, and a way to wait.
///
/// By default the system clock; [`ConfigBuilder::clock`](crate::ConfigBuilder::clock) sets another one. The
/// time limits of connections, attempts and calls always use the system clock.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use huaweicloud_core::{BoxFuture, Clock, Config};
///
/// /// The clock of the machine, which is known to be an hour slow.
/// #[derive(Debug)]
/// struct Corrected(std::time::Instant);
///
/// impl Clock for Corrected {
///     fn now(&self) -> SystemTime {
///         SystemTime::now() + Duration::from_secs(3600)
///     }
///
///     fn elapsed(&self) -> Duration {
///         self.0.elapsed()
///     }
///
///     fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
///         Box::pin(tokio::time::sleep(duration))
///     }
/// }
///
/// let config = Config::builder().clock(Corrected(std::time::Instant::now()));
/// ```
pub trait Clock: Debug + Send + Sync + 'static {
    /// The current time, for signatures and expiry.
    fn now(&self) -> SystemTime;

    /// The time since a fixed moment in the past. It never decreases.
    fn elapsed(&self) -> Duration;

    /// Waits for this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Parses a time such as `2026-01-31T12:00:00.000000Z`, the format of IAM.
pub(crate) fn parse_expiry(text: &str) -> Option<SystemTime> {
    text.trim().parse::<Timestamp>().ok().map(SystemTime::from)
}

/// Parses a time such as `Sat, 31 Jan 2026 12:00:00 GMT`, the format of HTTP headers.
pub(crate) fn parse_http_date(text: &str) -> Option<SystemTime> {
    rfc2822::DateTimeParser::new()
        .parse_timestamp(text.trim())
        .ok()
        .map(SystemTime::from)
}

/// Formats a time such as `20260131T120000Z` for the header `X-Sdk-Date`.
pub(crate) fn signing_date(time: SystemTime) -> Option<String> {
    let timestamp = Timestamp::try_from(time).ok()?;
    Some(timestamp.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// Formats a time for a message.
pub(crate) fn readable(time: SystemTime) -> String {
    match Timestamp::try_from(time) {
        Ok(timestamp) => timestamp.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
        Err(_) => "a time out of range".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
    }

    #[test]
    fn every_format_is_parsed_and_written() {
        assert_eq!(parse_expiry("1994-11-06T08:49:37.000000Z"), Some(moment()));
        assert_eq!(
            parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(moment())
        );
        assert_eq!(signing_date(moment()).as_deref(), Some("19941106T084937Z"));
        assert_eq!(readable(moment()), "1994-11-06 08:49:37 UTC");
    }

    #[test]
    fn other_strings_are_none() {
        for text in ["", "tomorrow", "1994-11-06", "784111777"] {
            assert_eq!(parse_expiry(text), None);
            assert_eq!(parse_http_date(text), None);
        }
    }
}
