//! Responses that tests set.

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::document::{DocumentedResponse, Operation};
use crate::error::MockResponseError;
use crate::fault::Fault;
use crate::outgoing_response::OutgoingResponse;

/// How an operation responds, instead of with its documented success.
///
/// ```
/// use huaweicloud_mock_server::MockResponse;
///
/// let not_found = MockResponse::status(404);
/// let busy = MockResponse::status(503).header("Retry-After", "1").text("text/html", "<h1>Busy</h1>");
/// let empty = MockResponse::success().body(serde_json::json!({ "list": [] }));
/// ```
#[derive(Debug, Clone, Default)]
pub struct MockResponse {
    status: Option<u16>,
    example: Option<String>,
    body: Option<(String, Bytes)>,
    headers: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl MockResponse {
    /// The documented success, to be changed by another example, body or header.
    #[must_use]
    pub fn success() -> Self {
        Self::default()
    }

    /// This status, with its documented example, or else with an error in the format of the component.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self {
            status: Some(status),
            ..Self::default()
        }
    }

    /// Sends the documented example of this name.
    #[must_use]
    pub fn example(mut self, name: impl Into<String>) -> Self {
        self.example = Some(name.into());
        self
    }

    /// Sends this JSON as the body.
    #[must_use]
    pub fn body(self, body: Value) -> Self {
        self.text("application/json", body.to_string())
    }

    /// Sends these bytes as the body, for bodies that are not JSON or not valid.
    ///
    /// ```
    /// use huaweicloud_mock_server::MockResponse;
    ///
    /// // What a proxy in front of the service may return.
    /// let page = MockResponse::status(502).text("text/html", "<h1>Bad Gateway</h1>");
    /// let broken = MockResponse::success().text("application/json", "{\"list\": [");
    /// ```
    #[must_use]
    pub fn text(mut self, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        self.body = Some((content_type.into(), body.into()));
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a fault.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Prepares the response for an operation.
    pub(crate) fn prepare(
        &self,
        operation: &Operation,
    ) -> Result<OutgoingResponse, MockResponseError> {
        let mut outgoing = self.documented(operation)?;
        if let Some((content_type, body)) = &self.body {
            let content_type = HeaderValue::from_str(content_type);
            outgoing.content_type =
                Some(content_type.map_err(|error| invalid(operation, "the content type", &error))?);
            outgoing.body = body.clone();
        }
        for (name, value) in &self.headers {
            let what = format!("header {name}");
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|error| invalid(operation, &what, &error))?;
            let value =
                HeaderValue::from_str(value).map_err(|error| invalid(operation, &what, &error))?;
            outgoing.headers.push((name, value));
        }
        outgoing.faults.clone_from(&self.faults);
        Ok(outgoing)
    }

    fn documented(&self, operation: &Operation) -> Result<OutgoingResponse, MockResponseError> {
        let responses = &operation.responses;
        let (status, response) = match self.status {
            None => (None, responses.success()),
            Some(number) => {
                let status = StatusCode::from_u16(number)
                    .ok()
                    .filter(|status| !status.is_informational())
                    .ok_or_else(|| invalid(operation, "the status", &"expected 200 to 999"))?;
                (Some(status), responses.of(status))
            }
        };
        let prepared = match (&self.example, response) {
            (None, Some(response)) => Some(response.default(&operation.schemas)),
            (None, None) => None,
            (Some(name), response) => {
                let found =
                    response.and_then(|response| response.example(&operation.schemas, name));
                Some(found.ok_or_else(|| unknown_example(operation, response, name))?)
            }
        };
        Ok(match (prepared, status) {
            (Some(prepared), _) => {
                let mut outgoing = OutgoingResponse::documented(prepared);
                outgoing.status = status.unwrap_or(outgoing.status);
                outgoing
            }
            (None, Some(status)) => {
                OutgoingResponse::problem(operation, status, "as the test requested")
            }
            (None, None) => OutgoingResponse::empty(StatusCode::OK),
        })
    }
}

fn invalid(
    operation: &Operation,
    what: &str,
    reason: &impl std::fmt::Display,
) -> MockResponseError {
    MockResponseError::Invalid {
        operation: operation.id.clone(),
        what: what.to_owned(),
        reason: reason.to_string(),
    }
}

fn unknown_example(
    operation: &Operation,
    response: Option<&DocumentedResponse>,
    example: &str,
) -> MockResponseError {
    MockResponseError::UnknownExample {
        operation: operation.id.clone(),
        status: response.map_or_else(|| "undocumented".to_owned(), |one| one.key.to_string()),
        example: example.to_owned(),
        available: operation.responses.example_names(),
    }
}
