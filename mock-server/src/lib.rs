#![doc = include_str!("../README.md")]

mod accept;
mod builder;
mod connection;
mod current_mock;
mod document;
mod error;
mod fault;
mod mock_response;
#[rustfmt::skip]
mod generated;
mod mock;
mod nearest;
mod node;
mod outgoing_response;
mod overrides;
mod preference;
mod query;
mod rejection;
mod request_log;
mod request_sample;
mod router;
mod schema;
mod server;
mod wire;

pub use builder::Builder;
pub use error::{MockResponseError, StartError};
pub use fault::{Fault, FaultError, FaultRule};
pub use mock_response::MockResponse;
pub use request_log::ReceivedRequest;
pub use request_sample::{RequestSample, request_samples};
pub use server::{MockServer, Route};
