//! The formats of strings and numbers that are checked; all others are annotations only.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;

use serde_json::Number;

/// A format of strings.
///
/// ```
/// use huaweicloud_json_schema::Format;
///
/// let format = Format::from_keyword("date").unwrap();
/// assert!(format.matches("2024-02-29") && !format.matches("2023-02-29"));
/// // Unknown formats are annotations and are not checked.
/// assert_eq!(Format::from_keyword("color"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// `date`: a full date of RFC 3339.
    Date,
    /// `date-time`: a date and time of RFC 3339.
    DateTime,
    /// `uuid`
    Uuid,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `email`
    Email,
    /// `uri`: an absolute URI of RFC 3986.
    Uri,
    /// `byte`: Base64.
    Byte,
}

impl Format {
    /// All formats of strings that are checked.
    pub const ALL: [Self; 8] = [
        Self::Date,
        Self::DateTime,
        Self::Uuid,
        Self::Ipv4,
        Self::Ipv6,
        Self::Email,
        Self::Uri,
        Self::Byte,
    ];

    /// Reads the value of `format`.
    pub fn from_keyword(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.keyword() == name)
    }

    /// The value of `format`.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Uuid => "uuid",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Email => "email",
            Self::Uri => "uri",
            Self::Byte => "byte",
        }
    }

    /// The name of the format with its article, for messages: `a date`.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Date => "a date",
            Self::DateTime => "a date and time",
            Self::Uuid => "a UUID",
            Self::Ipv4 => "an IPv4 address",
            Self::Ipv6 => "an IPv6 address",
            Self::Email => "an email address",
            Self::Uri => "a URI",
            Self::Byte => "Base64",
        }
    }

    /// A string in this format.
    pub fn example(self) -> &'static str {
        match self {
            Self::Date => "2024-05-31",
            Self::DateTime => "2024-05-31T08:00:00Z",
            Self::Uuid => "123e4567-e89b-42d3-a456-426614174000",
            Self::Ipv4 => "192.0.2.1",
            Self::Ipv6 => "2001:db8::1",
            Self::Email => "somebody@example.com",
            Self::Uri => "https://example.com/",
            Self::Byte => "dGV4dA==",
        }
    }

    /// Whether a string is in this format.
    pub fn matches(self, text: &str) -> bool {
        match self {
            Self::Date => is_date(text),
            Self::DateTime => is_date_time(text),
            Self::Uuid => is_uuid(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Email => is_email(text),
            Self::Uri => is_uri(text),
            Self::Byte => is_base64(text),
        }
    }
}

/// A format of numbers: the range of a numeric type.
///
/// ```
/// use huaweicloud_json_schema::NumberFormat;
///
/// assert!(NumberFormat::Int32.matches(&2_147_483_647_i64.into()));
/// assert!(!NumberFormat::Int32.matches(&2_147_483_648_i64.into()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `float`
    Float,
}

impl NumberFormat {
    /// Reads the value of `format`.
    pub fn from_keyword(name: &str) -> Option<Self> {
        match name {
            "int32" => Some(Self::Int32),
            "int64" => Some(Self::Int64),
            "float" => Some(Self::Float),
            _ => None,
        }
    }

    /// The value of `format`.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Float => "float",
        }
    }

    /// Whether the type can hold a number. Whole numbers may be written with a point.
    pub fn matches(self, number: &Number) -> bool {
        let float = number.as_f64().unwrap_or(f64::INFINITY);
        // 2^31 and 2^63 are the first numbers beyond the ranges, and exact as floats.
        let limit = match self {
            Self::Int32 => 2_147_483_648.0,
            Self::Int64 => 9_223_372_036_854_775_808.0,
            Self::Float => return float.abs() <= f64::from(f32::MAX),
        };
        match (number.as_i64(), self) {
            (Some(integer), Self::Int32) => i32::try_from(integer).is_ok(),
            (Some(_), _) => true,
            (None, _) => {
                number.is_f64() && float.fract() == 0.0 && (-limit..limit).contains(&float)
            }
        }
    }
}

fn is_date(text: &str) -> bool {
    // The calendar's parser accepts more notations than RFC 3339.
    let has_four_digits_of_year = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
    has_four_digits_of_year && text.parse::<jiff::civil::Date>().is_ok()
}

/// RFC 3339, leap seconds included.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let Some((time, zone)) = time
        .find(['Z', 'z', '+', '-'])
        .and_then(|at| time.split_at_checked(at))
    else {
        return false;
    };
    let is_zone = matches!(zone, "Z" | "z")
        || zone
            .strip_prefix(['+', '-'])
            .and_then(|offset| offset.split_once(':'))
            .is_some_and(|(hours, minutes)| is_number(hours, 0..=23) && is_number(minutes, 0..=59));
    is_date(date) && is_time(time) && is_zone
}

