//! Nodes with their pointers and lines, and comparison of their values.

use std::cmp::Ordering;

use codegen_document::pointer;
use codegen_document::{Content, Document, Node};

use crate::numbers;

/// A node of a document with its JSON pointer and the line to report.
#[derive(Clone, Debug)]
pub(crate) struct NodeRef<'a> {
    pub(crate) value: &'a Node,
    pub(crate) line: u32,
    pub(crate) pointer: String,
}

impl<'a> NodeRef<'a> {
    pub(crate) fn root(document: &'a Document) -> NodeRef<'a> {
        let value = document.root();
        NodeRef {
            value,
            line: value.position().line,
            pointer: String::new(),
        }
    }

    /// The value of a key, with the line of the key.
    pub(crate) fn get(&self, key: &str) -> Option<NodeRef<'a>> {
        let entry = self.value.entry(key)?;
        Some(NodeRef {
            value: entry.value,
            line: entry.key_span.start.line,
            pointer: pointer::join(&self.pointer, key),
        })
    }

    /// The keys with their values.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a str, NodeRef<'a>)> + use<'a> {
        let base = self.pointer.clone();
        self.value.entries().map(move |entry| {
            let node = NodeRef {
                value: entry.value,
                line: entry.key_span.start.line,
                pointer: pointer::join(&base, entry.key),
            };
            (entry.key, node)
        })
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = NodeRef<'a>> + use<'a> {
        let base = self.pointer.clone();
        let items = self.value.items().iter().enumerate();
        items.map(move |(index, value)| NodeRef {
            value,
            line: value.position().line,
            pointer: format!("{base}/{index}"),
        })
    }

    /// The string at a key.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Node::as_str)
    }

    /// Whether the value at a key is `true`.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        self.value.get(key).and_then(Node::as_bool) == Some(true)
    }
}

/// Whether two values are equal, regardless of their locations and the order of keys.
pub(crate) fn same(one: &Node, other: &Node) -> bool {
    match (one.content(), other.content()) {
        (Content::Null, Content::Null) => true,
        (Content::Bool(one), Content::Bool(other)) => one == other,
        (Content::String(one), Content::String(other)) => one == other,
        (Content::Number(one), Content::Number(other)) => {
            one == other || numbers::order(one, other) == Some(Ordering::Equal)
        }
        (Content::Sequence(one), Content::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Content::Mapping(one), Content::Mapping(other)) => {
            one.len() == other.len()
                && one.entries().all(|entry| {
                    other
                        .get(entry.key)
                        .is_some_and(|value| same(entry.value, value))
                })
        }
        _ => false,
    }
}

/// Whether two optional values are equal.
pub(crate) fn same_option(one: Option<&Node>, other: Option<&Node>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// A value on one line, truncated if long, for messages.
pub(crate) fn shown(node: &Node) -> String {
    let text = match node.content() {
        Content::String(text) => text.clone(),
        _ => node.to_json().to_string(),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut characters = line.chars();
    let short: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        format!("`{short}…`")
    } else {
        format!("`{short}`")
    }
}

/// The number of characters of a value that a message shows.
pub(crate) const LONGEST: usize = 60;
