//! Parsing the time formats of the services.
//!
//! | function | format | example |
//! |---|---|---|
//! | [`unix_seconds`] | seconds since 1970-01-01 UTC | `1599400383` |
//! | [`unix_milliseconds`] | milliseconds since 1970-01-01 UTC | `1607408244841` |
//! | [`rfc3339`] | RFC 3339, with up to nine fractional digits | `2020-07-24T02:31:45.790909295Z` |
//! | [`go`] | Go's `time.String` | `2020-09-20 00:00:00 +0000 +0000` |
//! | [`date_and_time`] | date and time without a zone | `2020-09-08 16:00:00` |
//! | [`time_of_day`] | time of day without a zone | `22:00:00` |
//!
//! The result is `None` for an absent value, and for an empty text, which some services send instead.

use std::fmt;

pub use jiff::Timestamp;
pub use jiff::civil::{DateTime, Time};

/// A value that does not have the documented time format.
///
/// ```
/// use huaweicloud_types::time;
///
/// let error = time::rfc3339(Some("yesterday")).unwrap_err();
/// assert_eq!(error.given(), "yesterday");
/// assert!(error.to_string().starts_with("`yesterday` is not an RFC 3339 timestamp"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeError {
    given: String,
    notation: &'static str,
}

impl TimeError {
    /// The value as the service sent it.
    pub fn given(&self) -> &str {
        &self.given
    }
}

impl fmt::Display for TimeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { given, notation } = self;
        write!(
            formatter,
            "`{given}` is not {notation}; use the raw value of the field instead"
        )
    }
}

impl std::error::Error for TimeError {}

/// Converts seconds since 1970-01-01 UTC.
///
/// ```
/// use huaweicloud_types::time;
///
/// let created = time::unix_seconds(Some(784_111_777))?;
/// assert_eq!(created.map(|time| time.to_string()).as_deref(), Some("1994-11-06T08:49:37Z"));
/// // An absent field has no time.
/// assert_eq!(time::unix_seconds(None)?, None);
/// # Ok::<(), time::TimeError>(())
/// ```
///
/// # Errors
///
/// The number is out of range.
pub fn unix_seconds(given: Option<i64>) -> Result<Option<Timestamp>, TimeError> {
    number(
        given,
        Timestamp::from_second,
        "a time in seconds since 1970",
    )
}

/// Converts milliseconds since 1970-01-01 UTC.
///
/// ```
/// use huaweicloud_types::time;
///
/// let created = time::unix_milliseconds(Some(784_111_777_500))?;
/// assert_eq!(created.map(|time| time.to_string()).as_deref(), Some("1994-11-06T08:49:37.5Z"));
/// # Ok::<(), time::TimeError>(())
/// ```
///
/// # Errors
///
/// The number is out of range.
pub fn unix_milliseconds(given: Option<i64>) -> Result<Option<Timestamp>, TimeError> {
    number(
        given,
        Timestamp::from_millisecond,
        "a time in milliseconds since 1970",
    )
}

/// Parses an RFC 3339 timestamp.
///
/// ```
/// use huaweicloud_types::time;
///
/// let created = time::rfc3339(Some("1994-11-06T16:49:37+08:00"))?;
/// assert_eq!(created.map(|time| time.as_second()), Some(784_111_777));
/// # Ok::<(), time::TimeError>(())
/// ```
///
/// # Errors
///
/// The string has another format.
pub fn rfc3339(given: Option<&str>) -> Result<Option<Timestamp>, TimeError> {
    text(given, |text| text.parse().ok(), "an RFC 3339 timestamp")
}

/// Parses the format of Go's `time.String`. The name of the zone after its offset is ignored.
///
/// ```
/// use huaweicloud_types::time;
///
/// let created = time::go(Some("1994-11-06 16:49:37.5 +0800 CST"))?;
/// assert_eq!(created.map(|time| time.as_millisecond()), Some(784_111_777_500));
/// # Ok::<(), time::TimeError>(())
/// ```
///
/// # Errors
///
/// The string has another format.
pub fn go(given: Option<&str>) -> Result<Option<Timestamp>, TimeError> {
    let read = |text: &str| {
        // Date, time and offset; the name of the zone and the clock of the process may follow.
        let mut parts = text.split(' ');
        let start = [parts.next()?, parts.next()?, parts.next()?].join(" ");
        Timestamp::strptime("%Y-%m-%d %H:%M:%S%.f %z", start).ok()
    };
    text(given, read, "a time in the format of Go's `time.String`")
}

