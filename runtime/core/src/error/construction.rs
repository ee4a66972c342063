//! How errors come about; the only place that writes their sentences about answers.

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
    /// An error of one's own transport, credential source or test.
    ///
    /// The text is one sentence without a full stop: what happened, and what to do about it.
    pub fn new(kind: ErrorKind, text: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            text: text.into(),
            operation: None,
            response: None,
            said: ServiceMessage::default(),
            field_path: None,
            state: None,
            not_found: false,
            attempts: 0,
            is_passing: false,
            is_lasting: false,
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

    /// An answer with a status that is no success.
    pub(crate) fn from_response(response: KeptResponse) -> Self {
        let said = ServiceMessage::read(&response.body);
        let status = response.status;
        let mut error = if status.is_client_error() || status.is_server_error() {
            Self::new(ErrorKind::Api, api_text(&response, &said))
        } else {
            Self::new(ErrorKind::UnexpectedResponse, unexpected_text(&response))
        };
        error.0.said = said;
        error.with_response(response)
    }

    /// A success whose body is not what the documentation promises.
    pub(crate) fn unreadable(
        response: KeptResponse,
        field_path: Option<String>,
        source: serde_json::Error,
    ) -> Self {
        let status = response.status_text();
        let content = response.content();
        let mut error = if let Some(coding) = response.encoding() {
            let coding = one_line(coding);
            Self::new(
                ErrorKind::UnexpectedResponse,
                format!(
                    "the service answered {status} in the coding `{coding}`, which was not asked \
                     for: check whether a proxy changes answers"
                ),
            )
        } else if response.body.is_empty() || !response.claims_json() {
            Self::new(
                ErrorKind::UnexpectedResponse,
                format!("the service answered {status} with {content} where JSON is documented"),
            )
        } else {
            let place = match &field_path {
                Some(path) => format!("`{path}` in the body of the answer"),
                None => "the body of the answer".to_owned(),
            };
            let cause = Unreadable::new(&source);
            Self::new(
                ErrorKind::Decode,
                format!(
                    "the service answered {status}, but {place} is not what is documented: {cause}"
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

    /// The same trouble with what it happened to.
    pub(crate) fn about(mut self, what: &str) -> Self {
        self.0.text.push_str(&format!(", {what}"));
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The same error without these secrets, which a service may have repeated in its message.
    ///
    /// The raw body stays as it came.
    pub(crate) fn without_secrets<'a>(
        mut self,
        secrets: impl IntoIterator<Item = &'a Secret>,
    ) -> Self {
        for secret in secrets {
            redact(&mut self.0.text, secret);
            self.0.said.each_text(|text| redact(text, secret));
        }
        self
    }

    /// The same trouble as the reason why there is no credential.
    pub(crate) fn without_credential(mut self, what: &str) -> Self {
        if self.kind() != ErrorKind::Credential {
            self.0.is_passing = self.is_retryable();
            self.0.kind = ErrorKind::Credential;
            self.0.text = format!("{what}: {}", self.0.text);
        }
        self
    }

    /// The same refusal, for a call that was made before the source is asked again.
    pub(crate) fn remembered_until(mut self, until: SystemTime) -> Self {
        let until = crate::time::readable(until);
        self.0
            .text
            .push_str(&format!("; not asked again before {until}"));
        self
    }

    pub(crate) fn with_response(mut self, response: KeptResponse) -> Self {
        self.0.response = Some(response);
        self
    }

    /// The same error as one that another attempt would meet again.
    pub(crate) fn lasting(mut self) -> Self {
        self.0.is_lasting = true;
        self
    }

    /// The same error as one of a request that the service has not begun to process.
    pub(crate) fn unprocessed(mut self) -> Self {
        self.0.is_unprocessed = true;
        self
    }

    /// The same error with what caused it, which the text should not repeat.
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }
}

/// What is shorter is a word of a test, not a secret, and would tear sentences apart.
const SHORTEST_SECRET: usize = 6;

fn redact(text: &mut String, secret: &Secret) {
    let secret = secret.expose().trim();
    if secret.len() >= SHORTEST_SECRET && text.contains(secret) {
        *text = text.replace(secret, "[redacted]");
    }
}

fn api_text(response: &KeptResponse, said: &ServiceMessage) -> String {
    let mut text = format!("the service answered {}", response.status_text());
    match (&said.code, &said.message) {
        (Some(code), Some(message)) => {
            text.push_str(&format!(": {}, {}", one_line(code), one_line(message)));
        }
        (Some(only), None) | (None, Some(only)) => {
            text.push_str(&format!(": {}", one_line(only)));
        }
        (None, None) => text.push_str(&format!(" with {}", response.content())),
    }
    text
}

fn unexpected_text(response: &KeptResponse) -> String {
    let status = response.status_text();
    if response.status.is_redirection() {
        format!(
            "the service answered {status}, a redirect, which is never followed because it could \
             carry the credential elsewhere: check the endpoint"
        )
    } else {
        format!("the service answered {status}, which is neither a success nor an error")
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
            "the request does not keep documented limits: {violations}; \
             fix it, or do not ask for the check"
        ))
    }
}
