//! The header `Prefer`, with which a request selects its response.

use std::sync::atomic::{AtomicU64, Ordering};

use fastrand::Rng;
use hyper::{HeaderMap, StatusCode};

use crate::accept::Accept;
use crate::document::{DocumentedResponse, Offer, Operation};
use crate::outgoing_response::OutgoingResponse;
use crate::schema::random_sample;

/// What a request prefers: `Prefer: code=404, example=documented`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Preference {
    code: Option<String>,
    example: Option<String>,
    /// Whether to generate random values from the schema.
    dynamic: bool,
}

/// The source of the values of dynamic responses: a seed and the number of the response.
#[derive(Debug, Default)]
pub(crate) struct Chance {
    seed: u64,
    answers: AtomicU64,
}

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            answers: AtomicU64::new(0),
        }
    }

    fn next(&self) -> Rng {
        let answer = self.answers.fetch_add(1, Ordering::Relaxed);
        let seed = Rng::with_seed(self.seed).u64(..);
        Rng::with_seed(seed.wrapping_add(answer))
    }
}

impl Preference {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut preference = Self::default();
        let texts = headers
            .get_all("prefer")
            .iter()
            .filter_map(|value| value.to_str().ok());
        for part in texts.flat_map(|text| text.split([',', ';'])) {
            let Some((name, value)) = part.split_once('=') else {
                continue;
            };
            let value = value.trim().trim_matches('"').to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "code" => preference.code = Some(value),
                "example" => preference.example = Some(value),
                "dynamic" => preference.dynamic = value.eq_ignore_ascii_case("true"),
                _ => {}
            }
        }
        preference
    }

    /// The preferred response; `None` if the request has no preference. If the document does not have it, the
    /// response is 404 with what is available.
    pub(crate) fn respond(
        &self,
        operation: &Operation,
        accept: &Accept,
        chance: &Chance,
    ) -> Option<OutgoingResponse> {
        let is_dynamic = self.dynamic && self.example.is_none();
        let outgoing = match (&self.code, &self.example) {
            (None, None) if !is_dynamic => return None,
            (None, None) => dynamic(operation, operation.responses.success()?, accept, chance),
            (Some(code), name) => by_code(operation, code).and_then(|(status, response)| {
                let outgoing = match is_dynamic {
                    true => dynamic(operation, response, accept, chance)?,
                    false => from(operation, response, name.as_deref(), accept)?,
                };
                // If no media type is acceptable, the response has another status.
                let is_documented = outgoing.status == response.key.status();
                let status = if is_documented {
                    status
                } else {
                    outgoing.status
                };
                Ok(OutgoingResponse { status, ..outgoing })
            }),
            (None, Some(name)) => by_name(operation, name, accept),
        };
        Some(outgoing.unwrap_or_else(|message| {
            OutgoingResponse::problem(operation, StatusCode::NOT_FOUND, &message)
        }))
    }
}

fn by_code<'operation>(
    operation: &'operation Operation,
    code: &str,
) -> Result<(StatusCode, &'operation DocumentedResponse), String> {
    let status = code
        .parse::<StatusCode>()
        .ok()
        .filter(|status| !status.is_informational());
    let found = status.and_then(|status| Some((status, operation.responses.of(status)?)));
    found.ok_or_else(|| {
        let (id, statuses) = (&operation.id, operation.responses.statuses());
        format!("header Prefer: {id} has no status {code}; documented are {statuses}")
    })
}

/// The example of the success, or else of the first status with an example of this name.
fn by_name(operation: &Operation, name: &str, accept: &Accept) -> Result<OutgoingResponse, String> {
    let success = operation.responses.success().into_iter();
    let mut all = success.chain(&operation.responses.list);
    let found = all.find(|response| response.has_example(name));
    let response = found.ok_or_else(|| no_example(operation, name))?;
    from(operation, response, Some(name), accept)
}

/// A documented response in an acceptable media type.
fn from(
    operation: &Operation,
    response: &DocumentedResponse,
    name: Option<&str>,
    accept: &Accept,
) -> Result<OutgoingResponse, String> {
    if let Some(name) = name.filter(|name| !response.has_example(name)) {
        return Err(no_example(operation, name));
    }
    Ok(OutgoingResponse::negotiated(
        operation, response, name, accept,
    ))
}

/// A documented response with random values.
fn dynamic(
    operation: &Operation,
    response: &DocumentedResponse,
    accept: &Accept,
    chance: &Chance,
) -> Result<OutgoingResponse, String> {
    let offers = response.offers(&operation.schemas, None, accept);
    let Some(offer) = Offer::best(&offers, accept) else {
        // There is no body, or no acceptable media type.
        return Ok(OutgoingResponse::negotiated(
            operation, response, None, accept,
        ));
    };
    let schema = offer.content.schema.ok_or_else(|| {
        let (id, key) = (&operation.id, response.key);
        format!("header Prefer: {id} has no schema for status {key}, which dynamic=true requires")
    })?;
    let value = random_sample(&operation.schemas, schema, &mut chance.next());
    let prepared = offer.content.prepared(&operation.schemas, Some(&value));
    Ok(OutgoingResponse::documented(&prepared).of_type(offer))
}

fn no_example(operation: &Operation, name: &str) -> String {
    let (id, names) = (&operation.id, operation.responses.example_names());
    format!("header Prefer: {id} has no example {name}; available are {names}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_quotes_and_other_preferences() {
        let mut headers = HeaderMap::new();
        headers.append("prefer", "respond-async; code = 404".parse().unwrap());
        headers.append(
            "prefer",
            "Example=\"a b\", wait=10, dynamic=True".parse().unwrap(),
        );
        let expected = Preference {
            code: Some("404".to_owned()),
            example: Some("a b".to_owned()),
            dynamic: true,
        };
        assert_eq!(Preference::read(&headers), expected);
    }
}
