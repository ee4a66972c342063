//! Formats of text that are checked; all others are only names.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A format that text can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Date,
    DateTime,
    Uuid,
    Ipv4,
    Ipv6,
}

impl Format {
    pub(crate) fn read(name: &str) -> Option<Self> {
        match name {
            "date" => Some(Self::Date),
            "date-time" => Some(Self::DateTime),
            "uuid" => Some(Self::Uuid),
            "ipv4" => Some(Self::Ipv4),
            "ipv6" => Some(Self::Ipv6),
            _ => None,
        }
    }

    /// The format as messages name it, with a text that has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Date => "a date such as 2024-05-31",
            Self::DateTime => "a time such as 2024-05-31T08:00:00Z",
            Self::Uuid => "a UUID",
            Self::Ipv4 => "an IPv4 address",
            Self::Ipv6 => "an IPv6 address",
        }
    }

    /// A text of this format.
    pub(crate) fn sample(self) -> &'static str {
        match self {
            Self::Date => "2024-05-31",
            Self::DateTime => "2024-05-31T08:00:00Z",
            Self::Uuid => "123e4567-e89b-42d3-a456-426614174000",
            Self::Ipv4 => "192.0.2.1",
            Self::Ipv6 => "2001:db8::1",
        }
    }

    pub(crate) fn has(self, text: &str) -> bool {
        match self {
            Self::Date => is_date(text),
            Self::DateTime => is_time(text),
            Self::Uuid => is_uuid(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
        }
    }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (year, month, day) = (
        number(parts.next(), 4),
        number(parts.next(), 2),
        number(parts.next(), 2),
    );
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    parts.next().is_none() && (1..=days).contains(&day)
}

/// RFC 3339: `2024-05-31T08:00:00.123+08:00`. Second 60 is a leap second.
fn is_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let Some(zone) = time.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (clock, zone) = time.split_at(zone);
    let zone_is_good = matches!(zone, "Z" | "z")
        || zone
            .strip_prefix(['+', '-'])
            .is_some_and(|offset| is_clock(offset, &[23, 59]));
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let fraction_is_good =
        !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_date(date) && is_clock(clock, &[23, 59, 60]) && fraction_is_good && zone_is_good
}

fn is_clock(text: &str, most: &[u32]) -> bool {
    let mut parts = text.split(':');
    most.iter()
        .all(|most| number(parts.next(), 2).is_some_and(|number| number <= *most))
        && parts.next().is_none()
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn number(text: Option<&str>, digits: usize) -> Option<u32> {
    let text = text.filter(|text| text.len() == digits)?;
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::Format::{Date, DateTime, Ipv4, Ipv6, Uuid};

    #[test]
    fn every_sample_has_its_format() {
        for format in [Date, DateTime, Uuid, Ipv4, Ipv6] {
            assert!(format.has(format.sample()), "{format:?}");
        }
    }

    #[test]
    fn formats() {
        let good = [
            (Date, "2024-02-29"),
            (DateTime, "2020-09-08T16:00:00.123456789+08:00"),
            (DateTime, "2016-12-31t23:59:60z"),
            (Uuid, "F0FA1789-3b76-433b-a787-9892951c620e"),
        ];
        for (format, text) in good {
            assert!(format.has(text), "{text}");
        }
        let bad = [
            (Date, "2023-02-29"),
            (Date, "2023-13-01"),
            (Date, "23-01-01"),
            (Date, "2023-01-01-01"),
            (Date, ""),
            (DateTime, "2020-09-08 16:00:00"),
            (DateTime, "2020-09-08T16:00:00"),
            (DateTime, "2020-09-08T24:00:00Z"),
            (DateTime, "2020-09-08T16:00:00.Z"),
            (DateTime, "2020-09-08T16:00:00+8"),
            (DateTime, "2020-09-08T1é:00:00Z"),
            (Uuid, "f0fa1789-3b76-433b-a787-9892951c620ec"),
            (Uuid, "g0fa1789-3b76-433b-a787-9892951c620e"),
            (Ipv4, "256.0.0.1"),
            (Ipv6, "1::2::3"),
        ];
        for (format, text) in bad {
            assert!(!format.has(text), "{text}");
        }
    }
}
