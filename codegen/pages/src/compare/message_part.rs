//! The place of a parameter or field.

use std::fmt;

use crate::page::{Role, Table};

/// The kind of parameter, or the body of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MessagePart {
    /// A path parameter.
    Path,
    /// A query parameter.
    Query,
    /// A request header.
    Header,
    /// A header of the response with this status.
    ResponseHeader(String),
    /// A field of the request body.
    Request,
    /// A field of the response body with this status.
    Response(String),
}

impl MessagePart {
    /// The place of a table's rows. The table of a type has none.
    pub fn of(table: &Table) -> Option<MessagePart> {
        Some(match (table.role, &table.status) {
            (Role::Path, _) => MessagePart::Path,
            (Role::Query, _) => MessagePart::Query,
            (Role::Header, None) => MessagePart::Header,
            (Role::Header, Some(status)) => MessagePart::ResponseHeader(status.clone()),
            (Role::Body, _) => MessagePart::Request,
            (Role::Response, status) => MessagePart::Response(status.clone()?),
            (Role::Type, _) => return None,
        })
    }

    /// The body of the response with a status, or of the request without one.
    pub fn body(status: Option<&str>) -> MessagePart {
        status.map_or(MessagePart::Request, |status| {
            MessagePart::Response(status.to_owned())
        })
    }

    /// Whether it is part of the request.
    pub fn is_sent(&self) -> bool {
        !matches!(
            self,
            MessagePart::ResponseHeader(_) | MessagePart::Response(_)
        )
    }

    /// The status of its response.
    pub fn status(&self) -> Option<&str> {
        match self {
            MessagePart::ResponseHeader(status) | MessagePart::Response(status) => Some(status),
            _ => None,
        }
    }

    /// The location of a parameter in OpenAPI terms.
    pub fn parameter(&self) -> Option<&'static str> {
        match self {
            MessagePart::Path => Some("path"),
            MessagePart::Query => Some("query"),
            MessagePart::Header => Some("header"),
            _ => None,
        }
    }

    /// Whether fields of both places may share a component: responses share their schemas.
    pub fn is_like(&self, other: &MessagePart) -> bool {
        self == other
            || matches!(
                (self, other),
                (MessagePart::Response(_), MessagePart::Response(_))
                    | (
                        MessagePart::ResponseHeader(_),
                        MessagePart::ResponseHeader(_)
                    )
            )
    }
}

impl fmt::Display for MessagePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MessagePart::Path => formatter.write_str("path"),
            MessagePart::Query => formatter.write_str("query"),
            MessagePart::Header => formatter.write_str("header"),
            MessagePart::ResponseHeader(status) => write!(formatter, "response {status} header"),
            MessagePart::Request => formatter.write_str("request"),
            MessagePart::Response(status) => write!(formatter, "response {status}"),
        }
    }
}
