//! Constructing errors, and wording those about responses.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::SystemTime;

use huaweicloud_types::{MissingField, Violations};

use super::message::{ServiceMessage, one_line};
use super::unreadable::Unreadable;
use super::{Error, ErrorKind, Inner, KeptResponse};
use crate::operation::Operation;
use huaweicloud_types::Secret;

impl Error {
    /// Creates an error, for custom transports, credential providers and tests.
    ///
    /// The text says what happened and what to do about it, in lower case and without a full stop.
    ///
    /// ```
    /// use huaweicloud_core::{Error, ErrorKind};
    ///
    /// let error = Error::new(ErrorKind::Credential, "the vault is sealed: unseal it");
    /// assert_eq!(error.to_string(), "the vault is sealed: unseal it");
    /// assert!(!error.is_retryable());
    /// ```
    pub fn new(kind: ErrorKind, text: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            text: text.into(),
            operation: None,
            response: None,
            message: ServiceMessage::default(),
            field_path: None,
            state: None,
            not_found: false,
            attempts: 0,
            is_transient: false,
            is_permanent: false,
            is_unprocessed: false,
            source: None,
        }))
    }

    pub(crate) fn configuration(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, text)
    }

    pub(crate) fn invalid_request(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, text)
    }

    /// A response whose status is not a success.
    pub(crate) fn from_response(response: KeptResponse) -> Self {
        let message = ServiceMessage::read(&response.body);
        let status = response.status;
        let mut error = if status.is_client_error() || status.is_server_error() {
            Self::new(ErrorKind::Api, api_text(&response, &message))
        } else {
            Self::new(ErrorKind::UnexpectedResponse, unexpected_text(&response))
        };
        error.0.message = message;
        error.with_response(response)
    }

    /// A success whose body is not as documented.
    pub(crate) fn unreadable(
        response: KeptResponse,
        field_path: Option<String>,
        source: serde_json::Error,
    ) -> Self {
        let status = response.status_text();
        let content = response.content();
        let mut error = if let Some(encoding) = response.encoding() {
            let encoding = one_line(encoding);
            Self::new(
                ErrorKind::UnexpectedResponse,
                format!(
                    "the service responded with {status} in the encoding `{encoding}`, which the client \
                     did not request: check whether a proxy changes responses"
                ),
            )
        } else if response.body.is_empty() || !response.claims_json() {
            Self::new(
                ErrorKind::UnexpectedResponse,
                format!(
                    "the service responded with {status} and {content}, but JSON is documented"
                ),
            )
        } else {
            let place = match &field_path {
                Some(path) => format!("`{path}` in the response"),
                None => "the response".to_owned(),
            };
            let cause = Unreadable::new(&source);
            Self::new(
                ErrorKind::Decode,
                format!(
                    "the service responded with {status}, but {place} is not as documented: {cause}"
                ),
            )
        };
        error.0.field_path = field_path;
        error
            .with_source(Unreadable::new(&source))
            .with_response(response)
    }

    pub(crate) fn with_operation(mut self, operation: &Operation) -> Self {
        if self.0.operation.is_none() {
            self.0.operation = Some(operation.name());
            self.0.not_found = self
                .code()
                .is_some_and(|code| operation.means_not_found(code));
        }
        self
    }

    pub(crate) fn with_state(mut self, state: Option<String>) -> Self {
        self.0.state = state;
        self
    }

    /// Appends what the error is about.
    pub(crate) fn about(mut self, what: &str) -> Self {
        self.0.text.push_str(&format!(", {what}"));
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Redacts these secrets, which a service may have repeated in its message.
    ///
    /// The raw body is unchanged.
    pub(crate) fn without_secrets<'a>(
        mut self,
        secrets: impl IntoIterator<Item = &'a Secret>,
    ) -> Self {
        for secret in secrets {
            redact(&mut self.0.text, secret);
            self.0.message.each_text(|text| redact(text, secret));
        }
        self
    }

    /// Turns the error into the reason why there is no credential.
    pub(crate) fn without_credential(mut self, what: &str) -> Self {
        if self.kind() != ErrorKind::Credential {
            self.0.is_transient = self.is_retryable();
            self.0.kind = ErrorKind::Credential;
            self.0.text = format!("{what}: {}", self.0.text);
        }
        self
    }

    /// The remembered rejection, for a call before the next attempt.
    pub(crate) fn remembered_until(mut self, until: SystemTime) -> Self {
        let until = crate::time::readable(until);
        self.0
            .text
            .push_str(&format!("; no new attempt before {until}"));
        self
    }

    pub(crate) fn with_response(mut self, response: KeptResponse) -> Self {
        self.0.response = Some(response);
        self
    }

    /// Marks the error as one that another attempt would repeat.
    pub(crate) fn permanent(mut self) -> Self {
        self.0.is_permanent = true;
        self
    }

    /// Marks the request as one that the service has not begun to process.
    pub(crate) fn unprocessed(mut self) -> Self {
        self.0.is_unprocessed = true;
        self
    }

    /// Sets the cause, which the text should not repeat.
    ///
    /// ```
    /// use huaweicloud_core::{Error, ErrorKind};
    ///
    /// let cause = std::io::Error::other("connection refused");
    /// let error = Error::new(ErrorKind::Credential, "could not reach the vault").with_source(cause);
    /// assert_eq!(format!("{error:?}"), "could not reach the vault\n  caused by: connection refused");
    /// ```
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }
}

/// A shorter text is not a real secret, and redacting it would garble the message.
const SHORTEST_SECRET: usize = 6;

fn redact(text: &mut String, secret: &Secret) {
    let secret = secret.expose().trim();
    if secret.len() >= SHORTEST_SECRET && text.contains(secret) {
        *text = text.replace(secret, "[redacted]");
    }
}

fn api_text(response: &KeptResponse, message: &ServiceMessage) -> String {
    let mut text = format!("the service responded with {}", response.status_text());
    match (&message.code, &message.message) {
        (Some(code), Some(message)) => {
            text.push_str(&format!(": {}, {}", one_line(code), one_line(message)));
        }
        (Some(only), None) | (None, Some(only)) => {
            text.push_str(&format!(": {}", one_line(only)));
        }
        (None, None) => text.push_str(&format!(" and {}", response.content())),
    }
    text
}

fn unexpected_text(response: &KeptResponse) -> String {
    let status = response.status_text();
    if response.status.is_redirection() {
        format!(
            "the service responded with {status}, a redirect, which is never followed because it \
             could forward the credential: check the endpoint"
        )
    } else {
        format!("the service responded with {status}, which is neither a success nor an error")
    }
}

impl From<MissingField> for Error {
    fn from(missing: MissingField) -> Self {
        Self::invalid_request(missing.to_string())
    }
}

impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        Self::invalid_request(format!(
            "the request violates documented limits: {violations}; \
             correct it, or disable `.validate_requests(...)`"
        ))
    }
}
