//! One call, from its parameters to its answer.

mod arguments;
mod authorization;
mod body;
mod execution;
mod project;
mod reading;
mod request;
mod settings;

use std::fmt::{self, Display};
use std::sync::Arc;

use bytes::Bytes;
use huaweicloud_types::{Validation, Value, Violations};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use self::project::ProjectLookup;
pub(crate) use self::reading::read_json;
pub use self::settings::CallSettings;
pub(crate) use self::settings::not_zero;

use self::arguments::Arguments;
use self::body::Body;
use crate::body::{Body as Content, Download, Part};
use crate::client::Client;
use crate::error::Error;
use crate::operation::{Location, Operation};
use crate::response::Response;

/// One call being put together.
///
/// What cannot be sent is an error of sending, before anything leaves the machine.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    client: Client,
    operation: &'static Operation,
    arguments: Arguments,
    body: Body,
    is_download: bool,
    /// The first setting of this call that cannot be.
    wrong_setting: Option<Error>,
}

/// Names the operation and what is given; the values may be secret.
impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("operation", &self.operation.name())
            .field("arguments", &self.arguments)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl Call {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        Self {
            client,
            operation,
            arguments: Arguments::default(),
            body: Body::Nothing,
            is_download: false,
            wrong_setting: None,
        }
    }

    /// Gives a parameter its value, for generated code.
    pub fn set(
        &mut self,
        location: Location,
        name: &'static str,
        value: impl Value + Send + Sync + 'static,
    ) {
        self.arguments.set(location, name, Arc::new(value));
    }

    /// Gives the call its body, for generated code.
    pub fn set_body(&mut self, body: impl Value + Send + Sync + 'static) {
        self.body = Body::Value(Arc::new(body));
    }

    /// A value that stands in the path.
    pub fn path(self, name: &'static str, value: Option<impl Display>) -> Self {
        self.given(Location::Path, name, value)
    }

    /// A query parameter; without a value it is not sent.
    pub fn query(self, name: &'static str, value: Option<impl Display>) -> Self {
        self.given(Location::Query, name, value)
    }

    /// A query parameter that is repeated for each of its values.
    pub fn query_list<V: Display>(
        mut self,
        name: &'static str,
        values: Option<impl IntoIterator<Item = V>>,
    ) -> Self {
        for value in values.into_iter().flatten() {
            let value = Arc::new(value.to_string());
            self.arguments.add(Location::Query, name, value);
        }
        self
    }

    /// A header; without a value it is not sent.
    pub fn header(self, name: &'static str, value: Option<impl Display>) -> Self {
        self.given(Location::Header, name, value)
    }

    /// The body as JSON; without one nothing is sent.
    pub fn json(mut self, body: Option<impl Serialize>) -> Self {
        self.body = body.map_or(Body::Nothing, |body| Body::json(&body));
        self
    }

    /// A body that is not JSON, with its media type.
    pub fn body(mut self, content_type: &'static str, body: impl Into<Content>) -> Self {
        self.body = Body::Content(content_type, body.into());
        self
    }

    /// Gives the call a body of the operation's media type, for generated code.
    pub fn set_content(&mut self, body: impl Into<Content>) {
        let media_type = self.operation.media_type();
        self.body = Body::Content(
            media_type.unwrap_or("application/octet-stream"),
            body.into(),
        );
    }

    /// A part of a `multipart/form-data` body.
    pub fn part(mut self, name: &'static str, part: impl Into<Part>) -> Self {
        self.add_part(name, part.into());
        self
    }

    /// Gives a call a part, instead of what it had under that name, for generated code.
    pub fn set_part(&mut self, name: &'static str, part: Part) {
        self.set_parts(name, vec![part]);
    }

    /// Gives a call several parts of one name, for generated code.
    pub fn set_parts(&mut self, name: &'static str, parts: Vec<Part>) {
        if let Body::Parts(known) = &mut self.body {
            known.retain(|(other, _)| *other != name);
        }
        for part in parts {
            self.add_part(name, part);
        }
    }

    fn add_part(&mut self, name: &'static str, part: Part) {
        match &mut self.body {
            Body::Parts(parts) => parts.push((name, part)),
            body => *body = Body::Parts(vec![(name, part)]),
        }
    }

    /// The integer that a query parameter has, for generated code.
    pub fn query_integer(&self, name: &str) -> Option<i64> {
        self.arguments.integer(Location::Query, name)
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Takes what this call's path needs and was not given from another call's path.
    pub(crate) fn inherit_path(&mut self, other: &Call) {
        self.arguments.inherit_path(&other.arguments);
    }

    /// Checks the documented limits and rules, which sending does only where the configuration says
    /// so.
    ///
    /// # Errors
    ///
    /// Every limit that is exceeded and every rule that is broken, with what was given.
    pub fn validate(&self) -> Result<(), Violations> {
        let mut validation = Validation::default();
        let in_body = |name: &str| self.body.property(name);
        self.arguments
            .check(self.operation, &in_body, &mut validation);
        self.body.check(&mut validation);
        validation.finish()
    }

    /// Sends the call and reads the answer as JSON.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        execution::send(self).await.read(reading::read_json)
    }

    /// Sends the call and reads the answer as JSON, where there is one: some successes, such as 204,
    /// have no body.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_optional<T: DeserializeOwned>(self) -> Result<Response<Option<T>>, Error> {
        execution::send(self).await.read(reading::read_optional)
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
        let read = |response: &crate::HttpResponse| Ok(response.body.clone());
        execution::send(self).await.read(read)
    }

    /// Sends the call and reads the answer as text: JSON's where it is a JSON text, or else all of it.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_text(self) -> Result<Response<String>, Error> {
        execution::send(self).await.read(reading::read_text)
    }

    /// Sends the call and gives the content of a success as it comes along, such as a file.
    ///
    /// The time limits are for the head of the answer; the content may take as long as it takes.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn send_download(mut self) -> Result<Response<Download>, Error> {
        self.is_download = true;
        execution::send(self).await.read(|response| {
            let content = response.incoming.take();
            let content = content.unwrap_or_else(|| crate::body::once(response.body.clone()));
            Ok(Download::new(&response.headers, content))
        })
    }

    fn given(
        mut self,
        location: Location,
        name: &'static str,
        value: Option<impl Display>,
    ) -> Self {
        if let Some(value) = value {
            self.set(location, name, value.to_string());
        }
        self
    }
}
