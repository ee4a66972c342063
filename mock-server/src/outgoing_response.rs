//! The response that is sent.

use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{HeaderName, HeaderValue};

use crate::accept::Accept;
use crate::document::{
    DocumentedResponse, ErrorShape, MADE_UP_REQUEST_ID, Offer, Operation, PreparedResponse,
    made_up_code,
};
use crate::fault::Fault;

/// A response before it is converted to HTTP.
#[derive(Debug, Clone)]
pub(crate) struct OutgoingResponse {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
    /// The faults to inject into this response.
    pub(crate) faults: Vec<Fault>,
}

impl OutgoingResponse {
    /// A documented response.
    pub(crate) fn documented(prepared: &PreparedResponse) -> Self {
        Self {
            status: prepared.status,
            content_type: prepared.content_type.clone(),
            headers: prepared.headers.clone(),
            body: prepared.body.clone(),
            faults: Vec::new(),
        }
    }

    /// A documented response in the preferred media type, with the named or the default example; 406 if none
    /// is acceptable.
    pub(crate) fn negotiated(
        operation: &Operation,
        response: &DocumentedResponse,
        example: Option<&str>,
        accept: &Accept,
    ) -> Self {
        let offers = response.offers(&operation.schemas, example, accept);
        if offers.is_empty() {
            return Self::documented(response.default(&operation.schemas));
        }
        match Offer::best(&offers, accept) {
            Some(offer) => Self::documented(offer.prepared).of_type(offer),
            None => {
                let types: Vec<&str> = offers.iter().map(|it| it.media_type.as_str()).collect();
                let message = format!(
                    "header Accept: the available media types are {}",
                    types.join(", ")
                );
                Self::problem(operation, StatusCode::NOT_ACCEPTABLE, &message)
            }
        }
    }

    /// The response to a valid request that does not ask for anything else.
    pub(crate) fn success(operation: &Operation, accept: &Accept) -> Self {
        match operation.responses.success() {
            Some(response) => Self::negotiated(operation, response, None, accept),
            None => Self::empty(StatusCode::OK),
        }
    }

    /// Sets the media type that the client has named.
    pub(crate) fn of_type(mut self, offer: &Offer<'_>) -> Self {
        if offer.media_type != offer.content.media_type {
            self.content_type = HeaderValue::from_str(&offer.media_type).ok();
        }
        self
    }

    /// A response without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            content_type: None,
            headers: Vec::new(),
            body: Bytes::new(),
            faults: Vec::new(),
        }
    }

    /// A response with a JSON body.
    pub(crate) fn json(status: StatusCode, body: &serde_json::Value) -> Self {
        Self {
            status,
            content_type: Some(HeaderValue::from_static("application/json")),
            headers: Vec::new(),
            body: Bytes::from(body.to_string()),
            faults: Vec::new(),
        }
    }

    /// An error in the documented format of this status, or else in that of the component.
    pub(crate) fn problem(operation: &Operation, status: StatusCode, message: &str) -> Self {
        let documented = operation.responses.of(status);
        let shape = documented.and_then(|response| response.shape.as_ref());
        let code = documented.and_then(|response| response.code.clone());
        let code = code.unwrap_or_else(|| made_up_code(status));
        let shape = shape.unwrap_or(&operation.shape);
        Self::json(status, &shape.fill(&code, message, MADE_UP_REQUEST_ID))
    }

    /// An error outside of any operation.
    pub(crate) fn stray_problem(status: StatusCode, message: &str) -> Self {
        let shape = ErrorShape::default();
        Self::json(
            status,
            &shape.fill(&made_up_code(status), message, MADE_UP_REQUEST_ID),
        )
    }

    /// The seconds in `Retry-After`, if the server is to be unavailable.
    pub(crate) fn unavailable(&self) -> Option<u64> {
        self.faults.iter().find_map(|fault| match fault {
            Fault::Unavailable(seconds) => Some(*seconds),
            _ => None,
        })
    }

    /// How long the response is delayed.
    pub(crate) fn delay(&self) -> Duration {
        let delays = self.faults.iter().map(|fault| match fault {
            Fault::Delay(time) => *time,
            _ => Duration::ZERO,
        });
        delays.fold(Duration::ZERO, Duration::saturating_add)
    }

    /// The first fault that violates HTTP.
    pub(crate) fn breakage(&self) -> Option<Fault> {
        let keeps_rules =
            |fault: &&Fault| !matches!(fault, Fault::Delay(_) | Fault::Unavailable(_));
        self.faults.iter().find(keeps_rules).copied()
    }
}
