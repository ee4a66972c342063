//! From an OpenAPI document to operations that are ready to answer.

mod body;
mod content;
mod error_shape;
mod form;
mod multipart;
mod operation;
mod parameter;
mod response;
mod security;
mod source;
mod status;
mod text_value;

pub(crate) use body::Refusal;
pub(crate) use content::Prepared;
pub(crate) use error_shape::{ErrorShape, MADE_UP_REQUEST_ID, made_up_code};
pub(crate) use operation::{Operation, operations};
pub(crate) use parameter::Given;
pub(crate) use response::{Offer, Response};
pub(crate) use source::{Place, Problem, Source};
