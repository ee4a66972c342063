//! One call, from its parameters to its answer.

mod authorization;
mod execution;
mod reading;
mod request;

use std::fmt::Display;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use huaweicloud_types::Validate;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::encoding::push_query;
use crate::error::Error;
use crate::operation::Operation;
use crate::path::{Segment, missing};
use crate::response::Response;

/// One call being put together.
///
/// The first parameter that cannot be sent is remembered, and sending returns it as an error before
/// anything leaves the machine.
#[derive(Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    client: Client,
    operation: &'static Operation,
    project_id: Option<String>,
    segments: Vec<Segment>,
    query: String,
    headers: HeaderMap,
    body: Option<Body>,
    error: Option<Error>,
}

/// A body ready to be sent; never printed, because it may hold passwords.
struct Body(Bytes);

impl std::fmt::Debug for Body {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}

impl Call {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        Self {
            client,
            operation,
            project_id: None,
            segments: Vec::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: None,
            error: None,
        }
    }

    /// Checks the documented limits of the request, where the configuration says so.
    pub fn validate(self, request: &impl Validate) -> Self {
        if !self.client.config().validate_requests {
            return self;
        }
        match request.validate() {
            Ok(()) => self,
            Err(violations) => self.fail(|| violations.into()),
        }
    }

    /// The project; without one, that of the configuration.
    pub fn project_id(mut self, project_id: Option<String>) -> Self {
        let Some(project_id) = project_id else {
            return self;
        };
        self.project_id = Some(project_id.clone());
        self.segment("project_id", &project_id)
    }

    /// The instance; without one, that of the configuration.
    pub fn instance_id(self, instance_id: Option<String>) -> Self {
        match instance_id {
            Some(instance_id) => self.segment("instance_id", &instance_id),
            None => self,
        }
    }

    /// A value that stands in the path.
    pub fn path(self, name: &'static str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.segment(name, &value),
            None => self.fail(|| missing(name)),
        }
    }

    /// A query parameter; without a value it is not sent.
    pub fn query(mut self, name: &'static str, value: Option<impl Display>) -> Self {
        if let Some(value) = value {
            push_query(&mut self.query, name, &value);
        }
        self
    }

    /// A query parameter without which the call makes no sense.
    pub fn required_query(self, name: &'static str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.query(name, Some(value)),
            None => self.fail(|| missing(name)),
        }
    }

    /// A query parameter that is repeated for each of its values.
    pub fn query_list<V: Display>(
        mut self,
        name: &'static str,
        values: Option<impl IntoIterator<Item = V>>,
    ) -> Self {
        for value in values.into_iter().flatten() {
            push_query(&mut self.query, name, &value);
        }
        self
    }

    /// A header; without a value it is not sent.
    pub fn header(mut self, name: &'static str, value: Option<impl Display>) -> Self {
        let Some(value) = value else { return self };
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_str(&value.to_string()).ok());
        match parsed {
            Some((name, value)) => {
                self.headers.insert(name, value);
                self
            }
            // The value is not quoted: a header may hold a secret.
            None => self.fail(|| {
                Error::invalid_request(format!(
                    "the value of the header `{name}` has characters that a header cannot have: \
                     leave out line breaks and control characters"
                ))
            }),
        }
    }

    /// The body as JSON; without one the call fails.
    pub fn json(self, body: Option<impl Serialize>) -> Self {
        match body {
            Some(body) => self.serialized(&body),
            None => self.fail(|| missing("body")),
        }
    }

    /// The body as JSON; without one nothing is sent.
    pub fn optional_json(self, body: Option<impl Serialize>) -> Self {
        match body {
            Some(body) => self.serialized(&body),
            None => self,
        }
    }

    /// A body that is not JSON, with its media type.
    pub fn body(mut self, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        self.body = Some(Body(body.into()));
        self.header("Content-Type", Some(content_type))
    }

    /// Sends the call and reads the answer as JSON.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        execution::send(self).await.read(reading::read_json)
    }

    /// Sends the call and expects no body, whichever 2xx status is answered.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_empty(self) -> Result<Response<()>, Error> {
        execution::send(self).await.read(|_| Ok(()))
    }

    /// Sends the call and gives the body of a success as it came, whatever it is.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_raw(self) -> Result<Response<Bytes>, Error> {
        execution::send(self)
            .await
            .read(|response| Ok(response.body.clone()))
    }

    fn segment(mut self, name: &'static str, value: &impl Display) -> Self {
        match Segment::new(name, value) {
            Ok(segment) => {
                self.segments.push(segment);
                self
            }
            Err(error) => self.fail(|| error),
        }
    }

    fn serialized(mut self, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => {
                self.body = Some(Body(bytes.into()));
                self
            }
            Err(source) => self.fail(|| {
                Error::invalid_request("the body cannot be written as JSON").with_source(source)
            }),
        }
    }

    /// Remembers an error, unless there is one already.
    fn fail(mut self, error: impl FnOnce() -> Error) -> Self {
        if self.error.is_none() {
            self.error = Some(error());
        }
        self
    }
}
