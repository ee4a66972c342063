//! The request of a call, without its credential.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method};
use url::Url;

use super::Call;
use crate::config::Config;
use crate::error::Error;
use crate::operation::Operation;
use crate::path::{Segment, expand, missing, placeholders};
use crate::region;
use crate::transport::HttpRequest;

pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Checks everything that can be checked before a credential is there.
pub(super) fn check(call: &mut Call) -> Result<(), Error> {
    if let Some(error) = call.error.take() {
        return Err(error);
    }
    let config = call.client.config();
    let lacking = placeholders(call.operation.path()).find(|name| match *name {
        "project_id" => false,
        "instance_id" => config.instance_id.is_none() && !has(&call.segments, name),
        _ => !has(&call.segments, name),
    });
    match lacking {
        None => Ok(()),
        Some("instance_id") => Err(nowhere("instance_id")),
        Some(name) => Err(missing(name)),
    }
}

/// Whether the project must come from the credential, because nothing else names one.
pub(super) fn needs_project(call: &Call) -> bool {
    call.client.config().project_id.is_none()
        && call.project_id.is_none()
        && placeholders(call.operation.path()).any(|name| name == "project_id")
}

/// Builds the request; `project_id` is that of the call, the configuration or the credential.
pub(super) fn build(call: Call, project_id: Option<&str>) -> Result<HttpRequest, Error> {
    let config = call.client.config();
    let mut segments = call.segments;
    for (name, configured) in [
        ("project_id", project_id),
        ("instance_id", config.instance_id.as_deref()),
    ] {
        let needed = placeholders(call.operation.path()).any(|placeholder| placeholder == name);
        if needed && !has(&segments, name) {
            segments.push(Segment::new(
                name,
                &configured.ok_or_else(|| nowhere(name))?,
            )?);
        }
    }
    let url = address(config, call.operation, &segments, &call.query)?;
    let method = Method::from_bytes(call.operation.method().as_bytes()).map_err(|source| {
        Error::invalid_request("the method of the operation is none of HTTP").with_source(source)
    })?;
    let mut request = HttpRequest::new(method, url);
    request.headers = call.headers;
    request
        .headers
        .entry(USER_AGENT)
        .or_insert_with(|| config.user_agent.clone());
    if let Some(body) = call.body {
        request.headers.entry(CONTENT_TYPE).or_insert(JSON);
        request.body = body.0;
    } else {
        request.body = Bytes::new();
    }
    Ok(request)
}

fn has(segments: &[Segment], name: &str) -> bool {
    segments.iter().any(|segment| segment.name == name)
}

fn address(
    config: &Config,
    operation: &Operation,
    segments: &[Segment],
    query: &str,
) -> Result<Url, Error> {
    let mut address = match (&config.endpoint, &config.region) {
        (Some(endpoint), _) => endpoint.as_str().trim_end_matches('/').to_owned(),
        (None, Some(region)) => region::endpoint(operation.service_name(), region)?,
        (None, None) => return Err(Error::configuration("there is no endpoint")),
    };
    expand(&mut address, operation.path(), segments)?;
    if !query.is_empty() {
        address.push('?');
        address.push_str(query);
    }
    Url::parse(&address).map_err(|source| {
        Error::invalid_request("the address of the call is not valid").with_source(source)
    })
}

fn nowhere(name: &str) -> Error {
    Error::invalid_request(format!(
        "`{name}` is set neither on the call nor in the configuration: \
         call `.{name}(...)` on one of them"
    ))
}
