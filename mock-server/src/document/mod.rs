//! From an OpenAPI document to operations that are ready to answer.

mod error_shape;
mod operation;
mod response;
mod security;
mod source;

pub(crate) use error_shape::ErrorShape;
pub(crate) use operation::{Operation, operations};
pub(crate) use response::{Prepared, Response};
pub(crate) use source::{Problem, Source};
