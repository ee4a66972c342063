//! The request of a call, without its credential.

use http::Method;
use http::header::USER_AGENT;
use url::Url;

use super::Call;
use crate::endpoint;
use crate::error::Error;
use crate::operation::{Location, Operation};
use crate::path::{Segment, expand, missing, placeholders};
use crate::region;
use crate::settings::Settings;
use crate::transport::HttpRequest;

/// The parameters that the configuration can supply.
const PROJECT: &str = "project_id";
const INSTANCE: &str = "instance_id";

/// A parameter that the call leaves to the configuration.
pub(super) struct Configured {
    location: Location,
    name: &'static str,
    is_required: bool,
}

/// Checks everything that can be checked before there is a credential, and finds the parameters that
/// the configuration has to supply.
pub(super) fn check(call: &Call) -> Result<Vec<Configured>, Error> {
    if let Some(error) = &call.wrong_setting {
        return Err(error.clone());
    }
    let settings = call.client.settings();
    if settings.validate_requests {
        call.validate()?;
    }
    let mut configured = unlisted_placeholders(call)?;
    for parameter in call.operation.parameter_list() {
        let (location, name) = (parameter.location(), parameter.name());
        let is_required = parameter.is_required();
        if call.arguments.has(location, name) || call.body.has_part(name) {
            continue;
        }
        if parameter.is_configured() {
            let may_be_supplied = match name {
                // The credential may name the project.
                PROJECT => true,
                INSTANCE => settings.instance_id.is_some(),
                _ => false,
            };
            if is_required && !may_be_supplied {
                return Err(not_configured(name));
            }
            configured.push(Configured {
                location,
                name,
                is_required,
            });
        } else if is_required {
            return Err(missing(parameter.setter()));
        }
    }
    if call.operation.requires_body() && !call.body.is_given() {
        return Err(missing("body"));
    }
    Ok(configured)
}

/// The placeholders of the path that the operation lists no parameter for. The configuration supplies
/// only the project then, which is never the thing that a call destroys.
fn unlisted_placeholders(call: &Call) -> Result<Vec<Configured>, Error> {
    let mut configured = Vec::new();
    for name in placeholders(call.operation.path()) {
        if call.arguments.has(Location::Path, name) {
            continue;
        }
        match call.operation.parameter(Location::Path, name) {
            Some(parameter) if parameter.is_configured() => {}
            None if name == PROJECT => configured.push(Configured {
                location: Location::Path,
                name,
                is_required: true,
            }),
            _ => return Err(missing(name)),
        }
    }
    Ok(configured)
}

/// Whether the project must come from the credential, because nothing else names one.
pub(super) fn needs_project(call: &Call, configured: &[Configured]) -> bool {
    let required = |it: &Configured| it.is_required && it.name == PROJECT;
    call.client.settings().project_id.is_none() && configured.iter().any(required)
}

/// The project that the call itself names.
pub(super) fn project_of(call: &Call) -> Option<String> {
    call.arguments.text(Location::Path, PROJECT)
}

/// Builds the request. `project_id` is that of the call, the configuration or the credential.
pub(super) fn build(
    mut call: Call,
    configured: Vec<Configured>,
    project_id: Option<&str>,
) -> Result<HttpRequest, Error> {
    let client = call.client.clone();
    let settings = client.settings();
    for Configured {
        location,
        name,
        is_required,
    } in configured
    {
        let value = match name {
            PROJECT => project_id,
            INSTANCE => settings.instance_id.as_deref(),
            _ => None,
        };
        match value {
            Some(value) => call.set(location, name, value.to_owned()),
            None if is_required => return Err(not_configured(name)),
            None => {}
        }
    }
    let query = call.arguments.query(call.operation);
    let url = address(
        settings,
        call.operation,
        &call.arguments.segments()?,
        &query,
    )?;
    let method = Method::from_bytes(call.operation.method().as_bytes()).map_err(|source| {
        Error::invalid_request("the method of the operation is not an HTTP method")
            .with_source(source)
    })?;
    let mut request = HttpRequest::new(method, url);
    call.arguments.headers(&mut request.headers)?;
    request
        .headers
        .entry(USER_AGENT)
        .or_insert_with(|| settings.user_agent.clone());
    request.is_download = call.is_download;
    call.body
        .with_parts(call.arguments.parts())
        .put(call.operation, &mut request)?;
    Ok(request)
}

fn address(
    settings: &Settings,
    operation: &Operation,
    segments: &[Segment],
    query: &str,
) -> Result<Url, Error> {
    let mut address = match (&settings.endpoint, &settings.region) {
        (Some(endpoint), _) => endpoint.as_str().trim_end_matches('/').to_owned(),
        (None, Some(region)) => match named_endpoint(settings, operation) {
            Some(named) => {
                let parsed = endpoint::parse(named, settings.allow_http)?;
                parsed.as_str().trim_end_matches('/').to_owned()
            }
            None => match operation.host_pattern() {
                Some(host) => region::endpoint_of_host(host, region),
                None => region::endpoint(operation.service_name(), region)?,
            },
        },
        (None, None) => return Err(Error::configuration("no endpoint is configured")),
    };
    expand(&mut address, operation.path(), segments)?;
    if !query.is_empty() {
        address.push('?');
        address.push_str(query);
    }
    Url::parse(&address).map_err(|source| {
        Error::invalid_request("the URL of the call is not valid").with_source(source)
    })
}

/// The endpoint that the environment names for the service in the region.
fn named_endpoint<'a>(settings: &'a Settings, operation: &Operation) -> Option<&'a str> {
    if settings.named_endpoints.is_empty() {
        return None;
    }
    let service = region::upper_snake_case(operation.service_name()?);
    settings.named_endpoints.get(&service).map(String::as_str)
}

fn not_configured(name: &str) -> Error {
    Error::invalid_request(format!(
        "`{name}` is set neither on the call nor in the configuration: \
         call `.{name}(...)` on one of them"
    ))
}
