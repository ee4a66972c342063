//! Request bodies.

use codegen_document::{names, pointer};
use serde_json::Value;

use crate::definition::Direction;
use crate::json::{is_true, members, strings};
use crate::limits::Limits;
use crate::parameter::{Location, Parameter, Style};
use crate::schemas::Schemas;
use crate::structure;
use crate::types::Type;

/// The request body of an operation.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether it must be set.
    pub required: bool,
    /// The media type that is sent.
    pub media_type: String,
    /// What it is.
    pub kind: BodyKind,
    /// The first documented example.
    pub example: Option<Value>,
    /// The names of its top-level properties.
    pub properties: Vec<String>,
}

/// What a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// A value, as JSON.
    Json(Type),
    /// An object, as `application/x-www-form-urlencoded`.
    Form(Type),
    /// The parts of `multipart/form-data`, which are among the operation's parameters.
    Multipart,
    /// Bytes or text of any other media type.
    Bytes,
}

/// Reads the body of an operation, and the parts of a multipart body as parameters.
pub(crate) fn read<'a>(
    schemas: &Schemas<'a>,
    operation: &'a Value,
    pointer: &str,
) -> Option<(Body, Vec<Parameter>)> {
    let given = operation.get("requestBody")?;
    let (body, base) = schemas.resolve(given, &format!("{pointer}/requestBody"));
    let (media_type, content) = chosen(body)?;
    let base = format!(
        "{}/schema",
        pointer::join(&format!("{base}/content"), media_type)
    );
    let schema = content.get("schema").unwrap_or(&Value::Null);
    let mut parts = Vec::new();
    let kind = match Media::of(media_type) {
        Media::Json => BodyKind::Json(schemas.type_of(schema, &base, Direction::Sent)),
        Media::Form => BodyKind::Form(schemas.type_of(schema, &base, Direction::Sent)),
        Media::Multipart => {
            parts = multipart(schemas, schema, &base);
            BodyKind::Multipart
        }
        Media::Text | Media::Other => BodyKind::Bytes,
    };
    let body = Body {
        required: is_true(body, "required"),
        media_type: sent_media_type(media_type),
        kind,
        example: example(content),
        properties: properties(schemas, schema, &base),
    };
    Some((body, parts))
}

fn properties<'a>(schemas: &Schemas<'a>, schema: &'a Value, pointer: &str) -> Vec<String> {
    let parts = schemas.parts(schema, pointer);
    let properties = parts
        .iter()
        .flat_map(|part| members(part.schema.get("properties")));
    properties.map(|(name, _)| name.clone()).collect()
}

/// The media type that is sent if there are several: JSON first, then forms.
fn chosen(body: &Value) -> Option<(&String, &Value)> {
    let preference = |media_type: &str| match Media::of(media_type) {
        Media::Json => 0,
        Media::Multipart => 1,
        Media::Form => 2,
        Media::Text | Media::Other => 3,
    };
    members(body.get("content")).min_by_key(|(media_type, _)| preference(media_type))
}

/// What a media type means for a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    Json,
    Form,
    Multipart,
    Text,
    Other,
}

impl Media {
    pub(crate) fn of(media_type: &str) -> Media {
        let essence = essence(media_type);
        if essence == "application/json"
            || essence.ends_with("+json")
            || essence.ends_with("json-patch")
        {
            Media::Json
        } else if essence == "application/x-www-form-urlencoded" {
            Media::Form
        } else if essence.starts_with("multipart/") {
            Media::Multipart
        } else if essence.starts_with("text/") {
            Media::Text
        } else {
            Media::Other
        }
    }
}

/// The media type without its parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The media type to send. A range such as `*/*` becomes that of arbitrary bytes, and parameters such as
/// `charset` are dropped, because JSON is always UTF-8.
fn sent_media_type(media_type: &str) -> String {
    let essence = essence(media_type);
    if essence.contains('*') {
        "application/octet-stream".to_owned()
    } else {
        essence
    }
}

fn multipart<'a>(schemas: &Schemas<'a>, schema: &'a Value, pointer: &str) -> Vec<Parameter> {
    let parts = schemas.parts(schema, pointer);
    let required: Vec<&str> = parts
        .iter()
        .flat_map(|part| strings(part.schema.get("required")))
        .collect();
    let mut parameters: Vec<Parameter> = Vec::new();
    for part in &parts {
        let base = format!("{}/properties", part.pointer);
        for (wire, schema) in members(part.schema.get("properties")) {
            let pointer = pointer::join(&base, wire);
            parameters.retain(|known| known.wire != *wire);
            let kind = part_type(schemas, schema, &pointer);
            parameters.push(Parameter {
                setter: names::method_name(wire),
                location: Location::Part,
                description: structure::description(schemas, schema, &pointer),
                style: part_style(&kind),
                kind,
                required: required.contains(&wire.as_str()),
                configured: false,
                deprecated: is_true(schema, "deprecated"),
                limits: Limits::read(schemas, schema, &pointer),
                wire: wire.clone(),
                pointer,
            });
        }
    }
    parameters
}

/// The type of a part. A list of files is sent as several parts of the same name.
fn part_type<'a>(schemas: &Schemas<'a>, schema: &'a Value, pointer: &str) -> Type {
    let items = schema.get("items");
    let is_file = |schema: &Value| {
        schema
            .get("format")
            .is_some_and(|format| format == "binary")
    };
    match items {
        Some(items) if is_file(items) => Type::list(Type::File),
        _ => schemas.type_of(schema, pointer, Direction::Sent),
    }
}

/// An object is sent as JSON, and each item of a list as a separate part.
fn part_style(kind: &Type) -> Style {
    match kind {
        Type::Named(_) | Type::Map(_) | Type::Json => Style::Json,
        _ => Style::Repeated,
    }
}

/// The first example of a media type.
pub(crate) fn example(content: &Value) -> Option<Value> {
    let named = members(content.get("examples")).find_map(|(_, example)| example.get("value"));
    named.or_else(|| content.get("example")).cloned()
}
