//! Sending a call and reading its answer.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::de::DeserializeOwned;
use url::Url;

use super::Call;
use crate::config::Config;
use crate::credential::Credential;
use crate::error::{Answer, Error, ErrorKind};
use crate::operation::Operation;
use crate::path::{Segment, expand, placeholders};
use crate::response::{Response, ResponseHead};
use crate::transport::HttpRequest;

const X_AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Sends the call and reads the answer as JSON.
pub(super) async fn send_json<T: DeserializeOwned>(call: Call) -> Result<Response<T>, Error> {
    let operation = call.operation;
    let head = send(call).await?;
    let body = read_json(&head).map_err(|error| error.with_operation(operation))?;
    Ok(Response::new(body, head))
}

/// Sends the call and leaves the body of the answer alone.
pub(super) async fn send_empty(call: Call) -> Result<Response<()>, Error> {
    Ok(Response::new((), send(call).await?))
}

/// Sends the call within its time limit; any answer but a success is an error.
async fn send(call: Call) -> Result<ResponseHead, Error> {
    let operation = call.operation;
    let limit = call.client.shared.config.call_timeout;
    let result = match limit {
        None => attempt(call).await,
        Some(limit) => tokio::time::timeout(limit, attempt(call))
            .await
            .unwrap_or_else(|_| {
                Err(Error::new(
                    ErrorKind::CallTimeout,
                    format!("the call took longer than its limit of {limit:?}"),
                ))
            }),
    };
    result.map_err(|error| error.with_operation(operation))
}

async fn attempt(mut call: Call) -> Result<ResponseHead, Error> {
    if let Some(error) = call.error.take() {
        return Err(error);
    }
    let operation = call.operation;
    let client = call.client.clone();
    let mut request = request(call)?;
    let credential = client.shared.config.credential.provide().await?;
    authorize(&mut request.headers, &credential)?;
    let head = client.shared.transport.send(request).await?;
    if head.status.is_success() {
        return Ok(head);
    }
    let answer = Answer::new(head.status, head.headers, head.bytes);
    Err(Error::from_answer(operation, answer))
}

/// Proves that the request is allowed.
fn authorize(headers: &mut HeaderMap, credential: &Credential) -> Result<(), Error> {
    match credential {
        Credential::Token(token) => {
            headers.insert(X_AUTH_TOKEN, token.header()?);
            Ok(())
        }
    }
}

/// The request of a call, without its credential.
fn request(call: Call) -> Result<HttpRequest, Error> {
    let config = &call.client.shared.config;
    let url = address(config, call.operation, call.segments, &call.query)?;
    let mut headers = call.headers;
    if call.body.is_some() {
        headers.entry(CONTENT_TYPE).or_insert(JSON);
    }
    let method = Method::from_bytes(call.operation.method().as_bytes()).map_err(|source| {
        Error::invalid_request("the method of the operation is none of HTTP").with_source(source)
    })?;
    Ok(HttpRequest {
        method,
        url,
        headers,
        body: call.body.map(|body| body.0),
    })
}

/// The address of a request; identifiers that the call lacks come from the configuration.
fn address(
    config: &Config,
    operation: &Operation,
    mut segments: Vec<Segment>,
    query: &str,
) -> Result<Url, Error> {
    for (name, configured) in [
        ("project_id", &config.project_id),
        ("instance_id", &config.instance_id),
    ] {
        let needed = placeholders(operation.path()).any(|placeholder| placeholder == name);
        if needed && !segments.iter().any(|segment| segment.name == name) {
            let value = configured.as_ref().ok_or_else(|| nowhere(name))?;
            segments.push(Segment::new(name, value)?);
        }
    }
    let mut address = config.endpoint.as_str().trim_end_matches('/').to_owned();
    expand(&mut address, operation.path(), &segments)?;
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

/// Reads a body; only where that fails, a second pass finds the field at fault.
fn read_json<T: DeserializeOwned>(head: &ResponseHead) -> Result<T, Error> {
    if let Ok(body) = serde_json::from_slice(&head.bytes) {
        return Ok(body);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(&head.bytes);
    let outcome = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| {
            let path = error.path().to_string();
            (Some(path).filter(|path| path != "."), error.into_inner())
        })
        .and_then(|body| {
            deserializer
                .end()
                .map(|()| body)
                .map_err(|error| (None, error))
        });
    outcome.map_err(|(path, source)| {
        let answer = Answer::new(head.status, head.headers.clone(), head.bytes.clone());
        Error::unreadable(answer, path, source)
    })
}
