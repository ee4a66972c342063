//! What can go wrong before a server runs or when it is told how to answer.

use std::net::SocketAddr;

/// Why a mock server did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: is the port taken? Port 0 takes a free one")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A document cannot be served.
    #[error("document {name}: {problem} (at {pointer})")]
    Document {
        /// The document's name.
        name: String,
        /// The place in the document, as a JSON pointer.
        pointer: String,
        /// What is wrong there and what to do about it.
        problem: String,
    },
    /// No embedded document has this name.
    #[error("no embedded document is named {name:?}; there are: {names}")]
    UnknownDocument {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        names: String,
    },
}

/// Why the server cannot be told to answer like this.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MockResponseError {
    /// No document has an operation of this name.
    #[error("no operation is named {operation:?}; the nearest are: {nearest}")]
    UnknownOperation {
        /// The name that was given.
        operation: String,
        /// The names most like it.
        nearest: String,
    },
    /// The operation does not have this example.
    #[error("{operation} has no example {example:?} for status {status}; there are: {available}")]
    UnknownExample {
        /// The operation.
        operation: String,
        /// The status whose examples were searched.
        status: String,
        /// The name that was given.
        example: String,
        /// Status and name of every example of the operation.
        available: String,
    },
    /// The status or a header cannot be sent.
    #[error("{operation} cannot answer with {what}: {reason}")]
    Invalid {
        /// The operation.
        operation: String,
        /// The part of the answer.
        what: String,
        /// Why it cannot be sent.
        reason: String,
    },
}
