//! A document and its nodes.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// How many references may refer to another reference.
const LONGEST_CHAIN: usize = 32;

/// A problem because of which a document cannot be served.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) pointer: String,
    pub(crate) message: String,
}

/// A document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'document> {
    pub(crate) name: &'document str,
    pub(crate) root: &'document Value,
}

/// A value in a document, with its JSON pointer.
#[derive(Debug, Clone)]
pub(crate) struct Node<'document> {
    pub(crate) value: &'document Value,
    pub(crate) pointer: String,
}

impl<'document> Document<'document> {
    /// The root of the document.
    pub(crate) fn root_node(&self) -> Node<'document> {
        Node {
            value: self.root,
            pointer: "#".to_owned(),
        }
    }

    /// The target of a reference, or the node itself if it is not a reference.
    pub(crate) fn resolve(&self, place: Node<'document>) -> Result<Node<'document>, Problem> {
        let mut place = place;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = place.value.get("$ref") else {
                return Ok(place);
            };
            let Some(reference) = reference.as_str() else {
                return Err(place.problem("`$ref` is not a string"));
            };
            place = self.referenced(&place, reference)?;
        }
        Err(place.problem("the references form a cycle"))
    }

    fn referenced(
        &self,
        place: &Node<'document>,
        reference: &str,
    ) -> Result<Node<'document>, Problem> {
        let Some(fragment) = reference.strip_prefix('#') else {
            return Err(place.problem(format!(
                "`{reference}` refers to another document: bundle the documents first"
            )));
        };
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        match self.root.pointer(&fragment) {
            Some(value) => Ok(Node {
                value,
                pointer: format!("#{fragment}"),
            }),
            None => Err(place.problem(format!(
                "the target of `{reference}` does not exist: is it misspelled?"
            ))),
        }
    }
}

impl<'document> Node<'document> {
    /// A problem at this node.
    pub(crate) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem {
            pointer: self.pointer.clone(),
            message: message.into(),
        }
    }

    /// The member of an object.
    pub(crate) fn get(&self, key: &str) -> Option<Node<'document>> {
        self.value.get(key).map(|value| Node {
            value,
            pointer: child(&self.pointer, key),
        })
    }

    /// The string value of a member.
    pub(crate) fn text(&self, key: &str) -> Option<&'document str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Whether the member has the value `true`.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.value
            .get(key)
            .and_then(Value::as_bool)
            .unwrap_or(false)
    }

    /// The members of an object; none if it is something else.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'document str, Node<'document>)> {
        let pointer = self.pointer.clone();
        self.value
            .as_object()
            .into_iter()
            .flat_map(Map::iter)
            .map(move |(key, value)| {
                (
                    key.as_str(),
                    Node {
                        value,
                        pointer: child(&pointer, key),
                    },
                )
            })
    }

    /// The elements of an array; none if it is something else.
    pub(crate) fn elements(&self) -> impl Iterator<Item = Node<'document>> {
        let pointer = self.pointer.clone();
        self.value
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
            .map(move |(index, value)| Node {
                value,
                pointer: format!("{pointer}/{index}"),
            })
    }
}

fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escape(key))
}

/// A key as an element of a JSON pointer.
pub(crate) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        key.replace('~', "~0").replace('/', "~1").into()
    } else {
        key.into()
    }
}