fn is_time(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let has_fraction = !fraction.is_empty() && fraction.bytes().all(|it| it.is_ascii_digit());
    let mut parts = whole.split(':');
    let mut is_next = |range| parts.next().is_some_and(|part| is_number(part, range));
    has_fraction && is_next(0..=23) && is_next(0..=59) && is_next(0..=60) && parts.next().is_none()
}

/// A number of two digits.
fn is_number(text: &str, range: RangeInclusive<u32>) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|number| range.contains(&number))
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && !domain.is_empty() && !domain.contains(char::is_whitespace)
    })
}

/// RFC 3986, as far as mistakes go that people make.
fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            && !rest.is_empty()
            && !rest.contains(|it: char| {
                it.is_whitespace() || it.is_control() || "<>\"\\^`{|}".contains(it)
            })
            && rest.matches('#').count() <= 1
            && has_whole_escapes(rest)
            && has_port(rest)
    })
}

/// Whether two hexadecimal digits follow each percent sign.
fn has_whole_escapes(text: &str) -> bool {
    text.split('%').skip(1).all(|part| {
        let digits = part.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Whether the port of the authority is a port, if there is one.
fn has_port(rest: &str) -> bool {
    let Some(authority) = rest.strip_prefix("//") else {
        return true;
    };
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    // The colons of an IPv6 address are inside brackets.
    let port = match host.rsplit_once(']') {
        Some((_, port)) => port.strip_prefix(':'),
        None => host.split_once(':').map(|(_, port)| port),
    };
    port.is_none_or(|port| port.is_empty() || port.parse::<u16>().is_ok())
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_in_its_format() {
        for format in Format::ALL {
            assert!(format.matches(format.example()), "{format:?}");
            assert_eq!(Format::from_keyword(format.keyword()), Some(format));
        }
        assert_eq!(Format::from_keyword("hostname"), None);
    }

    #[test]
    fn formats_reject_similar_strings() {
        use Format::{Byte, Date, DateTime, Email, Ipv4, Ipv6, Uri, Uuid};
        for (format, right, wrong) in [
            (Date, "2024-02-29", "2023-02-29"),
            (Date, "2000-02-29", "1900-02-29"),
            (Date, "2024-05-31", "2023-13-01"),
            (Date, "2024-05-31", "23-01-01"),
            (Date, "2024-05-31", "20240531"),
            (Date, "2024-05-31", "2023-01-01-01"),
            (Date, "2024-05-31", ""),
            (
                DateTime,
                "2024-02-29T23:59:60.5+01:00",
                "2024-02-30T00:00:00Z",
            ),
            (DateTime, "2024-05-17t09:30:00z", "2024-05-17 09:30:00"),
            (DateTime, "2024-05-17T09:30:00-00:00", "2024-05-17T09:30:00"),
            (
                DateTime,
                "2020-09-08T16:00:00.123456789+08:00",
                "2020-09-08T24:00:00Z",
            ),
            (DateTime, "2020-09-08T16:00:00Z", "2020-09-08T16:00:00.Z"),
            (
                DateTime,
                "2020-09-08T16:00:00+08:00",
                "2020-09-08T16:00:00+8",
            ),
            (DateTime, "2020-09-08T16:00:00Z", "2020-09-08T1é:00:00Z"),
            (
                Uuid,
                "F81D4FAE-7dec-11d0-a765-00a0c91e6bf6",
                "f81d4fae7dec11d0a76500a0c91e6bf6",
            ),
            (
                Uuid,
                "f0fa1789-3b76-433b-a787-9892951c620e",
                "g0fa1789-3b76-433b-a787-9892951c620e",
            ),
            (Ipv4, "192.0.2.1", "192.0.2.256"),
            (Ipv6, "::1", "1::2::3"),
            (Email, "a@b", "a.b"),
            (Uri, "urn:a", "/a"),
            (Uri, "https://a/%7B", "https://a/%zz"),
            (Uri, "https://a/?b=1#c", "https://a/#b#c"),
            (Uri, "https://a:8080/", "https://a:99999/"),
            (Uri, "https://[::1]:80/", "https://a/<x>"),
            (Uri, "mailto:a@b", "https://a/b c"),
            (Byte, "aGk=", "aGk"),
            (Byte, "", "a==="),
        ] {
            assert!(format.matches(right), "{right}");
            assert!(!format.matches(wrong), "{wrong}");
        }
    }

    #[test]
    fn number_formats_have_the_ranges_of_their_types() {
        use NumberFormat::{Float, Int32, Int64};
        let number = |text: &str| text.parse::<Number>().unwrap();
        for (format, inside, outside) in [
            (Int32, "2147483647", "2147483648"),
            (Int32, "-2147483648", "-2147483649"),
            (Int32, "2.0", "2147483648.0"),
            (Int32, "2.0", "2.5"),
            (Int64, "9223372036854775807", "9223372036854775808"),
            (Int64, "-9223372036854775808", "-1e19"),
            (Float, "3.4e38", "3.5e38"),
        ] {
            assert!(format.matches(&number(inside)), "{inside}");
            assert!(!format.matches(&number(outside)), "{outside}");
        }
    }
}
