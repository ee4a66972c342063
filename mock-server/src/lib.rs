#![doc = include_str!("../README.md")]

mod accept;
mod answer;
mod connection;
mod current;
mod document;
mod error;
mod fault;
#[rustfmt::skip]
mod generated;
mod mock;
mod nearest;
mod preference;
mod query;
mod received;
mod refusal;
mod reply;
mod request_sample;
mod router;
mod schema;
mod server;
mod wire;

pub use answer::Answer;
pub use error::{AnswerError, StartError};
pub use fault::{Fault, FaultError, FaultRule};
pub use received::ReceivedRequest;
pub use request_sample::{RequestSample, request_samples};
pub use server::{Builder, MockServer, Route};
