//! Schemas with the targets of their references and the members of their `allOf`.

use std::borrow::Cow;

use codegen_document::{Node, pointer, reference};

/// A schema, the targets of its references and the members of its `allOf`, each with its pointer.
#[derive(Clone, Debug)]
pub(super) struct Schema<'a> {
    nodes: Vec<(String, &'a Node)>,
    /// The name in the reference to it.
    pub(super) name: Option<String>,
    /// Whether it has alternatives, which are ignored.
    pub(super) alternatives: bool,
}

/// A property of a schema.
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    pub(super) line: u32,
    pub(super) pointer: String,
    pub(super) required: bool,
}

/// The definition in which references are resolved.
#[derive(Clone, Copy)]
pub(super) struct Definition<'a> {
    pub(super) root: &'a Node,
    /// The pointer of the definition in its file.
    pub(super) base: &'a str,
}

impl<'a> Definition<'a> {
    /// A node with references resolved, and its pointer in the file.
    pub(super) fn follow(&self, pointer: String, node: &'a Node) -> (String, &'a Node) {
        match reference::target(self.root, node) {
            Some((target, node)) => (format!("{}{target}", self.base), node),
            None => (pointer, node),
        }
    }

    /// The schema at a pointer in the file.
    pub(super) fn schema(&self, pointer: &str) -> Schema<'a> {
        let start = pointer.strip_prefix(self.base).unwrap_or(pointer);
        let nodes = reference::parts(self.root, start);
        let is_alternative =
            |node: &Node| node.get("oneOf").is_some() || node.get("anyOf").is_some();
        Schema {
            alternatives: nodes.iter().any(|(_, node)| is_alternative(node)),
            name: self.root.at(start).and_then(|node| self.name(node)),
            nodes: nodes
                .into_iter()
                .map(|(at, node)| (format!("{}{at}", self.base), node))
                .collect(),
        }
    }

    /// The name in the reference that a schema, or the only member of its `allOf`, is.
    fn name(&self, schema: &Node) -> Option<String> {
        if let Some(target) = reference::of(schema) {
            let pointer = reference::local(target)?;
            self.root.at(&pointer)?;
            return pointer::segments(&pointer).last().map(Cow::into_owned);
        }
        match schema.get("allOf").map(Node::items) {
            Some([only]) => self.name(only),
            _ => None,
        }
    }
}

impl<'a> Schema<'a> {
    /// The effective value of a keyword, and its location.
    pub(super) fn keyword(&self, name: &str) -> Option<(String, &'a Node)> {
        self.nodes.iter().find_map(|(at, node)| {
            let value = node.get(name)?;
            Some((pointer::join(at, name), value))
        })
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Node> {
        self.keyword(name).map(|(_, value)| value)
    }

    /// The pointers of all its parts.
    pub(super) fn pointers(&self) -> Vec<String> {
        self.nodes.iter().map(|(at, _)| at.clone()).collect()
    }

    pub(super) fn type_name(&self) -> Option<&'a str> {
        let declared = self.get("type").and_then(Node::as_str);
        declared.or_else(|| self.has_properties().then_some("object"))
    }

    pub(super) fn has_properties(&self) -> bool {
        let lists = self
            .nodes
            .iter()
            .filter_map(|(_, node)| node.get("properties"));
        lists.flat_map(Node::entries).next().is_some()
    }

    pub(super) fn properties(&self) -> Vec<Property<'a>> {
        let lists = self
            .nodes
            .iter()
            .filter_map(|(_, node)| node.get("required"));
        let required: Vec<&str> = lists
            .flat_map(Node::items)
            .filter_map(Node::as_str)
            .collect();
        let mut properties: Vec<Property<'a>> = Vec::new();
        for (at, node) in &self.nodes {
            let list = pointer::join(at, "properties");
            for entry in node.get("properties").into_iter().flat_map(Node::entries) {
                if properties.iter().any(|known| known.name == entry.key) {
                    continue;
                }
                properties.push(Property {
                    name: entry.key,
                    line: entry.key_span.start.line,
                    pointer: pointer::join(&list, entry.key),
                    required: required.contains(&entry.key),
                });
            }
        }
        properties
    }

    /// The schema of its items.
    pub(super) fn items(&self, definition: Definition<'a>) -> Option<Schema<'a>> {
        let (at, _) = self.keyword("items")?;
        Some(definition.schema(&at))
    }
}
