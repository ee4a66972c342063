//! From an OpenAPI document to operations that are ready to respond.

mod body;
mod content;
mod documented_response;
mod error_shape;
mod form;
mod media_type;
mod multipart;
mod operation;
mod parameter;
mod security;
mod status;
mod text_value;

pub(crate) use body::Rejection;
pub(crate) use content::PreparedResponse;
pub(crate) use documented_response::{DocumentedResponse, Offer};
pub(crate) use error_shape::{ErrorShape, MADE_UP_REQUEST_ID, made_up_code};
pub(crate) use operation::{Operation, operations};
pub(crate) use parameter::RawParameters;
