//! The part of OpenAPI that a node is.

use serde_json::Value;

/// A part of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Root,
    Components,
    /// A map from names to parts.
    Named(Kind),
    /// A list of parts.
    List(Kind),
    One(Kind),
    /// A leaf.
    Other,
}

/// The parts that can occur several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Path,
    Operation,
    Parameter,
    Header,
    Body,
    Response,
    Media,
    Schema,
    Scheme,
    Server,
    Variable,
}

/// The part of a child.
pub(crate) fn part_of(parent: Part, key: &str, child: &Value) -> Part {
    match parent {
        Part::Root => of_root(key),
        Part::Components => of_components(key),
        Part::Named(kind) if !key.starts_with("x-") => Part::One(kind),
        Part::List(kind) => Part::One(kind),
        Part::One(kind) => of_kind(kind, key, child),
        _ => Part::Other,
    }
}

fn of_root(key: &str) -> Part {
    match key {
        "paths" => Part::Named(Kind::Path),
        "components" => Part::Components,
        "servers" => Part::List(Kind::Server),
        _ => Part::Other,
    }
}

fn of_components(key: &str) -> Part {
    Part::Named(match key {
        "schemas" => Kind::Schema,
        "parameters" => Kind::Parameter,
        "headers" => Kind::Header,
        "requestBodies" => Kind::Body,
        "responses" => Kind::Response,
        "securitySchemes" => Kind::Scheme,
        _ => return Part::Other,
    })
}

fn of_kind(kind: Kind, key: &str, child: &Value) -> Part {
    match (kind, key) {
        (Kind::Path | Kind::Operation, "parameters") => Part::List(Kind::Parameter),
        (Kind::Path | Kind::Operation, "servers") => Part::List(Kind::Server),
        (Kind::Path, "get" | "put" | "post" | "delete" | "patch" | "head" | "options") => {
            Part::One(Kind::Operation)
        }
        (Kind::Operation, "requestBody") => Part::One(Kind::Body),
        (Kind::Operation, "responses") => Part::Named(Kind::Response),
        (Kind::Body | Kind::Response | Kind::Parameter | Kind::Header, "content") => {
            Part::Named(Kind::Media)
        }
        (Kind::Response, "headers") => Part::Named(Kind::Header),
        (Kind::Media | Kind::Parameter | Kind::Header, "schema") => Part::One(Kind::Schema),
        (Kind::Schema, "properties") => Part::Named(Kind::Schema),
        (Kind::Schema, "items" | "not") => Part::One(Kind::Schema),
        (Kind::Schema, "additionalProperties") if child.is_object() => Part::One(Kind::Schema),
        (Kind::Schema, "allOf" | "oneOf" | "anyOf") => Part::List(Kind::Schema),
        (Kind::Server, "variables") => Part::Named(Kind::Variable),
        _ => Part::Other,
    }
}
