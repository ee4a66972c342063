//! Success responses.

use codegen_document::pointer;
use serde_json::Value;

use crate::body::Media;
use crate::definition::Direction;
use crate::json::{members, string};
use crate::parameter::Site;
use crate::schemas::Schemas;
use crate::types::Type;

/// What a successful call returns, whatever the status.
#[derive(Clone, Debug)]
pub struct Success {
    /// The documented statuses and their descriptions, in the document's order.
    pub statuses: Vec<(String, String)>,
    /// What the body is.
    pub kind: SuccessKind,
    /// The documented headers and their descriptions.
    pub headers: Vec<(String, String)>,
}

/// What the body of a success response is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuccessKind {
    /// There is no body.
    Nothing,
    /// JSON.
    Json(Type),
    /// JSON with some of the statuses, and no body with others.
    Optional(Type),
    /// Text of another media type.
    Text,
    /// Bytes, such as a file.
    Bytes,
}

/// Reads the successes of an operation.
pub(crate) fn read<'a>(schemas: &Schemas<'a>, site: &Site<'a>) -> Success {
    let Site {
        operation, pointer, ..
    } = *site;
    let base = format!("{pointer}/responses");
    let statuses = success_statuses(operation);
    if statuses.is_empty() {
        schemas.problem(
            if operation.get("responses").is_some() {
                &base
            } else {
                pointer
            },
            "no success response is documented",
            "add at least one 2xx response",
        );
    }
    let mut success = Success {
        statuses: Vec::new(),
        kind: SuccessKind::Nothing,
        headers: Vec::new(),
    };
    let mut kinds: Vec<SuccessKind> = Vec::new();
    for status in statuses {
        let given = &operation["responses"][status];
        let (response, pointer) = schemas.resolve(given, &pointer::join(&base, status));
        success
            .statuses
            .push((status.to_owned(), string(response, "description")));
        for (name, header) in members(response.get("headers")) {
            let (header, _) =
                schemas.resolve(header, &pointer::join(&format!("{pointer}/headers"), name));
            if !success.headers.iter().any(|(known, _)| known == name) {
                success
                    .headers
                    .push((name.clone(), string(header, "description")));
            }
        }
        // Neither has a body, whatever is documented (RFC 9110, sections 9.3.2 and 15.3.5).
        let kind = if status == "204" || site.method == "head" {
            SuccessKind::Nothing
        } else {
            body(schemas, response, &pointer)
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    success.kind = joined(kinds);
    success
}

/// The 2xx statuses; if there are none, the 3xx statuses, as for lists of versions; if there are none either,
/// `default`.
fn success_statuses(operation: &Value) -> Vec<&str> {
    let begins = |digit: char| -> Vec<&str> {
        members(operation.get("responses"))
            .map(|(status, _)| status.as_str())
            .filter(|status| status.starts_with(digit))
            .collect()
    };
    let statuses = begins('2');
    if !statuses.is_empty() {
        return statuses;
    }
    let statuses = begins('3');
    if statuses.is_empty() {
        begins('d')
    } else {
        statuses
    }
}

fn body<'a>(schemas: &Schemas<'a>, response: &'a Value, pointer: &str) -> SuccessKind {
    let content = || members(response.get("content"));
    let json = content().find(|(media_type, _)| Media::of(media_type) == Media::Json);
    if let Some((media_type, content)) = json {
        let pointer = pointer::join(&format!("{pointer}/content"), media_type);
        let schema = content.get("schema").unwrap_or(&Value::Null);
        return match schemas.type_of(schema, &format!("{pointer}/schema"), Direction::Read) {
            Type::File => SuccessKind::Bytes,
            kind => SuccessKind::Json(kind),
        };
    }
    match content()
        .next()
        .map(|(media_type, _)| Media::of(media_type))
    {
        None => SuccessKind::Nothing,
        Some(Media::Text) => SuccessKind::Text,
        Some(_) => SuccessKind::Bytes,
    }
}

/// One kind for all statuses: the common one, or one to which each of them can be converted.
fn joined(kinds: Vec<SuccessKind>) -> SuccessKind {
    let has_nothing = kinds.contains(&SuccessKind::Nothing);
    let mut bodies = kinds.into_iter().filter(|it| *it != SuccessKind::Nothing);
    match (bodies.next(), bodies.next()) {
        (None, _) => SuccessKind::Nothing,
        (Some(SuccessKind::Json(kind)), None) if has_nothing => SuccessKind::Optional(kind),
        (Some(only), None) => only,
        (Some(SuccessKind::Json(_)), Some(SuccessKind::Json(_))) if has_nothing => {
            SuccessKind::Optional(Type::Json)
        }
        (Some(SuccessKind::Json(_)), Some(SuccessKind::Json(_))) => SuccessKind::Json(Type::Json),
        _ => SuccessKind::Bytes,
    }
}
