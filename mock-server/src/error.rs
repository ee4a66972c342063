//! Errors of starting a server and of setting responses.

use std::net::SocketAddr;

/// Why a mock server did not start.
///
/// ```
/// use huaweicloud_mock_server::{MockServer, StartError};
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let document = json!({"openapi": "3.1.0", "info": {"title": "shop", "version": "1"}, "paths": {}});
/// match MockServer::builder().document(document).start().await {
///     Err(StartError::Document { name, problem, .. }) => println!("{name}: {problem}"),
///     other => panic!("{other:?}"),
/// }
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The server cannot listen on the address.
    #[error(
        "cannot listen on {address}: check whether the port is in use; port 0 selects a free one"
    )]
    Listen {
        /// The requested address.
        address: SocketAddr,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// A document cannot be served.
    #[error("document {name}: {problem} (at {pointer})")]
    Document {
        /// The document's name.
        name: String,
        /// The location in the document, as a JSON pointer.
        pointer: String,
        /// The problem, and how to solve it.
        problem: String,
    },
    /// No embedded document has this name.
    #[error("unknown embedded document `{name}`: expected one of {names}")]
    UnknownDocument {
        /// The requested name.
        name: String,
        /// The names of the embedded documents.
        names: String,
    },
}

/// Why a response cannot be set.
///
/// ```
/// use huaweicloud_mock_server::{MockResponse, MockResponseError, MockServer};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = MockServer::builder().embedded("dcs").start().await?;
/// let error = server.respond("ListInstances", MockResponse::success().example("none")).unwrap_err();
/// assert!(matches!(error, MockResponseError::UnknownExample { .. }));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MockResponseError {
    /// No document has an operation of this name.
    #[error("unknown operation `{operation}`: did you mean {nearest}?")]
    UnknownOperation {
        /// The requested name.
        operation: String,
        /// The most similar names.
        nearest: String,
    },
    /// The operation does not have this example.
    #[error(
        "{operation} has no example `{example}` for status {status}: available are {available}"
    )]
    UnknownExample {
        /// The operation.
        operation: String,
        /// The status whose examples were searched.
        status: String,
        /// The requested name.
        example: String,
        /// Status and name of every example of the operation.
        available: String,
    },
    /// The status or a header is invalid.
    #[error("{operation} cannot respond with {what}: {reason}")]
    Invalid {
        /// The operation.
        operation: String,
        /// The part of the response.
        what: String,
        /// Why it is invalid.
        reason: String,
    },
}
