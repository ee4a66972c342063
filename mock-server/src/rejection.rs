//! Whether a request is what its operation documents.

use hyper::StatusCode;

use crate::document::{Operation, RawParameters, Rejection};
use crate::outgoing_response::OutgoingResponse;

/// How many problems of one request are told.
const MOST_PROBLEMS: usize = 8;

/// The answer to a request that breaks the document: with everything that is wrong, in the
/// status that the operation documents for this, or else 400.
pub(crate) fn rejection(
    operation: &Operation,
    raw: &RawParameters<'_>,
    body: &[u8],
) -> Option<OutgoingResponse> {
    let mut problems = Vec::new();
    for parameter in &operation.parameters {
        parameter.check(&operation.schemas, raw, &mut problems);
    }
    let body = operation.body.as_ref().map_or(Ok(()), |documented| {
        documented.check(&operation.schemas, raw.headers, body)
    });
    let mut wanted = StatusCode::BAD_REQUEST;
    match body {
        Ok(()) => {}
        Err(Rejection::Findings(findings)) => problems.extend(findings),
        Err(Rejection::MediaType(message)) => {
            problems.push(message);
            wanted = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        }
    }
    if problems.is_empty() {
        return None;
    }
    let possible = [
        wanted,
        StatusCode::BAD_REQUEST,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    let documented = possible
        .into_iter()
        .find(|status| operation.responses.names(*status));
    let status = documented.unwrap_or(StatusCode::BAD_REQUEST);
    Some(OutgoingResponse::problem(
        operation,
        status,
        &summary(&problems),
    ))
}

/// The first problems, with the number of the others.
fn summary(problems: &[String]) -> String {
    let (first, others) = problems.split_at(problems.len().min(MOST_PROBLEMS));
    let text = first.join("; ");
    if others.is_empty() {
        text
    } else {
        format!("{text}; and {} more", others.len())
    }
}
