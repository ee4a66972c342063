//! The format of the errors of a component.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use crate::node::{Document, Node, Problem, escape};

/// How deep an error body is searched for the code and the message.
const DEEPEST: usize = 4;

/// The request ID in errors of the server. It is always the same, so that tests can compare it.
pub(crate) const MADE_UP_REQUEST_ID: &str = "00000000000000000000000000000000";

/// An error body with gaps to fill in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ErrorShape {
    skeleton: Value,
    gaps: Vec<Gap>,
}

#[derive(Debug, Clone, PartialEq)]
struct Gap {
    pointer: String,
    role: Role,
    longest: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    Code,
    Message,
    RequestId,
}

impl Role {
    /// The role of a property of this name.
    fn of(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase();
        match plain.as_str() {
            "errorcode" | "code" => Some(Self::Code),
            "errormsg" | "errormessage" | "message" | "msg" => Some(Self::Message),
            "requestid" => Some(Self::RequestId),
            _ => None,
        }
    }
}

impl Default for ErrorShape {
    /// The shape for documents that do not describe errors.
    fn default() -> Self {
        let gap = |pointer: &str, role| Gap {
            pointer: pointer.to_owned(),
            role,
            longest: None,
        };
        Self {
            skeleton: json!({ "error_code": "", "error_msg": "" }),
            gaps: vec![
                gap("/error_code", Role::Code),
                gap("/error_msg", Role::Message),
            ],
        }
    }
}

impl ErrorShape {
    /// The shape that a schema describes, if it has a property for a message.
    pub(crate) fn from_schema(
        document: &Document<'_>,
        schema: Node<'_>,
    ) -> Result<Option<Self>, Problem> {
        let mut gaps = Vec::new();
        let mut skeleton = Map::new();
        collect(document, schema, "", DEEPEST, &mut skeleton, &mut gaps)?;
        Ok(Self {
            skeleton: Value::Object(skeleton),
            gaps,
        }
        .if_useful())
    }

    /// The shape of an example, if the document has no schema.
    pub(crate) fn from_example(example: &Value) -> Option<Self> {
        let members = example.as_object()?;
        let gaps = members
            .iter()
            .filter(|(_, value)| value.is_string())
            .filter_map(|(name, _)| {
                let pointer = format!("/{}", escape(name));
                Role::of(name).map(|role| Gap {
                    pointer,
                    role,
                    longest: None,
                })
            });
        Self {
            gaps: gaps.collect(),
            skeleton: example.clone(),
        }
        .if_useful()
    }

    fn if_useful(self) -> Option<Self> {
        self.gaps
            .iter()
            .any(|gap| gap.role == Role::Message)
            .then_some(self)
    }

    /// The error code of an example.
    pub(crate) fn code_of<'example>(&self, example: &'example Value) -> Option<&'example str> {
        let gap = self.gaps.iter().find(|gap| gap.role == Role::Code)?;
        example.pointer(&gap.pointer)?.as_str()
    }

    /// The body of an error.
    pub(crate) fn fill(&self, code: &str, message: &str, request_id: &str) -> Value {
        let mut body = self.skeleton.clone();
        for gap in &self.gaps {
            let text = match gap.role {
                Role::Code => code,
                Role::Message => message,
                Role::RequestId => request_id,
            };
            if let Some(place) = body.pointer_mut(&gap.pointer) {
                *place = Value::String(shorten(text, gap.longest));
            }
        }
        body
    }
}

fn collect(
    document: &Document<'_>,
    schema: Node<'_>,
    path: &str,
    depth: usize,
    skeleton: &mut Map<String, Value>,
    gaps: &mut Vec<Gap>,
) -> Result<(), Problem> {
    let schema = document.resolve(schema)?;
    if depth == 0 {
        return Ok(());
    }
    for part in schema.get("allOf").iter().flat_map(Node::elements) {
        collect(document, part, path, depth - 1, skeleton, gaps)?;
    }
    for (name, property) in schema.get("properties").iter().flat_map(Node::members) {
        let property = document.resolve(property)?;
        let pointer = format!("{path}/{}", escape(name));
        if property.value.get("properties").is_some() {
            let mut inner = Map::new();
            let known = gaps.len();
            collect(document, property, &pointer, depth - 1, &mut inner, gaps)?;
            if gaps.len() > known {
                skeleton.insert(name.to_owned(), Value::Object(inner));
            }
        } else if let Some(role) =
            Role::of(name).filter(|_| property.text("type") == Some("string"))
        {
            let longest = property.value.get("maxLength").and_then(Value::as_u64);
            let longest = longest.and_then(|length| usize::try_from(length).ok());
            skeleton.insert(name.to_owned(), Value::String(String::new()));
            gaps.push(Gap {
                pointer,
                role,
                longest,
            });
        } else if property.flag("nullable") {
            skeleton.insert(name.to_owned(), Value::Null);
        }
    }
    Ok(())
}

fn shorten(text: &str, longest: Option<usize>) -> String {
    match longest {
        Some(longest) if text.chars().count() > longest => text.chars().take(longest).collect(),
        _ => text.to_owned(),
    }
}

/// A code that no service uses, short enough for documented limits.
pub(crate) fn made_up_code(status: StatusCode) -> String {
    format!("MOCK.{}", status.as_u16())
}
