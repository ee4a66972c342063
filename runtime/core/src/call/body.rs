//! The body of a call.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use huaweicloud_types::{Limits, Validation, Value, View};
use serde::Serialize;

use super::arguments::{self, Sent};
use crate::body::{self, Body as Content, Part};
use crate::encoding::push_query;
use crate::error::Error;
use crate::operation::Operation;
use crate::transport::HttpRequest;

pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json");
const FORM: &str = "application/x-www-form-urlencoded";

/// The body of a call.
#[derive(Clone)]
pub(super) enum Body {
    Nothing,
    /// A value of a generated type.
    Value(Sent),
    /// JSON, or why it could not be serialized.
    Json(Result<Bytes, String>),
    /// Content of any media type.
    Content(&'static str, Content),
    /// The parts of `multipart/form-data`.
    Parts(Vec<(&'static str, Part)>),
}

/// Never prints the content, which may contain passwords.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Body::Nothing => "nothing",
            Body::Value(_) | Body::Json(_) => "JSON",
            Body::Content(media_type, _) => media_type,
            Body::Parts(_) => "parts",
        })
    }
}

impl Body {
    pub(super) fn json(body: &impl Serialize) -> Self {
        let written = serde_json::to_vec(body);
        Body::Json(written.map(Bytes::from).map_err(|error| error.to_string()))
    }

    /// Adds the parts that are not files before those that are.
    pub(super) fn with_parts(self, mut values: Vec<(&'static str, Part)>) -> Self {
        match self {
            Body::Parts(files) => {
                values.extend(files);
                Body::Parts(values)
            }
            Body::Nothing if !values.is_empty() => Body::Parts(values),
            other => other,
        }
    }

    /// Whether there is a file part of that name.
    pub(super) fn has_part(&self, name: &str) -> bool {
        matches!(self, Body::Parts(parts) if parts.iter().any(|(part, _)| *part == name))
    }

    pub(super) fn is_given(&self) -> bool {
        !matches!(self, Body::Nothing)
    }

    pub(super) fn check(&self, validation: &mut Validation) {
        match self {
            Body::Value(value) => validation.value("body", value.view(), &Limits::new()),
            Body::Nothing | Body::Json(_) | Body::Content(..) | Body::Parts(_) => {}
        }
    }

    /// The text of a top-level property of the body; empty if its value is a list or an object.
    pub(super) fn property(&self, name: &str) -> Option<String> {
        let Body::Value(value) = self else {
            return None;
        };
        let View::Object(object) = value.view() else {
            return None;
        };
        let index = object
            .properties()
            .iter()
            .position(|it| it.name() == name)?;
        match object.field(index) {
            View::Absent | View::Null => None,
            view => Some(arguments::text(view).unwrap_or_default()),
        }
    }

    /// Puts the body into a request, and its media type unless the request already has one.
    pub(super) fn put(
        self,
        operation: &'static Operation,
        request: &mut HttpRequest,
    ) -> Result<(), Error> {
        let (media_type, content) = match self {
            Body::Nothing => return Ok(()),
            Body::Value(value) => {
                let (media_type, bytes) = written(&*value, operation.media_type());
                (media_type, bytes.into())
            }
            Body::Json(written) => (JSON, written.map_err(|source| unwritable(&source))?.into()),
            Body::Content(media_type, content) => (HeaderValue::from_static(media_type), content),
            Body::Parts(parts) => multipart(parts)?,
        };
        request.headers.entry(CONTENT_TYPE).or_insert(media_type);
        request.body = content;
        Ok(())
    }
}

/// The parts, with the media type that names their boundary.
fn multipart(parts: Vec<(&'static str, Part)>) -> Result<(HeaderValue, Content), Error> {
    let boundary = body::boundary();
    let media_type = format!("multipart/form-data; boundary={boundary}");
    let media_type = HeaderValue::from_str(&media_type).map_err(|source| {
        Error::invalid_request("the boundary is not valid in a header").with_source(source)
    })?;
    let parts = parts
        .into_iter()
        .map(|(name, part)| (name.to_owned(), part));
    let parts = body::Multipart::new(boundary, parts.collect());
    Ok((media_type, Content::multipart(parts)))
}

/// A value in the media type of the body: a form or JSON.
fn written(value: &dyn Value, media_type: Option<&'static str>) -> (HeaderValue, Bytes) {
    if media_type == Some(FORM) {
        return (HeaderValue::from_static(FORM), form(value.view()).into());
    }
    let media_type = media_type.map_or(JSON, HeaderValue::from_static);
    (media_type, huaweicloud_types::to_json(value).into())
}

/// The members of an object as a form.
fn form(view: View<'_>) -> String {
    let mut form = String::new();
    let View::Object(object) = view else {
        return form;
    };
    for (index, property) in object.properties().iter().enumerate() {
        match object.field(index) {
            View::List(list) => {
                let items = (0..list.count()).map(|index| list.item(index));
                for text in items.filter_map(arguments::text) {
                    push_query(&mut form, property.name(), &text);
                }
            }
            view => {
                if let Some(text) = arguments::text(view) {
                    push_query(&mut form, property.name(), &text);
                }
            }
        }
    }
    form
}

fn unwritable(source: &impl fmt::Display) -> Error {
    Error::invalid_request(format!("the body cannot be serialized as JSON: {source}"))
}
