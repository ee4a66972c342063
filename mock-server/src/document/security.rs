//! The credentials that an operation requires.

use hyper::HeaderMap;
use hyper::header::{AUTHORIZATION, COOKIE, HeaderName};

use crate::node::{Document, Node, Problem};
use crate::query::Query;

/// The algorithm of signed requests.
const ALGORITHM: &str = "SDK-HMAC-SHA256";
/// The parts of an `Authorization` header with that algorithm.
const SIGNATURE_PARTS: [&str; 3] = ["Access=", "SignedHeaders=", "Signature="];

/// Alternative requirements, one of which must be satisfied. Without any, no credentials are required.
#[derive(Debug, Default, Clone)]
pub(crate) struct Security {
    alternatives: Vec<Vec<Scheme>>,
}

#[derive(Debug, Clone)]
enum Scheme {
    Header(HeaderName),
    Query(String),
    Cookie(String),
    /// `Authorization` with a scheme such as Bearer, in lower case.
    Authorization(String),
    /// `Authorization: SDK-HMAC-SHA256 Access=..., SignedHeaders=..., Signature=...`
    Signature,
}

impl Security {
    /// Reads the requirements of an operation, by default those of the document.
    pub(crate) fn read(document: &Document<'_>, operation: &Node<'_>) -> Result<Self, Problem> {
        let Some(list) = operation
            .get("security")
            .or_else(|| document.root_node().get("security"))
        else {
            return Ok(Self::default());
        };
        let mut alternatives = Vec::new();
        for requirement in list.elements() {
            let mut schemes = Vec::new();
            for (name, place) in requirement.members() {
                schemes.push(Scheme::read(document, name, &place)?);
            }
            alternatives.push(schemes);
        }
        Ok(Self { alternatives })
    }

    /// What is missing; `None` if one alternative is satisfied. If keys are listed as accepted, other keys are
    /// rejected.
    pub(crate) fn missing(
        &self,
        headers: &HeaderMap,
        query: &Query,
        accepted: &[String],
    ) -> Option<String> {
        if self.alternatives.is_empty() {
            return None;
        }
        let mut problems = Vec::new();
        for schemes in &self.alternatives {
            match schemes
                .iter()
                .find_map(|scheme| scheme.missing(headers, query, accepted))
            {
                None => return None,
                Some(problem) => problems.push(problem),
            }
        }
        Some(format!(
            "the request has no valid credentials: {}",
            problems.join(", or ")
        ))
    }
}

impl Scheme {
    fn read(document: &Document<'_>, name: &str, place: &Node<'_>) -> Result<Self, Problem> {
        let found = document
            .root_node()
            .get("components")
            .and_then(|place| place.get("securitySchemes"))
            .and_then(|place| place.get(name));
        let Some(found) = found else {
            return Err(place.problem(format!(
                "the scheme `{name}` is not defined in `components/securitySchemes`"
            )));
        };
        let scheme = document.resolve(found)?;
        match (scheme.text("type"), scheme.text("in")) {
            (Some("apiKey"), Some(location)) => Self::key(name, location, &scheme),
            (Some("http"), _) => {
                let word = scheme.text("scheme").unwrap_or("bearer");
                Ok(Self::Authorization(word.to_ascii_lowercase()))
            }
            (Some("oauth2" | "openIdConnect"), _) => Ok(Self::Authorization("bearer".to_owned())),
            _ => Err(scheme.problem(
                "unknown type of a security scheme: expected apiKey, http, oauth2 or openIdConnect",
            )),
        }
    }

    fn key(name: &str, location: &str, scheme: &Node<'_>) -> Result<Self, Problem> {
        let key = scheme.text("name").unwrap_or_default();
        match location {
            "query" => Ok(Self::Query(key.to_owned())),
            "cookie" => Ok(Self::Cookie(key.to_owned())),
            _ => {
                let header = HeaderName::from_bytes(key.as_bytes()).map_err(|_| {
                    scheme.problem(format!("`{key}` is not a valid name of a header"))
                })?;
                let described = scheme.text("description").unwrap_or_default();
                let signed = name.contains("signature") || described.contains(ALGORITHM);
                Ok(if header == AUTHORIZATION && signed {
                    Self::Signature
                } else {
                    Self::Header(header)
                })
            }
        }
    }

    fn missing(&self, headers: &HeaderMap, query: &Query, accepted: &[String]) -> Option<String> {
        let (place, given) = match self {
            Self::Header(name) => {
                let value = headers.get(name).map(|value| value.as_bytes());
                (format!("header {}", proper_name(name)), value)
            }
            Self::Query(name) => (
                format!("query parameter {name}"),
                query.values(name).next().map(str::as_bytes),
            ),
            Self::Cookie(name) => (format!("cookie {name}"), cookie(headers, name)),
            Self::Authorization(word) => return authorization_problem(headers, word),
            Self::Signature => return signature_problem(headers),
        };
        match given.filter(|given| !given.is_empty()) {
            None => Some(format!("{place} is missing")),
            Some(_) if accepted.is_empty() => None,
            Some(given) => {
                let known = accepted.iter().any(|accepted| accepted.as_bytes() == given);
                (!known).then(|| format!("{place} is not accepted by the mock server"))
            }
        }
    }
}

fn authorization_problem(headers: &HeaderMap, word: &str) -> Option<String> {
    let present = authorization(headers)
        .and_then(|text| text.split_once(' '))
        .is_some_and(|(first, rest)| first.eq_ignore_ascii_case(word) && !rest.trim().is_empty());
    (!present).then(|| format!("header Authorization does not start with {word}"))
}

fn signature_problem(headers: &HeaderMap) -> Option<String> {
    let Some(text) = authorization(headers) else {
        return Some(format!("header Authorization ({ALGORITHM}) is missing"));
    };
    let Some(parts) = text.strip_prefix(ALGORITHM) else {
        return Some(format!(
            "header Authorization does not start with {ALGORITHM}"
        ));
    };
    let absent = SIGNATURE_PARTS.iter().find(|part| {
        let value = parts
            .split_once(**part)
            .map(|(_, rest)| rest.split(',').next());
        value.flatten().is_none_or(|value| value.trim().is_empty())
    })?;
    Some(format!(
        "header Authorization has no {}",
        absent.trim_end_matches('=')
    ))
}

fn authorization(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
}

/// The value of a cookie.
pub(crate) fn cookie<'call>(headers: &'call HeaderMap, name: &str) -> Option<&'call [u8]> {
    let lines = headers.get_all(COOKIE).iter().map(|value| value.as_bytes());
    let pairs = lines.flat_map(|line| line.split(|byte| *byte == b';'));
    pairs.map(<[u8]>::trim_ascii).find_map(|pair| {
        let value = pair.strip_prefix(name.as_bytes())?;
        value.strip_prefix(b"=")
    })
}

/// A header name in its usual spelling: `X-Auth-Token`.
fn proper_name(name: &HeaderName) -> String {
    name.as_str()
        .split('-')
        .map(|part| {
            let mut characters = part.chars();
            characters.next().map_or_else(String::new, |first| {
                format!("{}{}", first.to_ascii_uppercase(), characters.as_str())
            })
        })
        .collect::<Vec<_>>()
        .join("-")
}
