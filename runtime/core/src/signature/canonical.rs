//! The canonical form of a request, which both sides of a signature compute.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::encoding::push_encoded;
use crate::transport::HttpRequest;

/// The path with every segment decoded and encoded again, and a slash at the end.
pub(super) fn path(path: &str) -> String {
    let decoded = decode(path);
    let mut canonical = String::with_capacity(path.len() + 1);
    for (index, segment) in decoded.split('/').enumerate() {
        if index > 0 {
            canonical.push('/');
        }
        push_encoded(&mut canonical, segment);
    }
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// The query, sorted by its decoded names and values.
pub(super) fn query(query: &str) -> String {
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    pairs.sort_unstable();
    let mut canonical = String::with_capacity(query.len());
    for (name, value) in pairs {
        if !canonical.is_empty() {
            canonical.push('&');
        }
        push_encoded(&mut canonical, &name);
        canonical.push('=');
        push_encoded(&mut canonical, &value);
    }
    canonical
}

fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// The signed headers.
pub(super) struct Headers {
    /// `name:value`, one per line.
    pub(super) lines: String,
    /// The names, separated by semicolons.
    pub(super) names: String,
}

impl Headers {
    /// All headers of a request and its host, except those with an underscore, which gateways drop.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let mut headers: Vec<(&str, Cow<'_, str>)> = request
            .headers
            .iter()
            .filter(|(name, _)| !name.as_str().contains('_'))
            .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
            .collect();
        if !request.headers.contains_key(http::header::HOST) {
            headers.push(("host", Cow::Owned(host(&request.url))));
        }
        headers.sort_unstable_by(|left, right| left.0.cmp(right.0));
        let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
        let lines = headers
            .iter()
            .map(|(name, value)| format!("{name}:{}\n", value.trim()));
        Self {
            lines: lines.collect(),
            names: names.join(";"),
        }
    }
}

/// The header `Host` as HTTP clients write it: with the port, unless it is the default.
fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_as_a_whole_and_encoded_by_segment() {
        for (given, canonical) in [
            ("/", "/"),
            ("", "/"),
            ("/v2/a", "/v2/a/"),
            ("/v2/a/", "/v2/a/"),
            ("/a%2Fb", "/a/b/"),
            ("/%E6%8E%A5%20!", "/%E6%8E%A5%20%21/"),
            ("/100%2525", "/100%2525/"),
        ] {
            assert_eq!(path(given), canonical);
        }
    }

    #[test]
    fn a_query_is_sorted_by_its_decoded_text() {
        for (given, canonical) in [
            ("", ""),
            ("b=2&a=1", "a=1&b=2"),
            ("a=20&a=100", "a=100&a=20"),
            ("a", "a="),
            // `~` sorts after the letters, its escape would sort before them.
            ("a=%7E&a=z", "a=z&a=~"),
            ("q=%26%3D", "q=%26%3D"),
        ] {
            assert_eq!(query(given), canonical);
        }
    }

    #[test]
    fn the_host_includes_a_nonstandard_port() {
        for (address, expected) in [
            ("https://a.b:443/", "a.b"),
            ("https://a.b:8443/", "a.b:8443"),
            ("http://[::1]:80/", "[::1]"),
        ] {
            assert_eq!(host(&Url::parse(address).unwrap()), expected);
        }
    }
}
