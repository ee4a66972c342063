//! The endpoint of a service.

use url::Url;

use crate::error::Error;

/// Parses the endpoint of a service: scheme, host, and optionally a port and a path prefix.
///
/// The default scheme is `https://`, as in the official SDKs.
pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Url, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(wrong("is empty", EXAMPLE));
    }
    let full = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    // Otherwise the first segment of the path would be taken for the host.
    if full
        .split_once("://")
        .is_some_and(|(_, rest)| rest.starts_with(['/', '\\']))
    {
        return Err(wrong("has no host", EXAMPLE));
    }
    let mut url = Url::parse(&full).map_err(|source| {
        // Not quoted, because it may contain a password.
        wrong("is not a valid URL", EXAMPLE).with_source(source)
    })?;
    check(&url, allow_http)?;
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// An endpoint without user name, password and query, which may be secret.
pub(crate) fn printable(text: &str) -> String {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let at_front = if scheme.is_empty() { "" } else { "://" };
    format!("{scheme}{at_front}{host}")
}

const EXAMPLE: &str = "write it like `https://roma.cn-north-4.myhuaweicloud.com`";

fn wrong(what: &str, remedy: &str) -> Error {
    Error::configuration(format!("the endpoint {what}: {remedy}"))
}

fn check(url: &Url, allow_http: bool) -> Result<(), Error> {
    match url.scheme() {
        "https" => {}
        "http" if allow_http => {}
        "http" => {
            return Err(wrong(
                "starts with `http://`, which would send the credential unencrypted",
                "use `https://`, or call `.allow_http(true)` for a test server",
            ));
        }
        other => return Err(wrong(&format!("has the unknown scheme `{other}`"), EXAMPLE)),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong(
            "contains a user name or a password",
            "leave them out and give a credential with `.credential(...)`",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("contains a `?` or a `#`", EXAMPLE));
    }
    match url.host_str() {
        Some(host) if !host.is_empty() => Ok(()),
        _ => Err(wrong("has no host", EXAMPLE)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_parsed_leniently() {
        for (text, expected) in [
            ("https://a.example.com", "https://a.example.com/"),
            ("a.example.com", "https://a.example.com/"),
            (
                " a.example.com:8443/base/ ",
                "https://a.example.com:8443/base",
            ),
        ] {
            assert_eq!(parse(text, false).unwrap().as_str(), expected);
        }
        assert_eq!(parse("http://127.0.0.1:1", true).unwrap().scheme(), "http");
    }

    #[test]
    fn errors_about_endpoints_say_what_to_do() {
        for (text, remedy) in [
            ("", "write it like"),
            ("http://a.example.com", "allow_http(true)"),
            ("ftp://a.example.com", "write it like"),
            ("https://", "write it like"),
            ("https:///v2", "write it like"),
            (r"https://\v2", "write it like"),
            ("https://user:hunter2@a.example.com", "credential("),
            ("https://a.example.com?x=1", "write it like"),
            ("https://a.example.com/#x", "write it like"),
            ("https://user:hunter2@a b", "write it like"),
        ] {
            let error = parse(text, false).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(remedy), "{text}: {shown}");
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }
}
