//! Query strings.

use percent_encoding::percent_decode;

/// The pairs of a query string, decoded, in the order in which they were sent.
#[derive(Debug, Default, Clone)]
pub(crate) struct Query {
    pub(crate) pairs: Vec<(String, String)>,
    /// Names of parameters that are not valid UTF-8 when decoded.
    pub(crate) broken: Vec<String>,
}

impl Query {
    /// Parses a query string as HTML forms write it: a plus sign is a space.
    pub(crate) fn parse(raw: &str) -> Self {
        let mut query = Self::default();
        for part in raw.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decode(name), decode(value));
            if let (Ok(name), Ok(value)) = (&name, &value) {
                query.pairs.push((name.clone(), value.clone()));
            } else {
                query.broken.push(name.unwrap_or_else(|lossy| lossy));
            }
        }
        query
    }

    /// All values of a parameter.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Decoded text; the error is a lossy conversion if it is not valid UTF-8.
fn decode(raw: &str) -> Result<String, String> {
    if !raw.contains(['%', '+']) {
        return Ok(raw.to_owned());
    }
    let bytes: Vec<u8> = percent_decode(raw.replace('+', " ").as_bytes()).collect();
    String::from_utf8(bytes).map_err(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
