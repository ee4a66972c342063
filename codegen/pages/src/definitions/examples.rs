//! The examples of a definition.

use codegen_document::{Node, pointer};
use serde_json::Value;

use crate::definitions::facts::DefinedExample;
use crate::definitions::schema::Definition;
use crate::page::{Example, MessageKind, Role};

/// The examples of a media type.
pub(super) fn of_media<'a>(
    definition: Definition<'a>,
    at: String,
    media: &'a Node,
    role: Role,
    status: Option<&str>,
) -> Vec<DefinedExample> {
    let side = match role {
        Role::Body => MessageKind::Request,
        _ => MessageKind::Response,
    };
    let mut found = Vec::new();
    if let Some(example) = media.get("example") {
        found.push(defined(
            pointer::join(&at, "example"),
            example,
            side,
            status,
        ));
    }
    let list = pointer::join(&at, "examples");
    for entry in media.get("examples").into_iter().flat_map(Node::entries) {
        let at = pointer::join(&list, entry.key);
        let (at, example) = definition.follow(at, entry.value);
        if let Some(value) = example.get("value") {
            found.push(defined(pointer::join(&at, "value"), value, side, status));
        }
    }
    found
}

/// The examples of a Swagger 2 response, by media type.
pub(super) fn of_response(at: String, response: &Node, status: &str) -> Vec<DefinedExample> {
    let list = pointer::join(&at, "examples");
    let entries = response.get("examples").into_iter().flat_map(Node::entries);
    entries
        .filter(|entry| entry.key.contains('/'))
        .map(|entry| {
            let at = pointer::join(&list, entry.key);
            defined(at, entry.value, MessageKind::Response, Some(status))
        })
        .collect()
}

/// The examples in extensions of an operation.
pub(super) fn of_operation(at: &str, operation: &Node) -> Vec<DefinedExample> {
    let mut found = Vec::new();
    for entry in operation.entries() {
        let here = pointer::join(at, entry.key);
        if entry.key == "x-request-example"
            && let Some(url) = entry.value.get("url")
        {
            found.push(defined(
                pointer::join(&here, "url"),
                url,
                MessageKind::Request,
                None,
            ));
        } else if entry.key.starts_with("x-request-examples") && !is_void(entry.value) {
            found.push(defined(here, entry.value, MessageKind::Request, None));
        }
    }
    found
}

fn is_void(node: &Node) -> bool {
    node.is_null() || node.as_str().is_some_and(|text| text.trim().is_empty())
}

/// An example. A body stored as a string is parsed.
fn defined(
    pointer: String,
    node: &Node,
    side: MessageKind,
    status: Option<&str>,
) -> DefinedExample {
    let value = match node.as_str().map(str::trim) {
        Some(text) if text.starts_with(['{', '[']) => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
        }
        _ => node.to_json(),
    };
    DefinedExample {
        example: Example {
            role: side,
            status: status.map(str::to_owned),
            value,
            line: node.position().line,
        },
        pointer,
    }
}
