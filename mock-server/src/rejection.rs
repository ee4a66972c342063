//! Checking requests against their operations.

use hyper::StatusCode;

use crate::document::{Operation, RawParameters, Rejection};
use crate::outgoing_response::OutgoingResponse;

/// How many problems of a request are reported.
const MOST_PROBLEMS: usize = 8;

/// The response to a request that does not match the document: all its problems, with the status that the
/// operation documents for them, or else 400.
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

/// The first problems, and the number of the others.
fn summary(problems: &[String]) -> String {
    let (first, others) = problems.split_at(problems.len().min(MOST_PROBLEMS));
    let text = first.join("; ");
    if others.is_empty() {
        text
    } else {
        format!("{text}; and {} more", others.len())
    }
}
