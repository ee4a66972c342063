//! How texts of a format are written.

use std::net::{Ipv4Addr, Ipv6Addr};

/// What is wrong with a text in a format. Nothing is wrong in formats that nobody knows.
pub(super) fn problem(format: &str, text: &str) -> Option<&'static str> {
    let (fits, wanted) = match format {
        "date-time" => (
            is_date_time(text),
            "a date and time such as `2024-05-17T09:30:00Z`",
        ),
        "date" => (is_date(text), "a date such as `2024-05-17`"),
        "uuid" => (
            is_uuid(text),
            "a UUID such as `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`",
        ),
        "ipv4" => (
            text.parse::<Ipv4Addr>().is_ok(),
            "an address such as `192.0.2.1`",
        ),
        "ipv6" => (
            text.parse::<Ipv6Addr>().is_ok(),
            "an address such as `2001:db8::1`",
        ),
        "email" => (is_email(text), "an address such as `somebody@example.com`"),
        "uri" => (is_uri(text), "a URI such as `https://example.com/`"),
        "byte" => (is_base64(text), "Base64"),
        _ => return None,
    };
    (!fits).then_some(wanted)
}

/// RFC 3339, leap seconds included.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let Some(zone) = time.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (time, zone) = time.split_at(zone);
    let zone_fits = matches!(zone, "Z" | "z")
        || zone[1..].split_once(':').is_some_and(|(hours, minutes)| {
            is_number(hours, 2, 0..=23) && is_number(minutes, 2, 0..=59)
        });
    is_date(date) && is_time(time) && zone_fits
}

fn is_date(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
        && text.len() == 10
        && text.as_bytes().get(4) == Some(&b'-')
}

fn is_time(text: &str) -> bool {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<_> = whole.split(':').collect();
    let [hours, minutes, seconds] = parts[..] else {
        return false;
    };
    is_number(hours, 2, 0..=23)
        && is_number(minutes, 2, 0..=59)
        && is_number(seconds, 2, 0..=60)
        && fraction.is_none_or(digits)
}

fn is_number(text: &str, length: usize, range: std::ops::RangeInclusive<u32>) -> bool {
    text.len() == length
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|number| range.contains(&number))
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<_> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12]
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && !domain.is_empty() && !domain.contains(char::is_whitespace)
    })
}

/// RFC 3986, as far as one can be wrong by mistake.
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

/// Whether the port of an authority, where there is one, is a port.
fn has_port(rest: &str) -> bool {
    let Some(authority) = rest.strip_prefix("//") else {
        return true;
    };
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    // The colons of an IPv6 address stand in brackets.
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
    fn formats_are_told_from_what_only_looks_like_them() {
        for (format, right, wrong) in [
            (
                "date-time",
                "2024-02-29T23:59:60.5+01:00",
                "2024-02-30T00:00:00Z",
            ),
            ("date-time", "2024-05-17t09:30:00z", "2024-05-17 09:30:00"),
            (
                "date-time",
                "2024-05-17T09:30:00-00:00",
                "2024-05-17T09:30:00",
            ),
            ("date", "2024-02-29", "2023-02-29"),
            (
                "uuid",
                "F81D4FAE-7dec-11d0-a765-00a0c91e6bf6",
                "f81d4fae7dec11d0a76500a0c91e6bf6",
            ),
            ("ipv4", "192.0.2.1", "192.0.2.256"),
            ("ipv6", "::1", "::g"),
            ("email", "a@b", "a.b"),
            ("uri", "urn:a", "/a"),
            ("uri", "https://a/%7B", "https://a/%zz"),
            ("uri", "https://a/?b=1#c", "https://a/#b#c"),
            ("uri", "https://a:8080/", "https://a:99999/"),
            ("uri", "https://[::1]:80/", "https://a/<x>"),
            ("uri", "mailto:a@b", "https://a/b c"),
            ("byte", "aGk=", "aGk"),
            ("byte", "", "a==="),
        ] {
            assert_eq!(problem(format, right), None, "{right}");
            assert!(problem(format, wrong).is_some(), "{wrong}");
        }
        assert_eq!(problem("anything", "at all"), None);
    }
}
