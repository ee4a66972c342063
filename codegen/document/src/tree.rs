//! What nodes of a document and plain JSON values have in common.

use serde_json::Value;

use crate::node::Node;

/// A value with members or items: a [`Node`], or a JSON value.
pub trait Tree: Sized {
    /// The value of a key, if it is a mapping that has it.
    fn member(&self, key: &str) -> Option<&Self>;

    /// The keys and values of a mapping. Empty for anything else.
    fn members(&self) -> impl Iterator<Item = (&str, &Self)>;

    /// The items of a list. Empty for anything else.
    fn list(&self) -> &[Self];

    /// The text, if it is one.
    fn text(&self) -> Option<&str>;

    /// The value at a JSON pointer.
    fn at_pointer(&self, pointer: &str) -> Option<&Self>;
}

impl Tree for Node {
    fn member(&self, key: &str) -> Option<&Node> {
        self.get(key)
    }

    fn members(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.entries().map(|entry| (entry.key, entry.value))
    }

    fn list(&self) -> &[Node] {
        self.items()
    }

    fn text(&self) -> Option<&str> {
        self.as_str()
    }

    fn at_pointer(&self, pointer: &str) -> Option<&Node> {
        self.at(pointer)
    }
}

impl Tree for Value {
    fn member(&self, key: &str) -> Option<&Value> {
        self.get(key)
    }

    fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = self.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), value))
    }

    fn list(&self) -> &[Value] {
        self.as_array().map(Vec::as_slice).unwrap_or_default()
    }

    fn text(&self) -> Option<&str> {
        self.as_str()
    }

    fn at_pointer(&self, pointer: &str) -> Option<&Value> {
        self.pointer(pointer)
    }
}
