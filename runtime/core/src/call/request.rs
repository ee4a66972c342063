//! The request of a call, without its credential.

use http::header::USER_AGENT;
use http::{HeaderValue, Method};
use url::Url;

use super::Call;
use crate::config::Config;
use crate::endpoint;
use crate::error::Error;
use crate::operation::{Location, Operation};
use crate::path::{Segment, expand, missing, placeholders};
use crate::region;
use crate::transport::HttpRequest;

/// The parameter that the configuration and the credential can give.
const PROJECT: &str = "project_id";

pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Checks everything that can be checked before a credential is there.
pub(super) fn check(call: &Call) -> Result<(), Error> {
    if let Some(wrong) = &call.wrong_setting {
        return Err(wrong.clone());
    }
    if call.client.config().validate_requests {
        call.validate()?;
    }
    let config = call.client.config();
    let missing_placeholder = placeholders(call.operation.path())
        .find(|name| !call.arguments.has(Location::Path, name) && !is_configured(call, name));
    if let Some(name) = missing_placeholder {
        return Err(missing(name));
    }
    for parameter in call.operation.parameter_list() {
        let (location, name) = (parameter.location(), parameter.name());
        if !parameter.is_required()
            || call.arguments.has(location, name)
            || call.body.has_part(name)
        {
            continue;
        }
        match (parameter.is_configured(), name) {
            // The credential may name the project.
            (true, "project_id") => {}
            (true, "instance_id") if config.instance_id.is_some() => {}
            (true, _) => return Err(nowhere(name)),
            (false, _) => return Err(missing(parameter.setter())),
        }
    }
    if call.operation.requires_body() && !call.body.is_given() {
        return Err(missing("body"));
    }
    Ok(())
}

/// Whether the configuration can give a value for that placeholder of the path. Of an operation
/// whose parameters nobody listed, it gives the project alone, which is never what a call destroys.
fn is_configured(call: &Call, name: &str) -> bool {
    match call.operation.parameter(Location::Path, name) {
        Some(parameter) => parameter.is_configured(),
        None => name == PROJECT,
    }
}

/// The parameters that the configuration has to give, because the call does not.
fn wanted_of_configuration(call: &Call) -> Vec<(Location, &'static str, bool)> {
    let listed = call.operation.parameter_list().iter();
    let configured = listed.filter(|parameter| parameter.is_configured());
    let mut wanted: Vec<_> = configured
        .map(|parameter| {
            (
                parameter.location(),
                parameter.name(),
                parameter.is_required(),
            )
        })
        .collect();
    let is_unlisted = call.operation.parameter(Location::Path, PROJECT).is_none();
    if is_unlisted && placeholders(call.operation.path()).any(|name| name == PROJECT) {
        wanted.push((Location::Path, PROJECT, true));
    }
    wanted.retain(|(location, name, _)| !call.arguments.has(*location, name));
    wanted
}

/// Whether the project must come from the credential, because nothing else names one.
pub(super) fn needs_project(call: &Call) -> bool {
    call.client.config().project_id.is_none()
        && wanted_of_configuration(call)
            .iter()
            .any(|(_, name, is_required)| *name == PROJECT && *is_required)
}

/// The project that the call names by itself.
pub(super) fn project_of(call: &Call) -> Option<String> {
    call.arguments.text(Location::Path, PROJECT)
}

/// Builds the request; `project_id` is that of the call, the configuration or the credential.
pub(super) fn build(mut call: Call, project_id: Option<&str>) -> Result<HttpRequest, Error> {
    let client = call.client.clone();
    let config = client.config();
    for (location, name, is_required) in wanted_of_configuration(&call) {
        let configured = match name {
            PROJECT => project_id,
            _ => config.instance_id.as_deref(),
        };
        match configured {
            Some(value) => call.set(location, name, value.to_owned()),
            None if is_required => return Err(nowhere(name)),
            None => {}
        }
    }
    let query = call.arguments.query(call.operation);
    let url = address(config, call.operation, &call.arguments.segments()?, &query)?;
    let method = Method::from_bytes(call.operation.method().as_bytes()).map_err(|source| {
        Error::invalid_request("the method of the operation is none of HTTP").with_source(source)
    })?;
    let mut request = HttpRequest::new(method, url);
    call.arguments.headers(&mut request.headers)?;
    request
        .headers
        .entry(USER_AGENT)
        .or_insert_with(|| config.user_agent.clone());
    request.is_download = call.is_download;
    call.body
        .with_parts(call.arguments.parts())
        .put(call.operation, &mut request)?;
    Ok(request)
}

fn address(
    config: &Config,
    operation: &Operation,
    segments: &[Segment],
    query: &str,
) -> Result<Url, Error> {
    let mut address = match (&config.endpoint, &config.region) {
        (Some(endpoint), _) => endpoint.as_str().trim_end_matches('/').to_owned(),
        (None, Some(region)) => match named_endpoint(config, operation) {
            Some(named) => {
                let parsed = endpoint::parse(named, config.allow_http)?;
                parsed.as_str().trim_end_matches('/').to_owned()
            }
            None => match operation.host_pattern() {
                Some(host) => region::endpoint_of_host(host, region),
                None => region::endpoint(operation.service_name(), region)?,
            },
        },
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

/// What the environment names as the endpoint of the service in the region.
fn named_endpoint<'a>(config: &'a Config, operation: &Operation) -> Option<&'a str> {
    if config.named_endpoints.is_empty() {
        return None;
    }
    let service = region::capitals(operation.service_name()?);
    config.named_endpoints.get(&service).map(String::as_str)
}

fn nowhere(name: &str) -> Error {
    Error::invalid_request(format!(
        "`{name}` is set neither on the call nor in the configuration: \
         call `.{name}(...)` on one of them"
    ))
}
