//! Where a parameter or field is.

use std::fmt;

use crate::page::{Role, Table};

/// Whether something is a parameter, or in which body it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A parameter in the path.
    Path,
    /// A parameter in the query.
    Query,
    /// A header of the request.
    Header,
    /// A header of the response with this status.
    AnsweredHeader(String),
    /// A field of the request's body.
    Request,
    /// A field of the body of the response with this status.
    Response(String),
}

impl Place {
    /// Where the rows of a table are; the table of a type has no place of its own.
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

    /// The body of the response with a status, or of the request where there is none.
    pub fn body(status: Option<&str>) -> Place {
        status.map_or(Place::Request, |status| Place::Response(status.to_owned()))
    }

    /// Whether it is sent, and not answered.
    pub fn is_sent(&self) -> bool {
        !matches!(self, Place::AnsweredHeader(_) | Place::Response(_))
    }

    /// The status of the response that it belongs to.
    pub fn status(&self) -> Option<&str> {
        match self {
            Place::AnsweredHeader(status) | Place::Response(status) => Some(status),
            _ => None,
        }
    }

    /// Where a parameter is, in the word of OpenAPI.
    pub fn parameter(&self) -> Option<&'static str> {
        match self {
            Place::Path => Some("path"),
            Place::Query => Some("query"),
            Place::Header => Some("header"),
            _ => None,
        }
    }

    /// Whether fields of both places may be of one component: answers share their schemas.
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
