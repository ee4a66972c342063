//! The tree: values, each with its place.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use crate::pointer;
use crate::span::{Position, Span};

/// A value and its place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub(crate) content: Content,
    pub(crate) span: Span,
    pub(crate) plain: bool,
}

/// A value: what JSON can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number: an integer of 64 bits, or a float.
    Number(Number),
    /// A text.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values.
    Mapping(Mapping),
}

/// Keys with values, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    pub(crate) members: IndexMap<String, Member>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) key_span: Span,
    pub(crate) value: Node,
}

/// One key of a mapping with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: &'a str,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: &'a Node,
}

impl<'a> Entry<'a> {
    fn new((key, member): (&'a String, &'a Member)) -> Entry<'a> {
        Entry {
            key,
            key_span: member.key_span,
            value: &member.value,
        }
    }
}

impl Mapping {
    /// How many keys it has.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether it has no keys.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.members.get(key).map(|member| &member.value)
    }

    /// A key with its value.
    pub fn entry(&self, key: &str) -> Option<Entry<'_>> {
        self.members
            .get_full(key)
            .map(|(_, key, member)| Entry::new((key, member)))
    }

    /// All keys with their values, in the order of the text.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.members.iter().map(Entry::new)
    }
}

impl Node {
    /// The value.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Its place. That of a block mapping begins at its first key.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where the value begins.
    pub fn position(&self) -> Position {
        self.span.start
    }

    /// Whether it is a scalar of YAML without quotes and without a tag: what it means depends on
    /// how it looks.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// What it is, for messages: `a mapping`, `a string`, ...
    pub fn kind(&self) -> &'static str {
        match &self.content {
            Content::Null => "null",
            Content::Bool(_) => "a boolean",
            Content::Number(number) if number.is_f64() => "a number",
            Content::Number(_) => "an integer",
            Content::String(_) => "a string",
            Content::Sequence(_) => "a list",
            Content::Mapping(_) => "a mapping",
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self.content, Content::Null)
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.content {
            Content::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.content {
            Content::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The integer, if it is one and `i64` holds it.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The integer, if it is one and `u64` holds it.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number().and_then(Number::as_u64)
    }

    /// The number as a float, if it is a number.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().and_then(Number::as_f64)
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.content {
            Content::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The mapping, if it is one.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.content {
            Content::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.content {
            Content::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The value of a key, if it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping().and_then(|mapping| mapping.get(key))
    }

    /// A key with its value, if it is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<Entry<'_>> {
        self.as_mapping().and_then(|mapping| mapping.entry(key))
    }

    /// Keys with values; empty unless the node is a mapping.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.as_mapping().into_iter().flat_map(Mapping::entries)
    }

    /// The items; empty unless the node is a list.
    pub fn items(&self) -> &[Node] {
        self.as_sequence().unwrap_or_default()
    }

    /// The value of a key, or the item of an index: one step of a pointer.
    pub fn child(&self, segment: &str) -> Option<&Node> {
        match &self.content {
            Content::Mapping(mapping) => mapping.get(segment),
            Content::Sequence(items) => items.get(index(segment)?),
            _ => None,
        }
    }

    /// The node that a pointer leads to from here.
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        if !pointer::is_valid(pointer) {
            return None;
        }
        pointer::segments(pointer).try_fold(self, |node, segment| node.child(&segment))
    }

    /// The same value as JSON, keys in the order of the text.
    pub fn to_json(&self) -> Value {
        match &self.content {
            Content::Null => Value::Null,
            Content::Bool(value) => Value::Bool(*value),
            Content::Number(number) => Value::Number(number.clone()),
            Content::String(text) => Value::String(text.clone()),
            Content::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Content::Mapping(mapping) => Value::Object(
                mapping
                    .entries()
                    .map(|entry| (entry.key.to_owned(), entry.value.to_json()))
                    .collect(),
            ),
        }
    }
}

/// An index as RFC 6901 writes it: digits without a leading zero.
fn index(segment: &str) -> Option<usize> {
    let written_otherwise = segment.len() > 1 && segment.starts_with('0');
    let digits = segment.bytes().all(|byte| byte.is_ascii_digit());
    if written_otherwise || !digits {
        return None;
    }
    segment.parse().ok()
}
