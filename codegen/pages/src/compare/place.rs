//! The place of a parameter or field.

use std::fmt;

use crate::page::{Role, Table};

/// The kind of parameter, or the body of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A path parameter.
    Path,
    /// A query parameter.
    Query,
    /// A request header.
    Header,
    /// A header of the response with this status.
    AnsweredHeader(String),
    /// A field of the request body.
    Request,
    /// A field of the response body with this status.
    Response(String),
}

impl Place {
    /// The place of a table's rows. The table of a type has none.
    pub fn of(table: &Table) -> Option<Place> {
        Some(match (table.role, &table.status) {
            (Role::Path, _) => Place::Path,
            (Role::Query, _) => Place::Query,
            (Role::Header, None) => Place::Header,
            (Role::Header, Some(status)) => Place::AnsweredHeader(status.clone()),
            (Role::Body, _) => Place::Request,
            (Role::Response, status) => Place::Response(status.clone()?),
            (Role::Type, _) => return None,
        })
    }

    /// The body of the response with a status, or of the request without one.
    pub fn body(status: Option<&str>) -> Place {
        status.map_or(Place::Request, |status| Place::Response(status.to_owned()))
    }

    /// Whether it is part of the request.
    pub fn is_sent(&self) -> bool {
        !matches!(self, Place::AnsweredHeader(_) | Place::Response(_))
    }

    /// The status of its response.
    pub fn status(&self) -> Option<&str> {
        match self {
            Place::AnsweredHeader(status) | Place::Response(status) => Some(status),
            _ => None,
        }
    }

    /// The location of a parameter in OpenAPI terms.
    pub fn parameter(&self) -> Option<&'static str> {
        match self {
            Place::Path => Some("path"),
            Place::Query => Some("query"),
            Place::Header => Some("header"),
            _ => None,
        }
    }

    /// Whether fields of both places may share a component: responses share their schemas.
    pub fn is_like(&self, other: &Place) -> bool {
        self == other
            || matches!(
                (self, other),
                (Place::Response(_), Place::Response(_))
                    | (Place::AnsweredHeader(_), Place::AnsweredHeader(_))
            )
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Path => formatter.write_str("path"),
            Place::Query => formatter.write_str("query"),
            Place::Header => formatter.write_str("header"),
            Place::AnsweredHeader(status) => write!(formatter, "response {status} header"),
            Place::Request => formatter.write_str("request"),
            Place::Response(status) => write!(formatter, "response {status}"),
        }
    }
}
