//! The span of a call, with the names of OpenTelemetry's conventions for HTTP clients.

use std::time::Duration;

use http::StatusCode;
use tracing::Span;
use tracing::field::Empty;
use url::Url;

use crate::error::Error;
use crate::operation::Operation;

/// Creates the span of a call, which never contains headers, bodies or arguments.
pub(crate) fn span(operation: &Operation) -> Span {
    tracing::info_span!(
        "huaweicloud.call",
        otel.name = operation.name(),
        otel.kind = "client",
        rpc.system = "huaweicloud",
        rpc.method = operation.name(),
        rpc.service = operation.service_name(),
        http.request.method = operation.method(),
        url.template = operation.path(),
        url.scheme = Empty,
        server.address = Empty,
        server.port = Empty,
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        http.client.request.duration = Empty,
        error.type = Empty,
        huaweicloud.request_id = Empty,
    )
}

/// Records the server that a call is sent to.
pub(crate) fn record_server(span: &Span, url: &Url) {
    span.record("url.scheme", url.scheme());
    span.record("server.address", url.host_str());
    span.record("server.port", url.port_or_known_default());
}

/// Records the outcome of a call.
pub(crate) fn record_outcome(
    span: &Span,
    outcome: Result<(StatusCode, Option<&str>), &Error>,
    attempts: u32,
    duration: Duration,
) {
    let (status, request_id) = match outcome {
        Ok((status, request_id)) => (Some(status), request_id),
        Err(error) => (error.status(), error.request_id()),
    };
    span.record(
        "http.response.status_code",
        status.map(|status| status.as_u16()),
    );
    span.record("huaweicloud.request_id", request_id);
    span.record("http.request.resend_count", attempts.saturating_sub(1));
    span.record("http.client.request.duration", duration.as_secs_f64());
    if let Err(error) = outcome {
        span.record("error.type", format!("{:?}", error.kind()));
    }
}
