//! What is sent back.

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{HeaderName, HeaderValue};

use crate::document::{ErrorShape, MADE_UP_REQUEST_ID, Operation, Prepared, made_up_code};

/// An answer before it becomes HTTP.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
}

impl Reply {
    /// An answer as documented.
    pub(crate) fn documented(prepared: &Prepared) -> Self {
        Self {
            status: prepared.status,
            content_type: prepared.content_type.clone(),
            headers: prepared.headers.clone(),
            body: prepared.body.clone(),
        }
    }

    /// An answer without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            content_type: None,
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }

    /// A JSON body.
    pub(crate) fn json(status: StatusCode, body: &serde_json::Value) -> Self {
        Self {
            status,
            content_type: Some(HeaderValue::from_static("application/json")),
            headers: Vec::new(),
            body: Bytes::from(body.to_string()),
        }
    }

    /// An error in the documented shape of this status, or else in the component's.
    pub(crate) fn problem(operation: &Operation, status: StatusCode, message: &str) -> Self {
        let documented = operation.responses.of(status);
        let shape = documented.and_then(|response| response.shape.as_ref());
        let code = documented.and_then(|response| response.code.clone());
        let code = code.unwrap_or_else(|| made_up_code(status));
        let shape = shape.unwrap_or(&operation.shape);
        Self::json(status, &shape.fill(&code, message, MADE_UP_REQUEST_ID))
    }

    /// An error outside any operation.
    pub(crate) fn stray_problem(status: StatusCode, message: &str) -> Self {
        let shape = ErrorShape::default();
        Self::json(
            status,
            &shape.fill(&made_up_code(status), message, MADE_UP_REQUEST_ID),
        )
    }
}