/// Parses a date and a time without a zone, such as `2020-09-08 16:00:00`.
///
/// ```
/// use huaweicloud_types::time;
///
/// let created = time::date_and_time(Some("2020-09-08 16:00:00"))?;
/// assert_eq!(created.map(|time| time.day()), Some(8));
/// # Ok::<(), time::TimeError>(())
/// ```
///
/// # Errors
///
/// The string has another format.
pub fn date_and_time(given: Option<&str>) -> Result<Option<DateTime>, TimeError> {
    let read = |text: &str| DateTime::strptime("%Y-%m-%d %H:%M:%S", text).ok();
    text(given, read, "a date and a time such as 2020-09-08 16:00:00")
}

/// Parses a time of day without a zone, such as `22:00:00`.
///
/// ```
/// use huaweicloud_types::time;
///
/// let start = time::time_of_day(Some("22:00:00"))?;
/// assert_eq!(start.map(|time| time.hour()), Some(22));
/// # Ok::<(), time::TimeError>(())
/// ```
///
/// # Errors
///
/// The string has another format.
pub fn time_of_day(given: Option<&str>) -> Result<Option<Time>, TimeError> {
    let read = |text: &str| Time::strptime("%H:%M:%S", text).ok();
    text(given, read, "a time of day such as 22:00:00")
}

fn number<T>(
    given: Option<i64>,
    read: impl Fn(i64) -> Result<T, jiff::Error>,
    notation: &'static str,
) -> Result<Option<T>, TimeError> {
    given
        .map(|given| {
            read(given).map_err(|_| TimeError {
                given: given.to_string(),
                notation,
            })
        })
        .transpose()
}

fn text<T>(
    given: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
    notation: &'static str,
) -> Result<Option<T>, TimeError> {
    given
        .filter(|given| !given.is_empty())
        .map(|given| {
            read(given).ok_or_else(|| TimeError {
                given: given.to_owned(),
                notation,
            })
        })
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: fmt::Display>(read: Result<Option<T>, TimeError>) -> String {
        match read {
            Ok(Some(time)) => time.to_string(),
            Ok(None) => "none".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn every_documented_format_is_parsed() {
        assert_eq!(
            written(unix_seconds(Some(1_599_400_383))),
            "2020-09-06T13:53:03Z"
        );
        assert_eq!(
            written(unix_milliseconds(Some(1_607_408_244_841))),
            "2020-12-08T06:17:24.841Z"
        );
        assert_eq!(
            written(rfc3339(Some("2020-07-24T02:31:45.790909295Z"))),
            "2020-07-24T02:31:45.790909295Z"
        );
        assert_eq!(
            written(rfc3339(Some("2020-08-03T12:25:52.257014Z"))),
            "2020-08-03T12:25:52.257014Z"
        );
        assert_eq!(
            written(go(Some("2020-09-20 00:00:00 +0000 +0000"))),
            "2020-09-20T00:00:00Z"
        );
        assert_eq!(
            written(go(Some("2020-09-20 08:00:00.5 +0800 CST m=+1.5"))),
            "2020-09-20T00:00:00.5Z"
        );
        assert_eq!(
            written(date_and_time(Some("2020-09-08 16:00:00"))),
            "2020-09-08T16:00:00"
        );
        assert_eq!(written(time_of_day(Some("22:00:00"))), "22:00:00");
    }

    #[test]
    fn an_absent_value_has_no_time() {
        assert_eq!(written(unix_seconds(None)), "none");
        assert_eq!(written(rfc3339(Some(""))), "none");
    }

    #[test]
    fn other_strings_are_errors_that_quote_them() {
        assert_eq!(
            written(date_and_time(Some("yesterday"))),
            "`yesterday` is not a date and a time such as 2020-09-08 16:00:00; \
             use the raw value of the field instead"
        );
        for wrong in [
            "2020-09-08T16:00:00Z",
            "2020-13-01 00:00:00",
            "2020-09-08 16:00:00 +0000",
        ] {
            assert!(date_and_time(Some(wrong)).is_err(), "{wrong}");
        }
        assert!(rfc3339(Some("2020-09-08 16:00:00")).is_err());
        assert!(go(Some("2020-09-20")).is_err());
        assert!(unix_seconds(Some(i64::MAX)).is_err());
        assert_eq!(
            unix_milliseconds(Some(i64::MIN)).unwrap_err().given(),
            "-9223372036854775808"
        );
    }
}
